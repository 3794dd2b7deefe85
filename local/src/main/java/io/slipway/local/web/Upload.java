package io.slipway.local.web;

import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.eclipse.jetty.io.Content;

/** Reads a request's body as it comes, without keeping it. */
final class Upload implements Runnable {

  private final Content.Source body;
  private final Consumer<Received> done;
  private final Consumer<Throwable> failed;
  private final CRC32 crc = new CRC32();
  private long bytes;

  /** What came: how many bytes, and their CRC-32. */
  record Received(long bytes, long crc) {}

  Upload(Content.Source body, Consumer<Received> done, Consumer<Throwable> failed) {
    this.body = body;
    this.done = done;
    this.failed = failed;
  }

  /** Reads what is there, and asks to be run again where more is to come. */
  @Override
  public void run() {
    while (true) {
      var chunk = body.read();
      if (chunk == null) {
        body.demand(this);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        failed.accept(chunk.getFailure());
        return;
      }
      bytes += chunk.remaining();
      crc.update(chunk.getByteBuffer());
      boolean last = chunk.isLast();
      chunk.release();
      if (last) {
        done.accept(new Received(bytes, crc.getValue()));
        return;
      }
    }
  }
}
