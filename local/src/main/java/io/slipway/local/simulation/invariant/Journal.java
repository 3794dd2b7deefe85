package io.slipway.local.simulation.invariant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.applicationautoscaling.model.ApplicationAutoScalingRequest;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.ecr.model.EcrRequest;
import software.amazon.awssdk.services.ecs.model.EcsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Request;
import software.amazon.awssdk.services.route53.model.Route53Request;

/**
 * What a run has written so far: operations, locks and the log, from the effects on the tables.
 * Every rule of a run shares one; each effect is read once, by whichever rule comes first.
 */
final class Journal {

  static final String NEEDS_ATTENTION = "NEEDS_ATTENTION";

  private final Map<String, Trail> trails = new LinkedHashMap<>();
  private final Map<String, Lock> locks = new HashMap<>();
  private final List<Logged> log = new ArrayList<>();
  private final List<String> tampered = new ArrayList<>();
  private final List<Trail> justEnded = new ArrayList<>();
  private final List<Logged> news = new ArrayList<>();
  private final List<Trail> justStarted = new ArrayList<>();
  private final List<LockChange> justLocked = new ArrayList<>();
  private final Set<Trail> needAttention = new LinkedHashSet<>();
  private Effect last;

  /** A lock as it was found after a write. */
  record Lock(Optional<String> owner, long fence) {}

  /** How a write has left a lock, and how the write of it before had. */
  record LockChange(String name, Lock before, Lock after) {}

  /** Takes note of {@code effect}, unless that has happened. */
  @SuppressWarnings("ReferenceEquality") // several rules look at the same effect
  void see(View view, Effect effect) {
    if (effect == last) {
      return;
    }
    last = effect;
    tampered.clear();
    justEnded.clear();
    justStarted.clear();
    justLocked.clear();
    news.clear();
    switch (effect.request()) {
      case TransactWriteItemsRequest all ->
          all.transactItems().forEach(item -> part(view, effect, item));
      case PutItemRequest put ->
          put(view, effect, put.tableName(), put.item(), put.conditionExpression());
      case UpdateItemRequest update -> changed(view, effect, update.tableName(), update.key());
      case DeleteItemRequest delete -> changed(view, effect, delete.tableName(), delete.key());
      default -> acted(effect);
    }
  }

  private void part(View view, Effect effect, TransactWriteItem item) {
    if (item.put() != null) {
      put(
          view,
          effect,
          item.put().tableName(),
          item.put().item(),
          item.put().conditionExpression());
    } else if (item.update() != null) {
      changed(view, effect, item.update().tableName(), item.update().key());
    } else if (item.delete() != null) {
      changed(view, effect, item.delete().tableName(), item.delete().key());
    }
  }

  private void put(
      View view, Effect effect, String table, Map<String, AttributeValue> item, String condition) {
    if (table.equals(setting(view, "EVENTS_TABLE"))) {
      if (condition == null || !condition.contains("attribute_not_exists")) {
        tampered.add("an event is put over whatever is there: " + Logged.of(item));
      }
      logged(effect, Logged.of(item));
    } else {
      row(view, effect, table, item);
    }
  }

  private void logged(Effect effect, Logged event) {
    log.add(event);
    news.add(event);
    var trail = trails.get(event.operationId());
    if (event.what().equals("RECOVERING") && trail != null) {
      trail.takenOverBy = effect.number();
      if (!trail.isPutBack()) {
        trail.takenOverAt = effect.time();
      }
    }
  }

  private void changed(View view, Effect effect, String table, Map<String, AttributeValue> key) {
    if (table.equals(setting(view, "EVENTS_TABLE"))) {
      tampered.add("an event is changed or deleted: " + key);
    } else {
      row(view, effect, table, key);
    }
  }

