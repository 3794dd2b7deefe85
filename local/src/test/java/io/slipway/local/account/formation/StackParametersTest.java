package io.slipway.local.account.formation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Parameter;

/** Parameters are refused before anything is made, with the key and CloudFormation's words. */
final class StackParametersTest {

  private static final String CONSTRAINED =
      """
      Parameters:
        Name:
          Type: String
          AllowedPattern: '[a-z][a-z0-9]*'
          ConstraintDescription: must begin with a letter
        Image: {Type: String, MinLength: 1, MaxLength: 8}
        Environment: {Type: String, AllowedValues: [dev, qa], Default: dev}
        Priority: {Type: Number, MinValue: 1, MaxValue: 50000, Default: 7}
      Rules:
        First:
          Assertions:
            - Assert: !Not [!Equals [!Ref Image, 'a:2']]
              AssertDescription: the second is not allowed
      Resources:
        Topic:
          Type: AWS::SNS::Topic
      """;

  private final Bench bench = new Bench();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Environment | live  | Parameter 'Environment' must be one of AllowedValues",
        "Priority    | 0     | Parameter 'Priority' must be a number not less than 1",
        "Priority    | 50001 | Parameter 'Priority' must be a number not greater than 50000",
        "Priority    | ten   | Parameter 'Priority' must be a number",
        "Name        | 1shop | Parameter Name failed to satisfy constraint: must begin with a letter",
        "Name        | shop_ | Parameter Name failed to satisfy constraint",
        "Image       | ``    | Parameter 'Image' must contain at least 1 characters",
        "Image       | a-very-long-one | Parameter 'Image' must contain at most 8 characters",
        "Image       | a:2   | the second",
        "Name        | {{resolve:ssm:a}} | dynamic references",
        "Colour      | blue  | Parameters: [Colour] do not exist in the template",
      })
  void aValueThatDoesNotFitIsRefusedWithItsKey(String key, String value, String message) {
    var values = new TreeMap<>(Map.of("Name", "shop", "Image", "a:1"));
    values.put(key, value);

    assertThatThrownBy(
            () -> bench.create(Bench.written(CONSTRAINED).parameters(Bench.parameters(values))))
        .isInstanceOfSatisfying(
            CloudFormationException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationError");
              assertThat(e.awsErrorDetails().errorMessage()).contains(message);
            });
    assertThat(bench.leftovers()).isEmpty();
    assertThat(bench.formation.describeStacks().stacks()).isEmpty();
  }

  @Test
  void parametersWithoutValueAreAllNamed() {
    assertThatThrownBy(() -> bench.create(Bench.written(CONSTRAINED)))
        .hasMessageContaining("Parameters: [Name, Image] must have values");
  }

  @Test
  void aHiddenValueIsUsedButNotShown() {
    var template =
        """
        Parameters:
          Name: {Type: String, NoEcho: true}
          Names: {Type: CommaDelimitedList, Default: 'a, b'}
          Days: {Type: Number, Default: 7}
        Resources:
          Log:
            Type: AWS::Logs::LogGroup
            Properties:
              LogGroupName: !Join ['/', [!Ref Name, !Select [1, !Ref Names]]]
              RetentionInDays: !Ref Days
        """;
    var id =
        bench.create(
            Bench.written(template).parameters(Bench.parameters(Map.of("Name", "secret"))));

    assertThat(bench.stack(id).parameters())
        .extracting(Parameter::parameterKey, Parameter::parameterValue)
        .containsExactly(tuple("Name", "****"), tuple("Names", "a, b"), tuple("Days", "7"));
    assertThat(bench.leftovers()).containsExactly("secret/b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{Resources: {}}                                              | At least one Resources member must be defined.",
        "{Foo: 1, Resources: {A: {Type: 'AWS::SNS::Topic'}}}          | Invalid template property or properties [Foo]",
        "{Resources: {A: {Type: 'AWS::X::Y'}}}                        | Unrecognized resource types: [AWS::X::Y]",
        "{Resources: {A: {}}}                                         | [/Resources/A] Every Resources object must contain a Type member.",
        "{Resources: {A: 1}}                                          | Any Resources member must be an object.",
        "{Resources: {A: {Type: 'AWS::SNS::Topic', Invalid: 1}}}      | Invalid template resource property 'Invalid'",
        "{Resources: {A: {Type: 'AWS::SNS::Topic', DependsOn: B}}}    | Unresolved resource dependencies [B] in the Resources block",
        "{Resources: {A: {Type: 'AWS::SNS::Topic', Properties: {TopicName: !Ref B}}}}       | Unresolved resource dependencies [B] in the Resources block",
        "{Resources: {A: {Type: 'AWS::SNS::Topic', Properties: {TopicName: !GetAtt A.B}}}}  | resource A does not support attribute type B",
        "{Resources: {A: {Type: 'AWS::SNS::Topic', Properties: {TopicName: !Sub '${A.B}'}}}} | resource A does not support attribute type B",
        "{Resources: {A: {Type: 'AWS::SNS::Topic', Properties: {TopicName: }}}}             | [/Resources/A/Properties/TopicName] 'null' values are not allowed in templates",
        "{Resources: {A: {Type: 'AWS::SNS::Topic', Properties: {TopicName: !Ref A}}}}       | Circular dependency between resources: [A]",
        "{Resources: {A: {Type: 'AWS::SNS::Topic', Condition: B}}}    | Unresolved condition B",
        "{Resources: {A: {Type: 'AWS::SNS::Topic'}}, Outputs: {O: {}}} | Every Outputs member must contain a Value object",
        "{Resources: {A: {Type: 'AWS::SNS::Topic'}}, Parameters: {P: {Type: Text}}}         | Unrecognized parameter type: Text",
        "`[1, 2`                                                      | YAML not well-formed",
      })
  void aTemplateThatIsWrongIsRefused(String template, String message) {
    assertThatThrownBy(() -> bench.create(Bench.written(template)))
        .isInstanceOf(CloudFormationException.class)
        .hasMessageContaining(message);
  }
}
