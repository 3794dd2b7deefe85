package io.slipway.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.slipway.local.template.yaml.TemplateError;
import io.slipway.local.template.yaml.TemplateYaml;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The intrinsic functions as a table. */
final class IntrinsicsTest {

  private final Intrinsics intrinsics = new Intrinsics(new Fixed());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "!Ref Name                                      | \"shop\"",
        "!Ref List                                      | [\"a\",\"b\"]",
        "!GetAtt Topic.TopicArn                         | \"Topic#TopicArn\"",
        "!GetAtt Stack.Outputs.Url                      | \"Stack#Outputs.Url\"",
        "{'Fn::GetAtt': Topic.TopicArn}                 | \"Topic#TopicArn\"",
        "!Sub '${Name}-${AWS::Region}'                  | \"shop-eu-central-1\"",
        "!Sub '${!Literal} ${Topic.TopicName}'          | \"${Literal} Topic#TopicName\"",
        "!Sub ['${Own}/${Name}', {Own: !Ref Name}]      | \"shop/shop\"",
        "!Sub ''                                        | \"\"",
        "!Join ['-', [a, !Ref Name, 3]]                 | \"a-shop-3\"",
        "!Join [',', !Ref List]                         | \"a,b\"",
        "!Select [1, !Ref List]                         | \"b\"",
        "!Select ['0', [x, y]]                          | \"x\"",
        "!Split ['-', 'a-b--c']                         | [\"a\",\"b\",\"\",\"c\"]",
        "!Select [2, !Split ['.', 'a.b.c']]             | \"c\"",
        "!If [Yes, a, b]                                | \"a\"",
        "!If [No, !Ref Unknown, b]                      | \"b\"",
        "!FindInMap [Sizes, dev, Cpu]                   | \"256\"",
        "!Base64 hello                                  | \"aGVsbG8=\"",
        "!GetAZs ''                                     | [\"eu-central-1a\",\"eu-central-1b\"]",
        "!Cidr ['10.0.0.0/16', 3, 8]                    | [\"10.0.0.0/24\",\"10.0.1.0/24\",\"10.0.2.0/24\"]",
        "{A: !Ref 'AWS::NoValue', B: 1}                 | {\"B\":1}",
        "[1, !Ref 'AWS::NoValue', !If [No, 2, 3]]       | [1,3]",
        "{Condition: {StringEquals: {a: !Ref Name}}}    | {\"Condition\":{\"StringEquals\":{\"a\":\"shop\"}}}",
        "Version: 2012-10-17                            | {\"Version\":\"2012-10-17\"}",
        "{Account: 012345678901, On: true, F: 1.5}      | {\"Account\":\"012345678901\",\"On\":true,\"F\":1.5}",
      })
  void aFunctionGivesItsValue(String yaml, String expected) {
    assertThat(intrinsics.resolve(TemplateYaml.read(yaml)).toString()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "!Equals [!Ref Name, shop]                                   | true",
        "!Equals [1, '1']                                            | true",
        "!Not [!Equals [a, a]]                                       | false",
        "!And [!Condition Yes, !Condition Yes]                       | true",
        "!And [!Condition Yes, !Condition No]                        | false",
        "!Or [!Condition No, !Equals [a, a]]                         | true",
        "!Contains [[a, b], b]                                       | true",
        "!EachMemberEquals [!Ref List, a]                            | false",
        "!EachMemberIn [!Ref List, [a, b, c]]                        | true",
      })
  void aConditionHoldsOrNot(String yaml, boolean expected) {
    assertThat(intrinsics.holds(TemplateYaml.read(yaml))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "!Ref Unknown                    | Unresolved resource dependencies [Unknown]",
        "!Select [2, !Ref List]          | Fn::Select cannot select nonexistent value at index 2",
        "!FindInMap [Sizes, x, Cpu]      | Unable to get mapping for Sizes::x::Cpu",
        "!ImportValue x                  | Fn::ImportValue is not modelled here",
        "!Sub '${a b}'                   | variable names in Fn::Sub syntax",
        "!Sub [1]                        | don't specify expected arguments",
        "!Sub '${List}'                  | must be a string",
        "!Join [a]                       | Fn::Join needs a list of 2",
        "{'Fn::Join': ['', [a]], B: 1}   | Fn::Join must stand alone",
        "!And [!Condition Yes]           | Fn::And is not modelled here",
        "!GetAtt Topic                   | !GetAtt needs Resource.Attribute",
        "!Foo a                          | unknown tag !Foo (line 1)",
        "a: &x [1]\\nb: *x               | YAML aliases are not allowed",
        "a: 1\\na: 2                     | duplicate key a",
        "a: [1                           | YAML not well-formed",
        "``                              | empty",
      })
  void aMistakeIsRefused(String yaml, String message) {
    assertThatThrownBy(() -> intrinsics.resolve(TemplateYaml.read(yaml.replace("\\n", "\n"))))
        .isInstanceOf(TemplateError.class)
        .hasMessageContaining(message);
  }

  @Test
  void theReferencesOfAResourceAreAllThatItNames() {
    var yaml =
        """
        A: !Ref One
        B: !Sub ['${Two.Arn} ${Own} ${!No}', {Own: !GetAtt Three.Arn}]
        C: !If [Yes, !Ref Four, !Join ['', [!Sub '${AWS::Region}']]]
        """;
    assertThat(References.in(TemplateYaml.read(yaml)))
        .containsExactly("One", "Two", "Three", "Four", "AWS::Region");
  }

  private static final class Fixed implements Intrinsics.Scope {
    @Override
    public JsonNode ref(String name) {
      return switch (name) {
        case "Name" -> TextNode.valueOf("shop");
        case "List" -> JsonNodeFactory.instance.arrayNode().add("a").add("b");
        case "AWS::Region" -> TextNode.valueOf("eu-central-1");
        default ->
            throw new TemplateError(
                "Template format error: Unresolved resource dependencies [" + name + "]");
      };
    }

    @Override
    public JsonNode attribute(String resource, String attribute) {
      return TextNode.valueOf(resource + "#" + attribute);
    }

    @Override
    public boolean condition(String name) {
      return name.equals("Yes");
    }

    @Override
    public JsonNode mapping(String map, String topKey, String secondKey) {
      return topKey.equals("dev") ? TextNode.valueOf("256") : MissingNode.getInstance();
    }

    @Override
    public List<String> availabilityZones(String region) {
      return List.of("eu-central-1a", "eu-central-1b");
    }
  }
}
