package io.slipway.local.simulation.run;

import static io.slipway.local.simulation.run.Deeds.APPLICATION;
import static io.slipway.local.simulation.run.Deeds.ONE;
import static io.slipway.local.simulation.run.Deeds.TWO;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.local.account.Caller;
import software.amazon.awssdk.services.ecs.model.EcsException;

/** Rules about who may change what, and when, can fail. */
class AccessRulesTest extends WrongDeeds {

  AccessRulesTest() {
    wrong("X1", done -> done.lock(ONE, 9).lock(TWO, 10));
    wrong("X2", done -> done.shift(ONE, 9).lock(null, 9).shift(TWO, 10).weigh(ONE, split(10)));
    wrong(
        "X2, after a takeover",
        done ->
            done.shift(ONE, 9).event(ONE, "RECOVERING").event(ONE, "ShiftTraffic 60 % RUNNING"));
    wrong(
        "X2, of what goes on",
        done -> {
          new Client(done.world).byHand("canary-shift", ONE, Client.about(APPLICATION));
          done.shift(ONE, 9).event(ONE, "RECOVERING");
        });
    wrong("X3", done -> done.shift(ONE, 9).shift(TWO, 10));
    wrong("X4", done -> done.shift(ONE, 9).told(ONE, update("Dogs-prod1", null)));
    wrong("S3", AccessRulesTest::forbiddenCall);
    wrong("S4", done -> done.shift(ONE, 9).told(ONE, update("theirs", null)));
  }

  private static void forbiddenCall(Deeds done) {
    assertThatThrownBy(
            () ->
                done.world
                    .access()
                    .before(
                        "ecs",
                        "UpdateService",
                        new Caller("GetStack", ONE),
                        update(LIVE, null).toBuilder().cluster("production").build()))
        .isInstanceOf(EcsException.class);
  }
}
