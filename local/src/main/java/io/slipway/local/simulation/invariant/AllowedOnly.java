package io.slipway.local.simulation.invariant;

import java.util.ArrayList;
import java.util.List;

/** S3: whoever calls is allowed to by its own policy. */
final class AllowedOnly extends Rule {

  private int read;

  AllowedOnly(Journal journal) {
    super("S3", "no function or machine makes a call that its policy does not allow", journal);
  }

  @Override
  protected List<String> after(View view, Effect effect) {
    return news(view);
  }

  @Override
  public List<String> ofHistory(View view) {
    return news(view);
  }

  private List<String> news(View view) {
    var refused = view.access().refused();
    var found = new ArrayList<>(refused.subList(Math.min(read, refused.size()), refused.size()));
    read = refused.size();
    return found;
  }
}
