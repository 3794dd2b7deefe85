package io.slipway.local.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/**
 * DynamoDB Local in this process, in memory or in one file.
 *
 * <p>The file is SQLite's: DynamoDB Local 3 carries the native library for Linux, macOS and Windows
 * on both kinds of processors in its own jar, and leaves SQLite's defaults, a rollback journal that
 * is forced to the disk. So what was acknowledged survives the process, and a journal of our own
 * would only repeat it.
 */
public final class LocalTables implements TableStore {

  private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  /** Kept here: a logger that nobody holds forgets its level. */
  private static final List<Logger> NOISE =
      List.of(
          Logger.getLogger("com.almworks.sqlite4java"),
          Logger.getLogger("com.almworks.sqlite4java.Internal"));

  private final AmazonDynamoDBLocal server;

  private LocalTables(AmazonDynamoDBLocal server) {
    this.server = server;
    quiet();
  }

  /** Tables in the data folder, or that end with the process where there is none. */
  public static LocalTables in(Optional<DataFolder> folder) {
    return folder.map(data -> in(data.database())).orElseGet(LocalTables::inMemory);
  }

  /** Tables that end with the process. */
  public static LocalTables inMemory() {
    quiet();
    return new LocalTables(DynamoDBEmbedded.create(true));
  }

  /**
   * Tables in {@code file}, which is made where there is none.
   *
   * @throws DataFolderRefused where it is not readable, writable or a database; DynamoDB Local
   *     itself would try again without end
   */
  public static LocalTables in(Path file) {
    check(file);
    quiet();
    return new LocalTables(DynamoDBEmbedded.create(file.toFile(), true));
  }

  private static void quiet() {
    NOISE.forEach(logger -> logger.setLevel(Level.OFF));
  }

  private static void check(Path file) {
    if (!Files.exists(file)) {
      return;
    }
    try (var in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(SQLITE.length);
      if (!Files.isWritable(file) || (start.length > 0 && !Arrays.equals(start, SQLITE))) {
        throw new DataFolderRefused(
            "cannot use "
                + file
                + ": it is not a writable database. Put back a copy of the folder, or give another"
                + " --data");
      }
    } catch (IOException e) {
      throw new DataFolderRefused("cannot read " + file + ": " + e, e);
    }
  }

  /** DynamoDB Local knows no time but the machine's. */
  @Override
  public DynamoDbClient client(Clock clock) {
    return client();
  }

  public DynamoDbClient client() {
    return new LocalDynamoDb(server.dynamoDbClient());
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
