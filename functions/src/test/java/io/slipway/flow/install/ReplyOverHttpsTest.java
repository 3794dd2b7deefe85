package io.slipway.flow.install;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyOverHttpsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://cloudformation-custom-resource-response-euc1.s3.eu-central-1.amazonaws.com/a?b=c",
        "https://cloudformation-custom-resource-response-cnn1.s3.cn-north-1.amazonaws.com.cn/a"
      })
  void awsIsAnswered(String url) {
    assertThatCode(() -> ReplyOverHttps.requireAws(URI.create(url))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "file:///etc/passwd",
        "http://bucket.s3.amazonaws.com/a",
        "https://169.254.169.254/latest/meta-data",
        "https://localhost:8080/",
        "https://amazonaws.com.attacker.example/a",
        "https://attackeramazonaws.com/a",
        "https://user@bucket.s3.amazonaws.com/a"
      })
  void nobodyElseIsCalled(String url) {
    assertThatThrownBy(() -> new ReplyOverHttps().put(URI.create(url), new byte[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be https at amazonaws.com");
  }
}
