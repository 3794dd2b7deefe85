package io.slipway.spec;

import io.slipway.domain.Rejected;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The size of a task, one of those that Fargate has.
 *
 * @param cpu CPU units; 1024 are one processor
 * @param memory MiB
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html">
 *     the valid combinations</a>
 */
public record FargateSize(int cpu, int memory) {

  private static final SortedMap<Integer, List<Integer>> MEMORY_OF_CPU =
      new TreeMap<>(
          Map.of(
              256, List.of(512, 1024, 2048),
              512, steps(1024, 4096, 1024),
              1024, steps(2048, 8192, 1024),
              2048, steps(4096, 16384, 1024),
              4096, steps(8192, 30720, 1024),
              8192, steps(16384, 61440, 4096),
              16384, steps(32768, 122880, 8192)));

  public FargateSize {
    var memories = memories(cpu);
    if (!memories.contains(memory)) {
      throw Rejected.invalid(
          "specification.memory",
          "with cpu " + cpu + ", " + list(memories) + " are allowed (MiB), but got " + memory);
    }
  }

  /** Why Fargate has no task of such a {@code cpu}, whatever its memory; empty where it has. */
  public static Optional<String> fault(int cpu) {
    return MEMORY_OF_CPU.containsKey(cpu)
        ? Optional.empty()
        : Optional.of(
            "cpu " + list(List.copyOf(MEMORY_OF_CPU.keySet())) + " are allowed, but got " + cpu);
  }

  /** Why Fargate has no such memory for a {@code cpu} that it has; empty where it has. */
  public static Optional<String> fault(int cpu, int memory) {
    var memories = MEMORY_OF_CPU.get(cpu);
    return memories == null || memories.contains(memory)
        ? Optional.empty()
        : Optional.of(
            "with cpu "
                + cpu
                + ", memory "
                + list(memories)
                + " are allowed (MiB), but got "
                + memory);
  }

  /** The smallest task that Fargate has for at least {@code cpu} and {@code memory}. */
  public static Optional<FargateSize> atLeast(int cpu, int memory) {
    return MEMORY_OF_CPU.entrySet().stream()
        .filter(sizes -> sizes.getKey() >= cpu)
        .flatMap(
            sizes ->
                sizes.getValue().stream()
                    .filter(mib -> mib >= memory)
                    .limit(1)
                    .map(mib -> new FargateSize(sizes.getKey(), mib)))
        .findFirst();
  }

  /** The smallest task with {@code cpu}. */
  public static FargateSize leastOf(int cpu) {
    return new FargateSize(cpu, memories(cpu).getFirst());
  }

  private static List<Integer> memories(int cpu) {
    var memories = MEMORY_OF_CPU.get(cpu);
    if (memories == null) {
      throw Rejected.invalid(
          "specification.cpu",
          list(List.copyOf(MEMORY_OF_CPU.keySet())) + " are allowed, but got " + cpu);
    }
    return memories;
  }

  private static List<Integer> steps(int least, int most, int step) {
    return IntStream.iterate(least, memory -> memory <= most, memory -> memory + step)
        .boxed()
        .toList();
  }

  private static String list(List<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
