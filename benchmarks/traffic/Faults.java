package traffic;

import io.slipway.local.account.Caller;
import io.slipway.local.account.Fault;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Two of a hundred calls are throttled, and one of a hundred answers is lost. */
final class Faults implements Fault {

  /** How many calls went wrong. */
  final AtomicLong struck = new AtomicLong();

  @Override
  public void before(String service, String operation, Caller caller, SdkRequest request) {
    if (ThreadLocalRandom.current().nextInt(100) < 2) {
      struck.incrementAndGet();
      throw AwsServiceException.builder()
          .message("Rate exceeded")
          .statusCode(400)
          .awsErrorDetails(
              AwsErrorDetails.builder()
                  .errorCode("ThrottlingException")
                  .errorMessage("Rate exceeded")
                  .serviceName(service)
                  .build())
          .build();
    }
  }

  @Override
  public void after(String service, String operation, Caller caller, SdkRequest request) {
    if (ThreadLocalRandom.current().nextInt(100) < 1) {
      struck.incrementAndGet();
      throw SdkClientException.create("Unable to execute HTTP request: Connection reset");
    }
  }
}