  private void row(View view, Effect effect, String table, Map<String, AttributeValue> key) {
    if (!table.equals(setting(view, "OPERATIONS_TABLE"))) {
      return;
    }
    var partition = key.get("PK").s();
    var sort = key.get("SK").s();
    if (partition.startsWith("OPERATION#") && sort.equals("OPERATION")) {
      operation(view, effect, partition);
    } else if (sort.startsWith("LOCK#")) {
      var name = partition + " " + sort;
      var found = lock(view, partition, sort);
      var before = locks.put(name, found);
      if (before != null) {
        justLocked.add(new LockChange(name, before, found));
      }
    }
  }

  private void operation(View view, Effect effect, String partition) {
    var row = read(view, partition, "OPERATION");
    if (row.isEmpty()) {
      return;
    }
    var id = partition.substring("OPERATION#".length());
    var trail = trails.computeIfAbsent(id, unknown -> Trail.of(id, row));
    trail.state = row.get("OperationState").s();
    if (trail.state.equals(NEEDS_ATTENTION)) {
      needAttention.add(trail);
    } else {
      needAttention.remove(trail);
    }
    if (trail.startedAt == null && trail.state.equals("RUNNING")) {
      trail.startedAt = effect.time();
      trail.read(row);
      trail.before = Shape.of(view, trail.application);
      justStarted.add(trail);
    }
    if (Trail.isTerminal(trail.state) && !trail.hasEnded()) {
      trail.endedAt = effect.time();
      justEnded.add(trail);
    }
  }

  private void acted(Effect effect) {
    if (isAboutAws(effect)) {
      by(effect).ifPresent(trail -> trail.effects.add(effect));
    }
  }

  /** Whether it changes something but tables, executions and messages. */
  static boolean isAboutAws(Effect effect) {
    return switch (effect.request()) {
      case EcsRequest ecs -> true;
      case ElasticLoadBalancingV2Request balancing -> true;
      case CloudFormationRequest formation -> true;
      case ApplicationAutoScalingRequest scaling -> true;
      case EcrRequest ecr -> true;
      case Route53Request names -> true;
      default -> false;
    };
  }

  /** The operation for which a call was made, where the run has seen it. */
  Optional<Trail> by(Effect effect) {
    var id = effect.caller().operationId();
    return id == null ? Optional.empty() : Optional.ofNullable(trails.get(id));
  }

  Lock lock(View view, String partition, String sort) {
    var row = read(view, partition, sort);
    return new Lock(
        Optional.ofNullable(row.get("LockedBy")).map(AttributeValue::s),
        row.containsKey("Fence") ? Long.parseLong(row.get("Fence").n()) : 0);
  }

  static Map<String, AttributeValue> read(View view, String partition, String sort) {
    return view.platform()
        .dynamoDb()
        .getItem(
            request ->
                request
                    .tableName(setting(view, "OPERATIONS_TABLE"))
                    .key(
                        Map.of(
                            "PK", AttributeValue.fromS(partition),
                            "SK", AttributeValue.fromS(sort)))
                    .consistentRead(true))
        .item();
  }

  private static String setting(View view, String name) {
    return view.platform().settings().get(name);
  }

  /** Every operation that the run has seen, in the order of their first rows. */
  Iterable<Trail> trails() {
    return trails.values();
  }

  /** The operations that have ended with the effect seen last. */
  List<Trail> justEnded() {
    return justEnded;
  }

  /** The operations that have begun to run with the effect seen last. */
  List<Trail> justStarted() {
    return justStarted;
  }

  /** The events that the effect seen last has added. */
  List<Logged> news() {
    return news;
  }

  /** The operation of an event, where the run has seen it. */
  Optional<Trail> of(Logged event) {
    return Optional.ofNullable(trails.get(event.operationId()));
  }

  /** What the effect seen last did to the log but put an event. */
  List<String> tampered() {
    return tampered;
  }

  /** The locks that the effect seen last has written, but those that had never been written. */
  List<LockChange> justLocked() {
    return justLocked;
  }

  /** The operations that wait for a person now. */
  Set<Trail> needAttention() {
    return needAttention;
  }

  /** Every event of the run, the oldest first. */
  List<Logged> log() {
    return log;
  }
}
