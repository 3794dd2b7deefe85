package io.slipway.runtime;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.JsonNodeDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.CommitId;
import io.slipway.domain.Concurrency;
import io.slipway.domain.DriftChoice;
import io.slipway.domain.Environment;
import io.slipway.domain.EnvironmentGroup;
import io.slipway.domain.ImageDigest;
import io.slipway.domain.ImageTag;
import io.slipway.domain.OperationKind;
import io.slipway.domain.OperationState;
import io.slipway.domain.Place;
import io.slipway.domain.Provider;
import io.slipway.domain.Role;
import io.slipway.domain.ServicePlace;
import io.slipway.domain.SourceChange;
import io.slipway.domain.StatusAction;
import io.slipway.domain.Subscriber;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Writes the domain's words as the text they stand for, and reads them back. */
final class DomainModule extends SimpleModule {

  private static final Set<Class<?>> TEXTS = ConcurrentHashMap.newKeySet();

  DomainModule() {
    text(ApplicationName.class, ApplicationName::new);
    text(CommitId.class, CommitId::new);
    text(ImageTag.class, ImageTag::new);
    text(ImageDigest.class, ImageDigest::new);
    text(Environment.class, Environment::of);
    text(Place.class, Place::of);
    text(ServicePlace.class, ServicePlace::parse);
    text(Provider.class, Provider::of);
    text(DriftChoice.class, DriftChoice::of);
    text(OperationKind.class, OperationKind::of);
    text(Role.class, text -> Role.valueOf(text.toUpperCase(Locale.ROOT)));
    text(EnvironmentGroup.class, DomainModule::group);
    text(Concurrency.class, Concurrency::of);
    text(StatusAction.class, StatusAction::of);
    text(Subscriber.Protocol.class, Subscriber.Protocol::of);
    text(Provider.class, Provider::of);
    text(OperationState.class, OperationState::valueOf);
    addDeserializer(JsonNode.class, new AbsentIsAbsent());
    setMixInAnnotation(SourceChange.class, ChangeByKind.class);
  }

  /** Says in what is written which of the changes it is. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = SourceChange.Push.class, name = "push"),
    @JsonSubTypes.Type(value = SourceChange.TagPushed.class, name = "tag"),
    @JsonSubTypes.Type(value = SourceChange.ReleasePublished.class, name = "release"),
    @JsonSubTypes.Type(value = SourceChange.PullRequest.class, name = "pull-request"),
    @JsonSubTypes.Type(value = SourceChange.PipelinePassed.class, name = "checks"),
    @JsonSubTypes.Type(value = SourceChange.ImagePushed.class, name = "image")
  })
  private interface ChangeByKind {}

  /** Reads a tree where there is one, so that an {@code Optional<JsonNode>} can be empty. */
  private static final class AbsentIsAbsent extends JsonDeserializer<JsonNode> {

    private final JsonDeserializer<? extends JsonNode> trees =
        JsonNodeDeserializer.getDeserializer(JsonNode.class);

    @Override
    public JsonNode deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      return trees.deserialize(json, context);
    }
  }

  private static EnvironmentGroup group(String text) {
    return EnvironmentGroup.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Whether values of {@code type} are written as text, although it has several parts. */
  static boolean isText(Class<?> type) {
    return TEXTS.contains(type);
  }

  private <T> void text(Class<T> type, Function<String, T> read) {
    TEXTS.add(type);
    addSerializer(
        type,
        new JsonSerializer<T>() {
          @Override
          public void serialize(T value, JsonGenerator json, SerializerProvider provider)
              throws IOException {
            json.writeString(value.toString());
          }
        });
    addDeserializer(
        type,
        new JsonDeserializer<T>() {
          @Override
          public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (!json.hasToken(JsonToken.VALUE_STRING)) {
              context.reportInputMismatch(type, "text is expected");
            }
            return read.apply(json.getText());
          }
        });
  }
}
