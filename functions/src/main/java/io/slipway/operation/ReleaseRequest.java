package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.DriftChoice;
import io.slipway.domain.EmailAddress;
import io.slipway.domain.FreeText;
import io.slipway.domain.ImageTag;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code POST /stacks/release} takes. What describes an application is for one that is not
 * there yet; of one that is, it changes nothing.
 *
 * @param specification a deployment file, or another form: an object, or the text of a file
 * @param imageTag what is released; what the deployment file says where it is absent
 * @param applicationName left out: the name of the service
 * @param email who gets the notifications; a new application needs it
 * @param drift what is to become of what somebody has changed by hand
 */
public record ReleaseRequest(
    JsonNode specification,
    Optional<ImageTag> imageTag,
    Optional<ApplicationName> applicationName,
    Optional<String> email,
    Optional<String> description,
    Optional<CreateStackRequest.Optionals> environments,
    Optional<Map<String, String>> tags,
    Optional<DriftChoice> drift) {

  public ReleaseRequest {
    email.ifPresent(
        address -> {
          var unused = EmailAddress.checked("email", address);
        });
    description.ifPresent(
        text -> FreeText.checked("description", text, CreateStackRequest.LONGEST_DESCRIPTION));
    tags.ifPresent(StackTags::check);
  }
}
