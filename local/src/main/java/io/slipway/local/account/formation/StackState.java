package io.slipway.local.account.formation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.account.kernel.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** All that CloudFormation knows, as plain data. */
final class StackState {

  /** Every stack ever made here, by id; deleted ones stay readable by their id. */
  static final class Stacks {
    Ids ids;
    Map<String, One> byId = new LinkedHashMap<>();

    /** By logical id or type: why the next creation of it fails. */
    Map<String, String> creationsToFail = new LinkedHashMap<>();

    /** By logical id or type: why the next change of it fails. */
    Map<String, String> updatesToFail = new LinkedHashMap<>();

    Map<String, String> changeSetsToFail = new LinkedHashMap<>();

    /** By logical id or type: why the next deletion of it fails. */
    Map<String, String> deletionsToFail = new LinkedHashMap<>();

    /** The newest of each name, and by the token that it was created with: no other can be live. */
    private final transient Map<String, One> newestNamed = new HashMap<>();

    private final transient Map<String, One> newestCreatedBy = new HashMap<>();

    /** Stacks as they were saved. */
    static Stacks restored(Stacks saved) {
      saved.byId.values().forEach(saved::index);
      return saved;
    }

    void add(One stack) {
      byId.put(stack.id, stack);
      index(stack);
    }

    private void index(One stack) {
      newestNamed.put(stack.name, stack);
      if (stack.createToken != null) {
        newestCreatedBy.put(stack.createToken, stack);
      }
    }

    /** The stack of that name, unless it has been deleted. */
    Optional<One> live(String name) {
      return Optional.ofNullable(newestNamed.get(name)).filter(One::isLive);
    }

    /** The stack of that id, or the live one of that name. */
    Optional<One> find(String nameOrId) {
      return nameOrId.startsWith("arn:") ? Optional.ofNullable(byId.get(nameOrId)) : live(nameOrId);
    }

    /** The live stack that a call with this token has created. */
    Optional<One> createdBy(String token) {
      return Optional.ofNullable(newestCreatedBy.get(token)).filter(One::isLive);
    }
  }

  /** A stack. */
  static final class One {
    String id;
    String name;
    JsonNode template;
    Map<String, String> parameters = new LinkedHashMap<>();
    Map<String, String> tags = new LinkedHashMap<>();
    List<String> capabilities = new ArrayList<>();
    String roleArn;
    OnFailure onFailure;

    /** The token of the create call; null where it had none. */
    String createToken;

    /** The token that the events of the operation under way carry; may be null. */
    String token;

    boolean isProtected;
    StackStatus status;
    String reason;
    Instant createdAt;
    Instant deletedAt;
    List<Output> outputs = new ArrayList<>();
    Map<String, Resource> resources = new LinkedHashMap<>();

    /** The template as it was given; null where that is not known. */
    String body;

    /** As it was before the update under way, or the last that was rolled back; may be null. */
    Version former;

    /** Whether what an update has made stays where it fails. */
    boolean keepsOnFailure;

    Instant updatedAt;

    /**
     * Physical resources that the update under way leaves behind, in the order in which they go.
     */
    List<Resource> leavings = new ArrayList<>();

    /** Resources that the update under way has no more; they go when nothing can fail any more. */
    Map<String, Resource> dropped = new LinkedHashMap<>();

    /** By name. */
    Map<String, ChangeSet> changeSets = new LinkedHashMap<>();

    /** Oldest first. */
    List<StackEvent> events = new ArrayList<>();

    boolean isLive() {
      return status != StackStatus.DELETE_COMPLETE;
    }
  }

  /** What a stack is made from. */
  static final class Version {
    JsonNode template;
    String body;
    Map<String, String> parameters = new LinkedHashMap<>();
    Map<String, String> tags = new LinkedHashMap<>();
  }

  /** A change set. */
  static final class ChangeSet {
    String id;
    String name;
    String description;
    Version version;
    List<String> capabilities = new ArrayList<>();
    ChangeSetStatus status;
    ExecutionStatus execution;
    String reason;
    Instant createdAt;
    List<Change> changes = new ArrayList<>();

    /** When it is made; null where it is. */
    Instant dueAt;
  }

  /** What a resource does next at its {@code dueAt}. */
  enum Phase {
    /** Waits for those that it needs (or, in a deletion, for those that need it). */
    WAITING,
    /** The call is about to be made. */
    CALLING,
    /** The call has been made; it becomes ready (or goes). */
    SETTLING,
    /** Nothing more. */
    DONE
  }

  /** A resource of a stack; one that a condition leaves out has none. */
  static final class Resource {
    String logicalId;
    String type;
    List<String> needs = new ArrayList<>();
    Phase phase = Phase.WAITING;

    /** Null before its creation has begun. */
    ResourceStatus status;

    String reason;

    /** Null until it has been made. */
    String physicalId;

    /** How it was before the update under way; null where that has not touched it. */
    Resource before;

    /** Whether the update under way has made it anew, beside the one before. */
    boolean isReplaced;

    Map<String, String> attributes = new LinkedHashMap<>();
    ObjectNode properties;

    /** When the next step is due; null where it waits for others. */
    Instant dueAt;

    Instant updatedAt;

    /** How many events it has had; makes their ids unique. */
    int eventCount;

    /** The physical resource and how it is, apart from what happens to it. */
    Resource copy() {
      var copy = new Resource();
      copy.logicalId = logicalId;
      copy.type = type;
      copy.needs.addAll(needs);
      copy.status = status;
      copy.physicalId = physicalId;
      copy.attributes.putAll(attributes);
      copy.properties = properties;
      copy.phase = Phase.DONE;
      return copy;
    }

    boolean exists() {
      return physicalId != null
          && status != ResourceStatus.DELETE_COMPLETE
          && status != ResourceStatus.DELETE_SKIPPED;
    }
  }

  private StackState() {}
}
