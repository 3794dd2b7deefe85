package io.slipway.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an installation keeps is kept under its documented names, and is not lost. */
class TablesTest {

  @ParameterizedTest
  @CsvSource({
    "NonProductionInventoryTable, ECS_Inventory_NonProduction, ApplicationName:S Environment:S",
    "ProductionInventoryTable,    ECS_Inventory_Production,    ApplicationName:S Environment:S",
    "TrainingDaInventoryTable,    ECS_Inventory_TrainingDA,    ApplicationName:S Environment:S",
    "EventsTable,                 DevOpsLogsTable,             ResourceName:S Time:S",
    "OperationsTable,             Slipway_Operations,          PK:S SK:S",
    "SpecificationsTable,         Slipway_Specifications,      ApplicationName:S Version:N",
  })
  void everyTableHasItsNameAndKeys(String logicalId, String name, String keys) {
    JsonNode table = Shipped.resources("AWS::DynamoDB::Table").get(logicalId);
    var found = new ArrayList<String>();
    for (String kind : List.of("HASH", "RANGE")) {
      for (JsonNode key : table.path("KeySchema")) {
        if (key.path("KeyType").asText().equals(kind)) {
          String attribute = key.path("AttributeName").asText();
          found.add(attribute + ":" + type(table, attribute));
        }
      }
    }
    assertThat(table.path("TableName").asText()).isEqualTo(name);
    assertThat(String.join(" ", found)).isEqualTo(keys);
  }

  @Test
  void noTableCanBeLostByMistake() {
    var tables = Shipped.resources("AWS::DynamoDB::Table");
    assertThat(tables).hasSize(6);
    tables.forEach(
        (logicalId, table) -> {
          JsonNode resource = Shipped.template().path("Resources").path(logicalId);
          assertThat(resource.path("DeletionPolicy").asText()).as(logicalId).isEqualTo("Retain");
          assertThat(resource.path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
          assertThat(table.path("DeletionProtectionEnabled").asBoolean()).isTrue();
          assertThat(
                  table
                      .path("PointInTimeRecoverySpecification")
                      .path("PointInTimeRecoveryEnabled")
                      .asBoolean())
              .isTrue();
          assertThat(table.path("SSESpecification").path("SSEEnabled").asBoolean()).isTrue();
          assertThat(table.path("BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
        });
  }

  @Test
  void onlyOperationsExpire() {
    Shipped.resources("AWS::DynamoDB::Table")
        .forEach(
            (logicalId, table) ->
                assertThat(
                        table.path("TimeToLiveSpecification").path("AttributeName").asText("none"))
                    .as(logicalId)
                    .isEqualTo(logicalId.equals("OperationsTable") ? "ExpiresAt" : "none"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ImageBucket", "TemplateBucket"})
  void everyBucketIsPrivateVersionedEncryptedAndKept(String logicalId) {
    JsonNode resource = Shipped.template().path("Resources").path(logicalId);
    JsonNode bucket = resource.path("Properties");
    assertThat(resource.path("DeletionPolicy").asText()).isEqualTo("Retain");
    assertThat(bucket.path("VersioningConfiguration").path("Status").asText()).isEqualTo("Enabled");
    assertThat(bucket.has("BucketEncryption")).isTrue();
    assertThat(bucket.path("PublicAccessBlockConfiguration").properties())
        .hasSize(4)
        .allMatch(block -> block.getValue().asBoolean());
    assertThat(Shipped.resources("AWS::S3::BucketPolicy").get(logicalId + "Policy").toString())
        .contains("\"Deny\"", "aws:SecureTransport");
  }

  private static String type(JsonNode table, String attribute) {
    return Shipped.each(table.path("AttributeDefinitions"))
        .filter(definition -> definition.path("AttributeName").asText().equals(attribute))
        .map(definition -> definition.path("AttributeType").asText())
        .findFirst()
        .orElse("undefined");
  }
}
