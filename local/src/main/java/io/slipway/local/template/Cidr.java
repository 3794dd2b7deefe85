package io.slipway.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.template.yaml.TemplateError;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Cuts an IPv4 block into equal blocks, as {@code Fn::Cidr} does. */
final class Cidr {

  private static final Pattern BLOCK =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");
  private static final int MAX_BLOCKS = 256;
  private static final int DEFAULT_HOST_BITS = 8;

  private Cidr() {}

  /**
   * @param arguments block, count (1 to 256), and how many bits a block leaves to hosts (default 8)
   */
  static List<String> blocks(JsonNode arguments) {
    var block = BLOCK.matcher(arguments.get(0).asText());
    int count = arguments.get(1).asInt();
    int hostBits = arguments.size() > 2 ? arguments.get(2).asInt() : DEFAULT_HOST_BITS;
    if (!block.matches() || count < 1 || count > MAX_BLOCKS || hostBits < 1 || hostBits > 31) {
      throw refused(arguments);
    }
    long first = 0;
    for (int part = 1; part <= 4; part++) {
      first = first * 256 + Long.parseLong(block.group(part));
    }
    int prefix = Integer.parseInt(block.group(5));
    if (prefix > 32 || ((long) count << hostBits) > (1L << (32 - prefix))) {
      throw refused(arguments);
    }
    long start = first;
    return IntStream.range(0, count)
        .mapToObj(i -> address(start + ((long) i << hostBits)) + "/" + (32 - hostBits))
        .toList();
  }

  private static String address(long value) {
    return "%d.%d.%d.%d"
        .formatted(value >> 24 & 255, value >> 16 & 255, value >> 8 & 255, value & 255);
  }

  private static TemplateError refused(JsonNode arguments) {
    return new TemplateError("Template error: Fn::Cidr cannot cut " + arguments);
  }
}
