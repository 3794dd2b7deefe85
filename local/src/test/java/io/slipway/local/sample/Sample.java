package io.slipway.local.sample;

import io.slipway.local.Setup;
import io.slipway.local.template.Parameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A project small enough for tests of local mode itself: a route, a machine, a step, a table. */
public final class Sample {

  public static final String TEMPLATE =
      """
      AWSTemplateFormatVersion: "2010-09-09"
      Transform: AWS::Serverless-2016-10-31
      Parameters:
        accountid: {Type: String, AllowedPattern: '^[0-9]{12}$'}
        region: {Type: String}
        stage: {Type: String, Default: dev}
        githubapi: {Type: String, Default: 'https://api.github.com'}
        gitlabapi: {Type: String, Default: 'https://gitlab.com/api/v4'}
      Globals:
        Function:
          CodeUri: functions/
          Timeout: 29
          AutoPublishAlias: live
          Environment:
            Variables:
              WORDS: !Ref Words
      Resources:
        Api:
          Type: AWS::Serverless::HttpApi
          Properties: {StageName: !Ref stage}
        Say:
          Type: AWS::Serverless::Function
          Properties:
            Handler: io.slipway.local.sample.Say::handleRequest
            Environment:
              Variables:
                STATE_MACHINE: !Ref Talk
            Policies:
              - Statement:
                  - {Effect: Allow, Action: states:StartExecution, Resource: !Ref Talk}
            Events:
              Api:
                Type: HttpApi
                Properties: {ApiId: !Ref Api, Method: POST, Path: "/words/{word}"}
        Keep:
          Type: AWS::Serverless::Function
          Properties:
            Handler: io.slipway.local.sample.Keep::handleRequest
            Policies:
              - Statement:
                  - {Effect: Allow, Action: dynamodb:PutItem, Resource: !GetAtt Words.Arn}
        Talk:
          Type: AWS::Serverless::StateMachine
          Properties:
            Name: talk
            DefinitionUri: talk.asl.json
            DefinitionSubstitutions: {Keep: !Ref Keep.Version}
        Words:
          Type: AWS::DynamoDB::Table
          Properties:
            TableName: Words
            BillingMode: PAY_PER_REQUEST
            AttributeDefinitions: [{AttributeName: Word, AttributeType: S}]
            KeySchema: [{AttributeName: Word, KeyType: HASH}]
      """;

  private static final String MACHINE =
      """
      {
        "QueryLanguage": "JSONata",
        "StartAt": "Think",
        "States": {
          "Think": {
            "Type": "Wait",
            "Seconds": "{% $states.input.waitSeconds %}",
            "Output": "{% $states.input %}",
            "Next": "Keep"
          },
          "Keep": {
            "Type": "Task",
            "Resource": "arn:aws:states:::lambda:invoke",
            "Arguments": {
              "FunctionName": "${Keep}",
              "Payload": {
                "operationId": "{% $states.input.operationId %}",
                "word": "{% $states.input.word %}"
              }
            },
            "Output": "{% $states.result.Payload %}",
            "End": true
          }
        }
      }
      """;

  private Sample() {}

  /** Writes the project into {@code folder}. */
  public static Path in(Path folder) {
    try {
      Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
      Files.writeString(folder.resolve("talk.asl.json"), MACHINE);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The project in {@code folder}, with virtual time. */
  public static Setup virtual(Path folder) {
    return of(Setup.virtual(), folder);
  }

  /** The project in {@code folder}, with real time. */
  static Setup live(Path folder) {
    return of(Setup.live(1), folder);
  }

  private static Setup of(Setup setup, Path folder) {
    return setup.withRoot(in(folder)).withParameters(parameters());
  }

  /** The values of its parameters. */
  public static Parameters parameters() {
    return new Parameters(Map.of("accountid", "123456789012", "region", "eu-central-1"));
  }
}
