package io.slipway.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slipway.domain.Rejected;
import io.slipway.domain.RetryLater;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import software.amazon.awssdk.core.exception.SdkException;

/** One route of the API: turns a request into an answer, and errors into problems. */
public abstract class Route implements RequestStreamHandler {

  private static final ObjectMapper GATEWAY =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /**
   * Answers a request.
   *
   * @throws Rejected becomes its status; {@link RetryLater} becomes 503, all else 500
   */
  protected abstract Answer answer(Call call);

  @Override
  public final void handleRequest(InputStream in, OutputStream out, Context context)
      throws IOException {
    var event = GATEWAY.readValue(in, APIGatewayV2HTTPEvent.class);
    out.write(GATEWAY.writeValueAsBytes(answer(event, context)));
  }

  private APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event, Context context) {
    var requestId = context.getAwsRequestId();
    try {
      return attempt(Call.of(event)).toGateway();
    } catch (Rejected e) {
      return Answer.rejected(e, requestId).toGateway();
    } catch (RetryLater e) {
      Log.of(context).error("busy", e);
      return Answer.unavailable(requestId).toGateway();
    } catch (RuntimeException e) {
      Log.of(context).error("failed", e);
      return Answer.broken(requestId).toGateway();
    }
  }

  private Answer attempt(Call call) {
    try {
      return answer(call);
    } catch (SdkException e) {
      throw SdkErrors.translated("answer", e);
    }
  }
}
