package io.slipway.local.account.notice;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.account.kernel.AwsErrors;
import io.slipway.local.account.kernel.Ids;
import io.slipway.local.account.kernel.Kernel;
import io.slipway.local.account.kernel.StateJson;
import io.slipway.local.data.Durable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;
import software.amazon.awssdk.services.sns.model.DeleteTopicRequest;
import software.amazon.awssdk.services.sns.model.DeleteTopicResponse;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.SubscribeResponse;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.UnsubscribeRequest;
import software.amazon.awssdk.services.sns.model.UnsubscribeResponse;

/** Amazon SNS of the simulated account: topics, subscriptions, and the messages sent of late. */
public final class SimulatedSns implements SnsClient, Durable {

  private static final int MESSAGES_KEPT = 1_000;
  private static final int MOST_BYTES = 262_144;
  private static final Set<String> PROTOCOLS =
      Set.of(
          "application",
          "email",
          "email-json",
          "firehose",
          "http",
          "https",
          "lambda",
          "sms",
          "sqs");

  /** All that SNS knows, as plain data. */
  private static final class State {
    private Ids ids;
    private final NavigableMap<String, Topic> topics = new TreeMap<>();
    private final List<SentMessage> messages = new ArrayList<>();
  }

  private static final class Topic {
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final List<Tag> tags = new ArrayList<>();
  }

  private final Kernel kernel;
  private State state = new State();

  public SimulatedSns(Kernel kernel) {
    this.kernel = kernel;
    this.state.ids = kernel.ids();
  }

  /** The last 1,000 messages, oldest first. */
  public List<SentMessage> messages() {
    return kernel.call(() -> List.copyOf(state.messages));
  }

  /** Creates the topic, or gives the one of that name. */
  @Override
  public CreateTopicResponse createTopic(CreateTopicRequest request) {
    return kernel.call(
        () -> {
          if (request.name() == null || !request.name().matches("[A-Za-z0-9_-]{1,256}")) {
            throw invalid("Invalid parameter: Topic Name");
          }
          var arn = kernel.arn("sns", request.name());
          var topic = state.topics.computeIfAbsent(arn, created -> new Topic());
          topic.tags.clear();
          topic.tags.addAll(request.tags());
          kernel.changed(this);
          return CreateTopicResponse.builder().topicArn(arn).build();
        });
  }

  /** Deletes the topic with its subscriptions; does nothing where it is gone already. */
  @Override
  public DeleteTopicResponse deleteTopic(DeleteTopicRequest request) {
    return kernel.call(
        () -> {
          state.topics.remove(request.topicArn());
          kernel.changed(this);
          return DeleteTopicResponse.builder().build();
        });
  }

  /** Subscribes an endpoint. Nobody confirms here: every subscription holds at once. */
  @Override
  public SubscribeResponse subscribe(SubscribeRequest request) {
    return kernel.call(
        () -> {
          var topic = topic(request.topicArn());
          if (request.protocol() == null || request.endpoint() == null) {
            throw invalid("Invalid parameter: protocol and endpoint are required");
          }
          if (!PROTOCOLS.contains(request.protocol())) {
            throw invalid(
                "Invalid parameter: Amazon SNS does not support this protocol string: "
                    + request.protocol());
          }
          if (request.protocol().equals("email") && !request.endpoint().contains("@")) {
            throw invalid("Invalid parameter: Email address");
          }
          var known =
              topic.subscriptions.stream()
                  .filter(old -> old.endpoint().equals(request.endpoint()))
                  .filter(old -> old.protocol().equals(request.protocol()))
                  .findFirst();
          var arn =
              known
                  .map(Subscription::subscriptionArn)
                  .orElseGet(() -> request.topicArn() + ":" + state.ids.uuid());
          if (known.isEmpty()) {
            topic.subscriptions.add(
                Subscription.builder()
                    .subscriptionArn(arn)
                    .topicArn(request.topicArn())
                    .owner(kernel.settings().accountId())
                    .protocol(request.protocol())
                    .endpoint(request.endpoint())
                    .build());
            kernel.changed(this);
          }
          return SubscribeResponse.builder().subscriptionArn(arn).build();
        });
  }

  @Override
  public UnsubscribeResponse unsubscribe(UnsubscribeRequest request) {
    return kernel.call(
        () -> {
          for (var topic : state.topics.values()) {
            topic.subscriptions.removeIf(
                old -> old.subscriptionArn().equals(request.subscriptionArn()));
          }
          kernel.changed(this);
          return UnsubscribeResponse.builder().build();
        });
  }

  /** That it is confirmed, as all are here; nothing else is known. */
  @Override
  public GetSubscriptionAttributesResponse getSubscriptionAttributes(
      GetSubscriptionAttributesRequest request) {
    return kernel.call(
        () -> {
          boolean known =
              state.topics.values().stream()
                  .flatMap(topic -> topic.subscriptions.stream())
                  .anyMatch(
                      subscription ->
                          subscription.subscriptionArn().equals(request.subscriptionArn()));
          if (!known) {
            throw AwsErrors.of(
                NotFoundException.builder(), 404, "Sns", "NotFound", "Subscription does not exist");
          }
          return GetSubscriptionAttributesResponse.builder()
              .attributes(
                  Map.of(
                      "SubscriptionArn", request.subscriptionArn(), "PendingConfirmation", "false"))
              .build();
        });
  }

  @Override
  public ListSubscriptionsByTopicResponse listSubscriptionsByTopic(
      ListSubscriptionsByTopicRequest request) {
    return kernel.call(
        () ->
            ListSubscriptionsByTopicResponse.builder()
                .subscriptions(topic(request.topicArn()).subscriptions)
                .build());
  }

  @Override
  public PublishResponse publish(PublishRequest request) {
    return kernel.call(
        () -> {
          var topic = topic(request.topicArn());
          validate(request);
          Map<String, String> attributes = new TreeMap<>();
          request
              .messageAttributes()
              .forEach((key, value) -> attributes.put(key, value.stringValue()));
          var message =
              new SentMessage(
                  state.ids.uuid(),
                  kernel.now(),
                  request.topicArn(),
                  request.subject(),
                  request.message(),
                  attributes,
                  topic.subscriptions.stream().map(Subscription::endpoint).toList());
          state.messages.add(message);
          if (state.messages.size() > MESSAGES_KEPT) {
            state.messages.removeFirst();
          }
          kernel.changed(this);
          return PublishResponse.builder().messageId(message.messageId()).build();
        });
  }

  private static void validate(PublishRequest request) {
    var text = request.message();
    if (text == null || text.isEmpty()) {
      throw invalid("Invalid parameter: Empty message");
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw invalid("Invalid parameter: Message too long");
    }
    var subject = request.subject();
    if (subject != null && !subject.matches("[\\x21-\\x7e][\\x20-\\x7e]{0,99}")) {
      throw invalid("Invalid parameter: Subject");
    }
  }

  private Topic topic(String arn) {
    var topic = arn == null ? null : state.topics.get(arn);
    if (topic == null) {
      throw AwsErrors.of(
          NotFoundException.builder(), 404, "Sns", "NotFound", "Topic does not exist");
    }
    return topic;
  }

  private static AwsServiceException invalid(String message) {
    return AwsErrors.badRequest(
        InvalidParameterException.builder(), "Sns", "InvalidParameter", message);
  }

  @Override
  public String name() {
    return "topics";
  }

  @Override
  public JsonNode save() {
    return kernel.call(() -> StateJson.write(state));
  }

  @Override
  public void restore(JsonNode saved) {
    kernel.run(() -> state = StateJson.read(saved, State.class));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
