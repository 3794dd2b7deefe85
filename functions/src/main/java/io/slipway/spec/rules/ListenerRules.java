package io.slipway.spec.rules;

import io.slipway.spec.Listener;
import io.slipway.spec.RuleAction;
import io.slipway.spec.RuleCondition;
import io.slipway.spec.Service;
import io.slipway.spec.WebProtocol;
import io.slipway.spec.shape.Paths;
import io.slipway.spec.shape.Said;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What Elastic Load Balancing takes of listeners and their rules. */
final class ListenerRules {

  /**
   * Values of a rule, and wildcards in them.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html">
   *     Condition types for listener rules: three values a condition, five a rule</a>
   */
  private static final int MOST_VALUES = 5;

  private static final Set<RuleCondition.Part> WITH_WILDCARDS =
      Set.of(RuleCondition.Part.HOST, RuleCondition.Part.PATH, RuleCondition.Part.HEADER);

  private ListenerRules() {}

  static void check(Service service, String path, Said problems) {
    var ports = new Once(problems);
    for (int i = 0; i < service.listeners().size(); i++) {
      var listener = service.listeners().get(i);
      var place = Paths.item(path, i);
      ports.add("port " + listener.port(), place + ".port");
      target(service, listener, place, problems);
      certificates(listener, place + ".certificates", problems);
      var priorities = new Once(problems);
      for (int j = 0; j < listener.rules().size(); j++) {
        var rule = listener.rules().get(j);
        var at = Paths.item(place + ".rules", j);
        rule.priority()
            .ifPresent(priority -> priorities.add("priority " + priority, at + ".priority"));
        conditions(rule.conditions(), at + ".conditions", problems);
        actions(rule.actions(), listener.protocol(), at + ".actions", problems);
      }
    }
  }

  private static void target(Service service, Listener listener, String path, Said problems) {
    boolean found =
        service.targetGroups().stream()
            .anyMatch(
                group ->
                    group.container().equals(listener.container())
                        && group.containerPort() == listener.containerPort());
    if (!found) {
      problems.add(
          path + ".containerPort",
          "no target group is for " + listener.container() + ":" + listener.containerPort());
    }
  }

  private static void certificates(Listener listener, String path, Said problems) {
    boolean https = listener.protocol() == WebProtocol.HTTPS;
    if (https && listener.certificates().isEmpty()) {
      problems.add(path, "HTTPS needs a certificate");
    }
    if (!https && !listener.certificates().isEmpty()) {
      problems.add(path, "are for HTTPS only");
    }
  }

  private static void conditions(List<RuleCondition> conditions, String path, Said problems) {
    var once = new Once(problems);
    for (int i = 0; i < conditions.size(); i++) {
      var field = conditions.get(i).field();
      if (field != RuleCondition.Part.HEADER) {
        once.add(field.toString(), Paths.item(path, i) + ".field");
      }
      if (conditions.get(i).name().filter("host"::equalsIgnoreCase).isPresent()) {
        problems.add(Paths.item(path, i) + ".name", "the field for it is host-header");
      }
      boolean header = conditions.get(i).field() == RuleCondition.Part.HEADER;
      if (header != conditions.get(i).name().isPresent()) {
        problems.add(
            Paths.item(path, i) + ".name",
            header ? "is required for http-header" : "is allowed for http-header only");
      }
    }
    int values = conditions.stream().mapToInt(condition -> condition.values().size()).sum();
    if (values > MOST_VALUES) {
      problems.add(path, "a rule has 5 values at most, but got " + values);
    }
    long wildcards =
        conditions.stream()
            .filter(condition -> WITH_WILDCARDS.contains(condition.field()))
            .flatMap(condition -> condition.values().stream())
            .flatMapToInt(String::chars)
            .filter(letter -> letter == '*' || letter == '?')
            .count();
    if (wildcards > MOST_VALUES) {
      problems.add(path, "a rule has 5 wildcards at most, but got " + wildcards);
    }
  }

  private static void actions(
      List<RuleAction> actions, WebProtocol protocol, String path, Said problems) {
    for (int i = 0; i < actions.size(); i++) {
      var action = actions.get(i);
      var place = Paths.item(path, i);
      long kinds =
          Stream.<Optional<?>>of(
                  action.redirect(),
                  action.fixedResponse(),
                  action.authenticateOidc(),
                  action.authenticateCognito())
              .filter(Optional::isPresent)
              .count();
      if (kinds > 1) {
        problems.add(place, "an action is of one kind");
      }
      if (action
          .authenticateOidc()
          .filter(login -> !login.clientSecret().contains(":secret:slipway/"))
          .isPresent()) {
        problems.add(
            place + ".authenticateOidc.clientSecret",
            "Slipway may have secrets read whose names begin with slipway/ only");
      }
      if (isLogin(action) && protocol != WebProtocol.HTTPS) {
        problems.add(place, "a login needs a listener of HTTPS");
      }
      if (!isLogin(action) && i < actions.size() - 1) {
        problems.add(place, "nothing comes after it: only logins stand before another action");
      }
    }
  }

  private static boolean isLogin(RuleAction action) {
    return action.authenticateOidc().isPresent() || action.authenticateCognito().isPresent();
  }
}
