package io.slipway.local.simulation;

import io.slipway.local.asl.Definitions;
import io.slipway.local.template.DefinitionFiles;
import io.slipway.local.template.Parameters;
import io.slipway.local.template.SamTemplate;
import java.nio.file.Path;

/** What ships, read once for all runs of a process. */
public record Blueprint(
    Path root, SamTemplate template, DefinitionFiles files, Definitions definitions) {

  /** Reads what is in {@code root}. */
  public static Blueprint read(Path root) {
    return new Blueprint(
        root,
        SamTemplate.read(root.resolve("template.yaml"), Parameters.local()),
        new DefinitionFiles(),
        new Definitions());
  }
}
