"""Checks that every action that template.yaml allows exists, and stands with resources that IAM can match it with.

IAM accepts any policy: an action that is misspelt, or that knows no resources but is allowed on some, simply never matches. The service
authorization reference, which cfn-lint brings along, says which actions there are and which know resources.
"""

import json
import re
import sys
from pathlib import Path

import cfnlint
from samcli.yamlhelper import yaml_parse

REFERENCE = json.loads((Path(cfnlint.__file__).parent / "data" / "AdditionalSpecs" / "Policies.json").read_text(encoding="utf-8"))

# Match the ARN of the state machine whose task it is, other than the reference says (tried by aws/aws-cdk, pull request 8486).
TASK_TOKENS = {"states:SendTaskFailure", "states:SendTaskHeartbeat", "states:SendTaskSuccess"}

# The service in the ARN of what GetAtt and Ref of these types give.
SERVICES = {
    "AWS::DynamoDB::Table": "dynamodb",
    "AWS::S3::Bucket": "s3",
    "AWS::Serverless::StateMachine": "states",
    "AWS::IAM::Role": "iam",
    "AWS::Serverless::Function": "lambda",
    "AWS::Lambda::Alias": "lambda",
}


def listed(value) -> list:
    return value if isinstance(value, list) else [value]


def statements(node, where):
    """Every statement that allows something to whoever has the policy, with the resource that it stands in."""
    if isinstance(node, dict):
        for statement in listed(node.get("Statement", [])):
            if statement["Effect"] == "Allow" and "Principal" not in statement:
                yield where, statement
        for child in node.values():
            yield from statements(child, where)
    elif isinstance(node, list):
        for child in node:
            yield from statements(child, where)


def service(resource):
    """The service in an ARN as it stands in the template; None where that cannot be told."""
    if isinstance(resource, dict):
        ((function, argument),) = resource.items()
        if function == "Fn::Sub" and isinstance(argument, str):
            start = re.match(r"arn:\$\{AWS::Partition\}:([a-z0-9-]+):", argument)
            if start:
                return start.group(1)
            argument = argument.removeprefix("${").split("}")[0]
        name = argument[0] if isinstance(argument, list) else str(argument)
        return SERVICES.get(resources.get(name.split(".")[0], {}).get("Type"))
    return None


resources = yaml_parse(Path("template.yaml").read_text(encoding="utf-8"))["Resources"]
problems = []
count = 0
for name, resource in resources.items():
    for where, statement in statements(resource.get("Properties", {}), name):
        for action in listed(statement.get("Action", [])):
            count += 1
            prefix, operation = action.split(":")
            known = REFERENCE.get(prefix, {}).get("Actions", {}).get(operation.lower())
            on = listed(statement["Resource"])
            if known is None:
                problems.append(f"{where}: there is no action {action}")
            elif not known.get("Resources") and on != ["*"] and action not in TASK_TOKENS:
                problems.append(f'{where}: {action} knows no resources and must be on "*"')
            problems += [f"{where}: {action} on a resource of {service(arn)}" for arn in on if service(arn) not in (None, prefix)]
print(f"note: {count} allowed actions")
print("\n".join(problems))
sys.exit(bool(problems))
