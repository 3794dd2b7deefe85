package io.slipway.local.account.names;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.route53.model.HostedZone;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** A hosted zone with its records, those of before included as long as somebody may use them. */
final class ZoneState {

  HostedZone shape;

  /** By {@link Records#key}: in the order in which they are listed. */
  NavigableMap<String, ResourceRecordSet> records = new TreeMap<>();

  /** What was there until a change, the newest change last. */
  List<Replaced> replaced = new ArrayList<>();

  /** When the last change was made; null where there was none. */
  Instant changedAt;

  /** Records as they were until a moment. */
  static final class Replaced {
    Instant until;
    List<ResourceRecordSet> records = new ArrayList<>();
  }
}
