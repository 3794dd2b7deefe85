package io.slipway.flow.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The application templates of this version of Slipway: name of the file to its text. */
record TemplateSet(SortedMap<String, String> files) {

  private static final List<String> BUNDLED =
      List.of("environment.yaml", "images.yaml", "production.yaml");

  private static final int HASH_LENGTH = 16;

  /** The templates in the artefact. */
  static TemplateSet bundled() {
    var files = new TreeMap<String, String>();
    BUNDLED.forEach(name -> files.put(name, read("/templates/" + name)));
    return new TemplateSet(files);
  }

  /**
   * Where this set is kept in a bucket, without a slash at its end. It is named after the content,
   * so that a set is never changed under a stack that was made from it.
   */
  String prefix() {
    try {
      var hash = MessageDigest.getInstance("SHA-256");
      files.forEach(
          (name, text) -> {
            hash.update(name.getBytes(StandardCharsets.UTF_8));
            hash.update((byte) 0);
            hash.update(text.getBytes(StandardCharsets.UTF_8));
            hash.update((byte) 0);
          });
      return "templates/" + HexFormat.of().formatHex(hash.digest()).substring(0, HASH_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String read(String resource) {
    try (var in = TemplateSet.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the artefact lacks " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource + " of the artefact", e);
    }
  }
}
