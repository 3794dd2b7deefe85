package io.slipway.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionMergeTest {

  private static final JsonMapper LENIENT =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .build();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          what the specification says, holds            | {cpu:'256'}             | {cpu:'512'}             | {cpu:'256'}             | {cpu:'512'}
          also where somebody has changed it by hand    | {cpu:'1024'}            | {cpu:'512'}             | {cpu:'512'}             | {cpu:'512'}
          what it says no longer, goes                  | {pidMode:'task'}        | {}                      | {pidMode:'task'}        | {}
          what it never said, stays                     | {runtimePlatform:{cpuArchitecture:'ARM64'}} | {} | {} | {runtimePlatform:{cpuArchitecture:'ARM64'}}
          a volume of another kind is another           | {volumes:[{name:'v',host:{sourcePath:'/v'}}]} | {volumes:[{name:'v',efsVolumeConfiguration:{fileSystemId:'fs-1'}}]} | {} | {volumes:[{name:'v',efsVolumeConfiguration:{fileSystemId:'fs-1'}}]}
          an access point by hand stays                 | {volumes:[{name:'v',efsVolumeConfiguration:{fileSystemId:'fs-1',authorizationConfig:{iam:'ENABLED'}}}]} | {volumes:[{name:'v',efsVolumeConfiguration:{fileSystemId:'fs-2'}}]} | {} | {volumes:[{name:'v',efsVolumeConfiguration:{fileSystemId:'fs-2',authorizationConfig:{iam:'ENABLED'}}}]}
          """)
  void aTaskDefinitionGoesFromOneSpecificationToTheNext(
      String rule, String live, String next, String before, String merged) {
    assertThat(DefinitionMerge.of(tree(live), tree(next), tree(before)))
        .as(rule)
        .isEqualTo(tree(merged));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          variables by their names            | {environment:[{name:'A',value:'1'},{name:'B',value:'1'},{name:'HAND',value:'1'}]} | {environment:[{name:'A',value:'2'}]} | {environment:[{name:'A',value:'1'},{name:'B',value:'1'}]} | {environment:[{name:'A',value:'2'},{name:'HAND',value:'1'}]}
          the last variable                   | {environment:[{name:'A',value:'1'}]} | {} | {environment:[{name:'A',value:'1'}]} | {}
          all but those by hand               | {environment:[{name:'A',value:'1'},{name:'HAND',value:'1'}]} | {} | {environment:[{name:'A',value:'1'}]} | {environment:[{name:'HAND',value:'1'}]}
          a port by its number                | {portMappings:[{containerPort:80,hostPort:80,protocol:'tcp'}]} | {portMappings:[{containerPort:81,protocol:'tcp'}]} | {portMappings:[{containerPort:80,protocol:'tcp'}]} | {portMappings:[{containerPort:81,protocol:'tcp'}]}
          the name of a port for Connect      | {portMappings:[{containerPort:80,protocol:'tcp',name:'web',appProtocol:'http2'}]} | {portMappings:[{containerPort:80,protocol:'tcp'}]} | {portMappings:[{containerPort:80,protocol:'tcp'}]} | {portMappings:[{containerPort:80,protocol:'tcp',name:'web',appProtocol:'http2'}]}
          where it logs, as a whole           | {logConfiguration:{logDriver:'awslogs',options:{a:'1'}}} | {logConfiguration:{logDriver:'awsfirelens'}} | {} | {logConfiguration:{logDriver:'awsfirelens'}}
          what it may use                     | {ulimits:[{name:'nofile',softLimit:9}]} | {} | {} | {ulimits:[{name:'nofile',softLimit:9}]}
          a command, as a whole               | {command:['a','b']} | {command:['c']} | {command:['a','b']} | {command:['c']}
          labels by their names               | {dockerLabels:{a:'1',hand:'1'}} | {dockerLabels:{b:'1'}} | {dockerLabels:{a:'1'}} | {dockerLabels:{b:'1',hand:'1'}}
          """)
  void soDoesAContainer(String rule, String live, String next, String before, String merged) {
    assertThat(DefinitionMerge.of(container(live), container(next), container(before)))
        .as(rule)
        .isEqualTo(container(merged));
  }

  @Test
  void aSidecarOfTheSpecificationGoesWithItAndOneByHandStays() {
    var live = tree("{containerDefinitions:[{name:'app'},{name:'proxy'},{name:'agent'}]}");
    var before = tree("{containerDefinitions:[{name:'app'},{name:'proxy'}]}");
    var next = tree("{containerDefinitions:[{name:'app'},{name:'cache'}]}");

    assertThat(DefinitionMerge.of(live, next, before))
        .isEqualTo(tree("{containerDefinitions:[{name:'app'},{name:'cache'},{name:'agent'}]}"));
  }

  @Test
  void whatEcsFillsInAndTheOrderOfVariablesIsNoChange() {
    var live =
        container(
            "{environment:[{name:'B',value:'1'},{name:'A',value:'1'}],mountPoints:[],volumesFrom:[]}");
    var next = container("{environment:[{name:'A',value:'1'},{name:'B',value:'1'}]}");

    assertThat(DefinitionChanges.between(live, next)).isEmpty();
  }

  @Test
  void valuesAreToldOfWhatCanBeNoSecret() {
    var live =
        container(
            "{image:'shop@1',command:['a'],environment:[{name:'image',value:'1'}],"
                + "dockerLabels:{cpu:'1'},logConfiguration:{options:{memory:'1'}}}");
    var next =
        container(
            "{image:'shop@2',command:['b'],environment:[{name:'image',value:'2'}],"
                + "dockerLabels:{cpu:'2'},logConfiguration:{options:{memory:'2'}},essential:true}");

    assertThat(DefinitionChanges.between(live, next))
        .extracting(
            change ->
                change.path().replace("containerDefinitions.app.", "")
                    + change.from().map(value -> " " + value).orElse("")
                    + change.to().map(value -> " " + value).orElse(""))
        .containsExactly(
            "command",
            "dockerLabels.cpu",
            "environment.image.value",
            "essential true",
            "image shop@1 shop@2",
            "logConfiguration.options.memory");
  }

  @Test
  void changesAreToldByTheirPlaceAndNeverByTheirValue() {
    var live = container("{image:'shop@1',environment:[{name:'A',value:'1'}]}");
    var next = container("{image:'shop@2',secrets:[{name:'A',valueFrom:'arn'}]}");

    assertThat(DefinitionChanges.between(live, next))
        .extracting(DefinitionChange::toString)
        .isEqualTo(
            List.of(
                "containerDefinitions.app.environment.A.name is removed",
                "containerDefinitions.app.environment.A.value is removed",
                "containerDefinitions.app.image is changed",
                "containerDefinitions.app.secrets.A.name is added",
                "containerDefinitions.app.secrets.A.valueFrom is added"));
  }

  private static ObjectNode container(String said) {
    var tree = LENIENT.createObjectNode();
    tree.putArray("containerDefinitions").addObject().put("name", "app").setAll(tree(said));
    return tree;
  }

  private static ObjectNode tree(String text) {
    try {
      return (ObjectNode) LENIENT.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
