package io.slipway.spec.reading;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Problems;
import io.slipway.domain.Rejected;
import io.slipway.domain.Rejected.Fault;
import io.slipway.runtime.Json;
import io.slipway.spec.Specification;
import io.slipway.spec.SpecificationForm;
import io.slipway.spec.Surroundings;
import io.slipway.spec.canaryfile.CanaryFiles;
import io.slipway.spec.cloudlift.Cloudlift;
import io.slipway.spec.rules.NotificationRules;
import io.slipway.spec.rules.RuleBook;
import io.slipway.spec.shape.Form;
import io.slipway.spec.shape.Injection;
import io.slipway.spec.shape.Naming;
import io.slipway.spec.shape.Origins;
import io.slipway.spec.shape.Said;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a specification of a document in any form, or says everything that is wrong with it, in the
 * words of the document.
 */
public final class SpecificationReader {

  private static final Form<Specification> OWN = new Form<>(Specification.class, Naming.CAMEL);
  private static final Form<SpecificationForm> SHORT =
      new Form<>(SpecificationForm.class, Naming.CAMEL);

  private final Surroundings surroundings;

  private SpecificationReader(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * What a document says.
   *
   * @param version the tag of the image, which a deployment file says
   */
  public record Reading(Specification specification, WrittenAs form, Optional<String> version) {}

  /** The form of {@code form}, for its schema and its table. */
  public static Form<?> form(WrittenAs form) {
    return switch (form) {
      case SPECIFICATION -> OWN;
      case SHORT -> SHORT;
      case CANARY -> CanaryFiles.form();
      case CLOUDLIFT -> Cloudlift.form();
    };
  }

  /** The specification in our own form, whole. */
  public static JsonNode write(Specification specification) {
    return OWN.write(specification);
  }

  /**
   * Reads JSON or YAML.
   *
   * @throws Rejected 400 with everything that is wrong; 413 where it has more than a megabyte
   */
  public static Reading read(byte[] document, Surroundings surroundings) {
    return read(document(document), surroundings);
  }

  /**
   * Reads a document that has been parsed.
   *
   * @throws Rejected 400 with everything that is wrong
   */
  public static Reading read(JsonNode document, Surroundings surroundings) {
    return new SpecificationReader(surroundings).read(document);
  }

  /**
   * What JSON or YAML says, whatever it is about.
   *
   * @throws Rejected 400 where it is neither; 413 where it has more than a megabyte
   */
  public static JsonNode document(byte[] document) {
    if (document.length > Json.LONGEST_DOCUMENT || isJson(document)) {
      return Json.parse(document);
    }
    try {
      return Yaml.read(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString());
    } catch (CharacterCodingException e) {
      throw new Rejected(400, "not-utf-8", "the document is not UTF-8 text");
    }
  }

  private static boolean isJson(byte[] document) {
    for (byte each : document) {
      if (!Character.isWhitespace(each)) {
        return each == '{';
      }
    }
    return false;
  }

  private Reading read(JsonNode document) {
    var wrong = new LinkedHashMap<String, Set<String>>();
    Said before = (path, why) -> wrong.computeIfAbsent(path, any -> new LinkedHashSet<>()).add(why);
    Injection.check(document, "", before);
    var form = Recognition.of(document);
    var filled =
        form == WrittenAs.CANARY ? CanaryFiles.fill(document, surroundings, before) : document;
    var unsafe = Set.copyOf(wrong.keySet());
    var rules = new ArrayList<Fault>();
    var reading =
        read(
            form,
            filled,
            (path, why) -> {
              if (!unsafe.contains(path)) {
                before.add(path, why);
              }
            },
            (path, why) -> rules.add(new Fault(path, why)));
    var problems = new Problems();
    wrong.forEach((path, each) -> each.forEach(why -> problems.add(path, why)));
    (wrong.isEmpty() ? rules : despite(wrong.keySet(), form, filled))
        .forEach(fault -> problems.add(fault.path(), fault.message()));
    problems.refuse();
    return reading.orElseThrow(
        () -> new IllegalStateException("nothing was read, and nothing said"));
  }

  private List<Fault> despite(Set<String> wrong, WrittenAs form, JsonNode document) {
    return new Together(form(form), document, wrong)
        .said((mended, rules) -> read(form, mended, (path, why) -> {}, rules).isPresent());
  }

  /**
   * What {@code document} says.
   *
   * @param shapes is told what is wrong with a part by itself, because of which nothing is returned
   * @param rules is told what is wrong with parts together
   */
  private Optional<Reading> read(WrittenAs form, JsonNode document, Said shapes, Said rules) {
    return switch (form) {
      case SPECIFICATION ->
          own(document, new Origins(Naming.CAMEL), shapes, rules)
              .map(whole -> reading(whole, form));
      case SHORT ->
          SHORT
              .read(document, "", shapes)
              .flatMap(brief -> brief.read(rules))
              .map(whole -> reading(whole, form));
      case CANARY ->
          CanaryFiles.read(document, surroundings, shapes)
              .flatMap(
                  file ->
                      own(file.document(), file.origins(), shapes, rules)
                          .map(whole -> new Reading(whole, form, Optional.of(file.version()))));
      case CLOUDLIFT ->
          Cloudlift.read(document, shapes)
              .flatMap(file -> own(file.document(), file.origins(), shapes, rules))
              .map(whole -> reading(whole, form));
    };
  }

  private static Reading reading(Specification specification, WrittenAs form) {
    return new Reading(specification, form, Optional.empty());
  }

  private Optional<Specification> own(JsonNode document, Origins origins, Said shapes, Said rules) {
    var said = origins.to(rules);
    var specification = OWN.read(document, "", origins.to(shapes));
    specification.ifPresent(
        whole -> {
          RuleBook.check(whole, said);
          surroundings
              .topics()
              .ifPresent(
                  topics -> NotificationRules.check(whole.release().notifications(), topics, said));
        });
    return specification;
  }
}
