package io.slipway.local.simulation.invariant;

import io.slipway.local.account.Caller;
import java.time.Instant;
import software.amazon.awssdk.core.SdkRequest;

/**
 * A call that has changed something, at the time at which it did.
 *
 * @param number counts all calls of the run from 1, reads included
 * @param service the SDK's service name, for example {@code elasticloadbalancing}
 * @param operation as in an IAM policy, for example {@code ModifyRule}
 * @param caller the function (or machine) and the operation it works for
 * @param answered whether the caller learnt of it; false where the answer was lost or it came late
 */
public record Effect(
    long number,
    Instant time,
    String service,
    String operation,
    Caller caller,
    SdkRequest request,
    boolean answered) {}
