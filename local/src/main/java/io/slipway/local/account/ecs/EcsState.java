package io.slipway.local.account.ecs;

import io.slipway.local.account.kernel.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** All that ECS knows, as plain data. */
final class EcsState {

  Ids ids;
  int addresses;
  NavigableMap<String, Cluster> clusters = new TreeMap<>();
  NavigableMap<String, FamilyState> families = new TreeMap<>();

  /** By ARN; a deleted service stays here as INACTIVE until its name is used again. */
  NavigableMap<String, ServiceState> services = new TreeMap<>();

  /** Tasks that no service keeps, by ARN. */
  NavigableMap<String, OneOffState> oneOffs = new TreeMap<>();

  /** The revisions of one family that still exist; numbers are never used again. */
  static final class FamilyState {
    int lastRevision;
    List<RevisionState> revisions = new ArrayList<>();
  }

  /** One revision with its tags. */
  static final class RevisionState {
    TaskDefinition shape;
    List<Tag> tags = new ArrayList<>();
  }
}
