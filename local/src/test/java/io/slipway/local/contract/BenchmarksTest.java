package io.slipway.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs in benchmarks/ are run by hand, and rarely; that they compile is seen to here. */
class BenchmarksTest {

  @Test
  void theyCompile(@TempDir Path classes) throws java.io.IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var programs =
          Shipped.files("benchmarks").stream().filter(file -> file.endsWith(".java")).toList();
      assertThat(programs).isNotEmpty();
      var said = new StringWriter();
      var options =
          List.of(
              "-proc:none",
              "-d",
              classes.toString(),
              "-cp",
              System.getProperty("java.class.path") + java.io.File.pathSeparator);
      var task =
          compiler.getTask(
              said, files, null, options, null, files.getJavaFileObjectsFromStrings(programs));
      assertThat(task.call()).as(said.toString()).isTrue();
    }
  }
}
