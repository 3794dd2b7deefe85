package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.EmailAddress;
import io.slipway.domain.Environment;
import io.slipway.domain.FreeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code POST /stacks} takes.
 *
 * @param description at most 500 characters
 * @param email who gets the notifications
 * @param environments which of those that not every application has
 * @param tags put on every resource
 * @param specification in any form, as an object or as the text of a file; left out: defaults
 */
public record CreateStackRequest(
    ApplicationName applicationName,
    Optional<String> description,
    String email,
    Optional<Optionals> environments,
    Optional<Map<String, String>> tags,
    Optional<JsonNode> specification) {

  static final int LONGEST_DESCRIPTION = 500;

  /** The environments that an application has on request only. */
  public record Optionals(Optional<Boolean> training, Optional<Boolean> da) {}

  public CreateStackRequest {
    description.ifPresent(text -> FreeText.checked("description", text, LONGEST_DESCRIPTION));
    var unused = EmailAddress.checked("email", email);
    tags.ifPresent(StackTags::check);
  }

  /** Where the application will run. */
  List<Environment> wanted() {
    var wanted = new ArrayList<>(List.of(Environment.DEV, Environment.QA, Environment.STAGE));
    if (environments.flatMap(Optionals::training).orElse(false)) {
      wanted.add(Environment.TRAINING);
    }
    if (environments.flatMap(Optionals::da).orElse(false)) {
      wanted.add(Environment.DA);
    }
    wanted.add(Environment.PROD);
    return wanted;
  }
}
