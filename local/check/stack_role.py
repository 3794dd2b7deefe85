"""Compares what StackRole in template.yaml allows with what CloudFormation says that it calls for the application templates' resources.

The permissions of each resource type's handlers are part of its schema, which cfn-lint brings along.
"""

import json
import sys
from pathlib import Path

import cfnlint
from samcli.yamlhelper import yaml_parse

SCHEMAS = Path(cfnlint.__file__).parent / "data" / "schemas" / "resources"
HANDLERS = ("create", "read", "update", "delete")

# Handlers name all that they may call; these are for properties that our templates do not use.
UNUSED = {
    "application-autoscaling:DeleteScheduledAction": "scheduled scaling",
    "application-autoscaling:PutScheduledAction": "scheduled scaling",
    "cloudwatch:GetMetricData": "predictive scaling",
    "cognito-idp:DescribeUserPoolClient": "authentication by a rule",
    "ec2:DescribeInstances": "instances in security groups",
    "ec2:DescribeIpamPools": "addresses of one's own",
    "ecr:DeleteRepositoryPolicy": "repository policies",
    "ecr:SetRepositoryPolicy": "repository policies",
    "ecs:StopServiceDeployment": "updates of a service by CloudFormation, which a deploy does instead",
    "elasticloadbalancing:DescribeCapacityReservation": "reserved capacity",
    "elasticloadbalancing:DeregisterTargets": "targets in the template; ECS registers them",
    "elasticloadbalancing:ModifyCapacityReservation": "reserved capacity",
    "elasticloadbalancing:ModifyIpPools": "addresses of one's own",
    "elasticloadbalancing:RegisterTargets": "targets in the template; ECS registers them",
    "elasticloadbalancing:SetIpAddressType": "version 6 of IP",
    "firehose:TagDeliveryStream": "log delivery",
    "iam:DeleteRolePermissionsBoundary": "permissions boundaries",
    "iam:UpdateRole": "session durations",
    "kms:CreateGrant": "keys of one's own",
    "kms:DescribeKey": "keys of one's own",
    "kms:RetireGrant": "keys of one's own",
    "lambda:DeleteProvisionedConcurrencyConfig": "scaling of Lambda functions",
    "lambda:GetProvisionedConcurrencyConfig": "scaling of Lambda functions",
    "lambda:PutProvisionedConcurrencyConfig": "scaling of Lambda functions",
    "logs:AssociateKmsKey": "keys of one's own",
    "logs:CreateLogDelivery": "log delivery",
    "logs:DeleteDataProtectionPolicy": "data protection",
    "logs:DeleteIndexPolicy": "field indexes",
    "logs:DeleteResourcePolicy": "resource policies",
    "logs:DisassociateKmsKey": "keys of one's own",
    "logs:PutBearerTokenAuthentication": "bearer tokens",
    "logs:PutDataProtectionPolicy": "data protection",
    "logs:PutIndexPolicy": "field indexes",
    "logs:PutLogGroupDeletionProtection": "deletion protection",
    "logs:PutResourcePolicy": "resource policies",
    "s3:REST.PUT.OBJECT": "log delivery",
    "servicediscovery:DeleteServiceAttributes": "attributes of services",
    "servicediscovery:GetServiceAttributes": "attributes of services",
    "servicediscovery:UpdateServiceAttributes": "attributes of services",
    "sns:PutDataProtectionPolicy": "data protection",
}


def listed(value) -> list:
    return value if isinstance(value, list) else [value]


def actions(statements) -> set:
    return {action for statement in statements for action in listed(statement["Action"])}


resources = yaml_parse(Path("template.yaml").read_text(encoding="utf-8"))["Resources"]
allowed = actions(resources["StackRole"]["Properties"]["Policies"][0]["PolicyDocument"]["Statement"])
allowed |= actions(resources["StackRoleRecords"]["Properties"]["PolicyDocument"]["Statement"])

for managed in resources["StackRole"]["Properties"]["ManagedPolicyArns"]:
    allowed |= actions(resources[managed["Ref"]]["Properties"]["PolicyDocument"]["Statement"])

types = {
    resource["Type"]
    for template in sorted(Path("functions/src/test/resources/rendered").glob("*.json"))
    for resource in json.loads(template.read_text(encoding="utf-8"))["Resources"].values()
}
needed = {}
known = set()
for schema in SCHEMAS.glob("*.json"):
    text = json.loads(schema.read_text(encoding="utf-8"))
    if text.get("typeName") in types:
        known.add(text["typeName"])
        for handler in HANDLERS:
            for action in text.get("handlers", {}).get(handler, {}).get("permissions", []):
                needed.setdefault(action, f"{text['typeName']} ({handler})")

problems = [f"cfn-lint has no schema of {unknown}" for unknown in sorted(types - known)]
problems += [
    f"StackRole lacks {action}, which CloudFormation calls for {why}"
    for action, why in sorted(needed.items())
    if action not in allowed and action not in UNUSED
]
problems += [f"StackRole allows {action}, listed here as unused" for action in sorted(allowed & UNUSED.keys())]
print(f"note: {len(types)} resource types, {len(allowed)} actions")
print("\n".join(problems))
sys.exit(bool(problems))
