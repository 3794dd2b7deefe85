package io.slipway.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0",
        "0.0.0.0/0",
        "255.255.255.255/32",
        "192.168.17.4/9",
        "::",
        "::/0",
        "::1/128",
        "2001:db8::/32",
        "2001:DB8:0:1:2:3:4:5",
        "1:2:3:4:5:6:7::/64",
        "::2:3:4:5:6:7:8",
        "fe80::1:2/10"
      })
  void anAddressOrRange(String text) {
    assertThat(text).matches(Words.CIDR);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0",
        "10.0.0.0.0",
        "10.0.0.256",
        "300.0.0.0/8",
        "10.0.0.0/33",
        "10.0.0.0/",
        "10.0.0.0/08",
        "010.0.0.0",
        "10.0.0.0/8 ",
        ":",
        ":::",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4::5:6:7:8",
        "12345::",
        "2001:db8::/129",
        "::ffff:10.0.0.1",
        "g::"
      })
  void neitherAnAddressNorARange(String text) {
    assertThat(text).doesNotMatch(Words.CIDR);
  }
}
