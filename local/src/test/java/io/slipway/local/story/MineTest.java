package io.slipway.local.story;
import org.junit.jupiter.api.Test;
final class MineTest {
  @Test
  void mine() {
    Situations.mine().unused().stream().filter(t -> t.matches("(StartPipeline|RunStage|EndPipeline|ReportStatus|WatchPipelines|ImageArrived|Pipeline).*")).forEach(t -> System.out.println("UNUSED " + t));
  }
}
