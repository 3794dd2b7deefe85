package io.slipway.local.account.kernel;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.slipway.aws.SdkJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Writes a part's state as JSON and reads it back: its classes by their fields, the SDK's shapes by
 * their members.
 */
public final class StateJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(new ShapesModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .visibility(PropertyAccessor.ALL, Visibility.NONE)
          .visibility(PropertyAccessor.FIELD, Visibility.ANY)
          .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private StateJson() {}

  public static JsonNode write(Object state) {
    return MAPPER.valueToTree(state);
  }

  public static <T> T read(JsonNode saved, Class<T> type) {
    try {
      return MAPPER.treeToValue(saved, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("cannot read the saved " + type.getSimpleName(), e);
    }
  }

  private static final class ShapesModule extends SimpleModule {
    private ShapesModule() {
      super("shapes");
      addSerializer(new ShapeWriter());
      setDeserializers(new ShapeReaders());
    }
  }

  private static final class ShapeWriter extends StdSerializer<SdkPojo> {
    private ShapeWriter() {
      super(SdkPojo.class);
    }

    @Override
    public void serialize(SdkPojo shape, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeTree(SdkJson.write(shape));
    }
  }

  private static final class ShapeReaders extends SimpleDeserializers {
    @Override
    public JsonDeserializer<?> findBeanDeserializer(
        JavaType type, DeserializationConfig config, BeanDescription description) {
      return SdkPojo.class.isAssignableFrom(type.getRawClass())
          ? new ShapeReader(type.getRawClass().asSubclass(SdkPojo.class))
          : null;
    }
  }

  private static final class ShapeReader extends JsonDeserializer<SdkPojo> {
    private final Class<? extends SdkPojo> type;

    private ShapeReader(Class<? extends SdkPojo> type) {
      this.type = type;
    }

    @Override
    public SdkPojo deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return SdkJson.read(context.readTree(parser), type);
    }
  }
}
