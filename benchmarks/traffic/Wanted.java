package traffic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Random;

/**
 * What is wanted of a run; benchmarks/traffic.sh tells what each is.
 *
 * @param rate requests a second
 * @param speed how many seconds of the account pass in one
 */
record Wanted(
    int swaps,
    int canaries,
    int rollbacks,
    int aborts,
    int alarms,
    int applications,
    int rate,
    double speed,
    boolean faults) {

  static Wanted of(String[] arguments) {
    var values = new HashMap<String, String>();
    for (var argument : arguments) {
      var parts = argument.split("=", 2);
      values.put(parts[0], parts.length == 2 ? parts[1] : "true");
    }
    var wanted =
        new Wanted(
            Integer.parseInt(taken(values, "--swaps", "200")),
            Integer.parseInt(taken(values, "--canaries", "100")),
            Integer.parseInt(taken(values, "--rollbacks", "50")),
            Integer.parseInt(taken(values, "--aborts", "25")),
            Integer.parseInt(taken(values, "--alarms", "25")),
            Integer.parseInt(taken(values, "--applications", "10")),
            Integer.parseInt(taken(values, "--rate", "500")),
            Double.parseDouble(taken(values, "--speed", "30")),
            Boolean.parseBoolean(taken(values, "--faults", "false")));
    if (!values.isEmpty()) {
      throw new IllegalArgumentException("unknown: " + String.join(" ", values.keySet()));
    }
    return wanted;
  }

  private static String taken(HashMap<String, String> values, String name, String otherwise) {
    var value = values.remove(name);
    return value == null ? otherwise : value;
  }

  /** All that is to be done, in an order by chance that is the same in each run. */
  List<Job> jobs() {
    var all = new ArrayList<Job>();
    all.addAll(Collections.nCopies(swaps, Job.SWAP));
    all.addAll(Collections.nCopies(canaries, Job.CANARY));
    all.addAll(Collections.nCopies(rollbacks, Job.ROLLBACK));
    all.addAll(Collections.nCopies(aborts, Job.ABORT));
    all.addAll(Collections.nCopies(alarms, Job.ALARM));
    Collections.shuffle(all, new Random(1));
    return all;
  }
}
