package io.slipway.local.demo;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The customers: a steady stream of requests, counted by what served them, and when. */
final class Traffic {

  private static final int OK = 200;

  private final Applications applications;
  private final Map<String, Count> phases = new LinkedHashMap<>();
  private String host = "";
  private Count current = new Count();

  /** Requests of one phase. */
  static final class Count {

    private final Map<String, Integer> served = new TreeMap<>();
    private final Map<String, Integer> failed = new TreeMap<>();

    /** Requests that {@code release} answered well. */
    int served(String release) {
      return served.getOrDefault(release, 0);
    }

    /** Requests that got another answer: what it was, and how often. */
    Map<String, Integer> failures() {
      return Collections.unmodifiableMap(failed);
    }

    int failed() {
      return failed.values().stream().mapToInt(Integer::intValue).sum();
    }

    int all() {
      return served.values().stream().mapToInt(Integer::intValue).sum() + failed();
    }
  }

  Traffic(Applications applications) {
    this.applications = applications;
  }

  /** Customers come to {@code newHost}; none do where it is empty. */
  void to(String newHost) {
    host = newHost;
  }

  /** What comes is counted under {@code name} from now on. */
  Count phase(String name) {
    current = phases.computeIfAbsent(name, unused -> new Count());
    return current;
  }

  /** So many requests. */
  void send(int requests) {
    if (!host.isEmpty()) {
      applications.get(host, requests).forEach(this::count);
    }
  }

  private void count(Applications.Served got) {
    if (got.status() == OK) {
      current.served.merge(got.release(), 1, Integer::sum);
    } else {
      var who = got.release().isEmpty() ? "the load balancer" : got.release();
      var what = got.status() == 0 ? "no answer" : got.status() + " of " + who;
      current.failed.merge(what, 1, Integer::sum);
    }
  }

  /** The phases in which there were requests, in order. */
  Map<String, Count> phases() {
    var busy = new LinkedHashMap<>(phases);
    busy.values().removeIf(count -> count.all() == 0);
    return busy;
  }

  /** The releases that served, in the order in which they first did. */
  Set<String> releases() {
    var all = new LinkedHashSet<String>();
    phases.values().forEach(count -> all.addAll(count.served.keySet()));
    return all;
  }

  /** Over all phases: what failed requests got, and how often. */
  Map<String, Integer> failures() {
    var all = new TreeMap<String, Integer>();
    phases
        .values()
        .forEach(count -> count.failed.forEach((what, n) -> all.merge(what, n, Integer::sum)));
    return all;
  }

  /** Requests of all phases. */
  int all() {
    return phases.values().stream().mapToInt(Count::all).sum();
  }

  /** The first answers of a moment, by whom: what {@code requests} are served by now. */
  List<String> served(int requests) {
    var before = new TreeMap<>(current.served);
    send(requests);
    return current.served.entrySet().stream()
        .filter(entry -> entry.getValue() > before.getOrDefault(entry.getKey(), 0))
        .map(Map.Entry::getKey)
        .toList();
  }
}
