package io.slipway.local.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The folder in which local mode outlives its process: a file per part of the account, and the file
 * of DynamoDB Local. One process at a time uses it.
 *
 * <p>A part's file is replaced as a whole (written beside it, forced to the disk, then moved over
 * it), so that it holds the state before a change or the state after it, whenever the process ends.
 */
public final class DataFolder implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FORMAT = 1;
  private static final String ENDING = ".json";

  private final Path folder;
  private final FileChannel lockFile;
  private final Map<String, JsonNode> saved = new TreeMap<>();
  private final Map<String, Object> locks = new ConcurrentHashMap<>();
  private Instant latest = Instant.MIN;

  private DataFolder(Path folder, FileChannel lockFile) {
    this.folder = folder;
    this.lockFile = lockFile;
  }

  /**
   * Opens {@code folder}, which is made where there is none, and reads what it holds.
   *
   * @throws DataFolderRefused where it is in use, unreadable or damaged
   */
  public static DataFolder open(Path folder) {
    try {
      Files.createDirectories(folder);
      var data = new DataFolder(folder, lock(folder));
      try {
        data.readAll();
      } catch (RuntimeException | IOException e) {
        data.close();
        throw e;
      }
      return data;
    } catch (IOException e) {
      throw new DataFolderRefused("cannot use the folder " + folder + ": " + e, e);
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    var channel =
        FileChannel.open(
            folder.resolve("in-use"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // held by this very process: refused below, as one held by another
    }
    if (lock == null) {
      channel.close();
      throw new DataFolderRefused(
          "the folder "
              + folder
              + " is in use by another ./slipway local: stop that one, or give another --data");
    }
    return channel;
  }

  private void readAll() throws IOException {
    try (var files = Files.newDirectoryStream(folder, "*" + ENDING)) {
      for (var file : files) {
        read(file);
      }
    }
  }

  private void read(Path file) {
    try {
      var document = JSON.readTree(Files.readAllBytes(file));
      if (document.path("format").asInt() != FORMAT || !document.has("state")) {
        throw damaged(file, "it is not one that this version of Slipway has written", null);
      }
      var time = Instant.parse(document.path("time").asText());
      latest = time.isAfter(latest) ? time : latest;
      saved.put(document.path("part").asText(), document.get("state"));
    } catch (IOException | DateTimeParseException e) {
      throw damaged(file, e.getMessage(), e);
    }
  }

  private static DataFolderRefused damaged(Path file, String why, Exception cause) {
    var firstLine = why == null ? "" : why.lines().findFirst().orElse("");
    return new DataFolderRefused(
        "cannot read %s: %s. Put back a copy of the folder, or give another --data"
            .formatted(file, firstLine),
        cause);
  }

  /** The account's time at its last change; empty for a new folder. */
  public Optional<Instant> latest() {
    return latest.equals(Instant.MIN) ? Optional.empty() : Optional.of(latest);
  }

  /** The file of DynamoDB Local. */
  public Path database() {
    return folder.resolve("dynamodb.db");
  }

  /** Gives {@code part} the state that an earlier process left, if there is one. */
  public void restore(Durable part) {
    var state = saved.remove(part.name());
    if (state == null) {
      return;
    }
    try {
      part.restore(state);
    } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
      throw damaged(folder.resolve(part.name() + ENDING), e.getMessage(), e);
    }
  }

  /** Writes each change down before it returns. */
  public Changes changes(Clock clock) {
    return part -> {
      synchronized (locks.computeIfAbsent(part.name(), name -> new Object())) {
        write(part, clock.instant());
      }
    };
  }

  private void write(Durable part, Instant time) {
    var document =
        JSON.createObjectNode()
            .put("format", FORMAT)
            .put("part", part.name())
            .put("time", time.toString());
    document.set("state", part.save());
    var file = folder.resolve(part.name() + ENDING);
    var beside = folder.resolve(part.name() + ".new");
    try {
      try (var out =
          FileChannel.open(
              beside,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        var bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(document));
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** Lets other processes use the folder. */
  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + folder, e);
    }
  }
}
