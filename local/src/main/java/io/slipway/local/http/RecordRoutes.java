package io.slipway.local.http;

import io.slipway.domain.Rejected;
import io.slipway.local.account.Account;
import io.slipway.local.account.Call;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code /local/messages} and {@code /local/calls}: what has been sent, and what was asked of AWS.
 */
final class RecordRoutes {

  /** The latest calls, where nobody asks for those of one operation. */
  private static final int MOST_CALLS = 1_000;

  private final Account account;

  RecordRoutes(Account account) {
    this.account = account;
  }

  List<LocalRoute> routes() {
    return List.of(
        new LocalRoute(
            "GET",
            "/messages",
            "what SNS sent, and to whom",
            request -> {
              request.allowQuery(Set.of());
              return Map.of("messages", account.messages());
            }),
        new LocalRoute(
            "GET",
            "/calls",
            "every call to AWS (?operationId=… for those of one operation): by whom, when, outcome",
            request -> Map.of("calls", calls(request))));
  }

  private List<Call> calls(LocalRoute.Request request) {
    request.allowQuery(Set.of("operationId"));
    var operationId = request.query().get("operationId");
    if (operationId == null) {
      var all = account.calls().list();
      return all.subList(Math.max(0, all.size() - MOST_CALLS), all.size());
    }
    if (operationId.isBlank()) {
      throw Rejected.invalid("operationId", "is empty");
    }
    return account.calls().list(operationId);
  }
}
