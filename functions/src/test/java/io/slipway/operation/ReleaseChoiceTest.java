package io.slipway.operation;

import static io.slipway.operation.Samples.release;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.domain.Place;
import io.slipway.domain.Rejected;
import io.slipway.domain.Release;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReleaseChoiceTest {

  private static final Release FIRST = release("1.0.0", Place.DEV, 0);
  private static final Release SECOND = release("1.1.0", Place.DEV, 10);
  private static final Release AGAIN = release("1.1.0", Place.DEV, 20);
  private static final Release LATEST = release("2.0.1", Place.DEV, 30);
  private static final List<Release> ALL = List.of(LATEST, AGAIN, SECOND, FIRST);

  @Test
  void aRollbackGoesToTheReleaseBefore() {
    assertThat(choice(LATEST).before(ALL)).isEqualTo(AGAIN);
  }

  @Test
  void theSameReleaseDeployedTwiceIsNotGoneBackTo() {
    assertThat(choice(AGAIN).before(ALL)).isEqualTo(FIRST);
  }

  @Test
  void aRollbackAfterARollbackGoesFurtherBackAndNotForth() {
    assertThat(choice(SECOND).before(ALL)).isEqualTo(FIRST);
  }

  @Test
  void whatWasTriedInTheOtherSlotSinceIsNotWhatWasLiveBefore() {
    var live = release("2.0.1", Place.PROD1, 15);
    var tried = release("2.0.2", Place.PROD2, 40);
    var wasLive = release("1.0.0", Place.PROD2, 5);

    assertThat(choice(live).before(List.of(tried, wasLive))).isEqualTo(wasLive);
  }

  @Test
  void theFirstReleaseHasNoneBeforeIt() {
    assertThatThrownBy(() -> choice(FIRST).before(ALL))
        .isInstanceOfSatisfying(
            Rejected.class, refused -> assertThat(refused.status()).isEqualTo(404))
        .hasMessage("1.0.0 is the first release that dev has had, so there is none to go back to");
  }

  @Test
  void aVersionStandsForItsNewestRelease() {
    assertThat(choice(LATEST).of("1.1.0", ALL)).isEqualTo(AGAIN);
    assertThat(choice(FIRST).of("2.0.1", ALL)).isEqualTo(LATEST);
  }

  @Test
  void anUnknownVersionIsRefusedWithThoseThatAreKnown() {
    assertThatThrownBy(() -> choice(LATEST).of("9.9", ALL))
        .isInstanceOfSatisfying(
            Rejected.class, refused -> assertThat(refused.status()).isEqualTo(404))
        .hasMessage("version: dev never had a release '9.9'; it had 1.1.0, 1.0.0");
  }

  @Test
  void whatRunsAlreadyIsNotGoneBackTo() {
    assertThatThrownBy(() -> choice(LATEST).of("2.0.1", ALL))
        .isInstanceOfSatisfying(
            Rejected.class, refused -> assertThat(refused.status()).isEqualTo(409));
  }

  @Test
  void whereNothingWasDeployedThereIsNoWayBack() {
    assertThatThrownBy(() -> ReleaseChoice.current("dev", Optional.empty()))
        .hasMessage("nothing has been deployed to dev yet, so there is nothing to go back from");
  }

  private static ReleaseChoice choice(Release current) {
    return new ReleaseChoice("dev", current);
  }
}
