"""Reads samconfig.toml and parameters.yml with the SAM CLI's own code, as `sam deploy` does, and compares with template.yaml."""

import sys
from pathlib import Path

from samcli.cli.types import CfnParameterOverridesType
from samcli.lib.config.samconfig import SamConfig
from samcli.yamlhelper import yaml_parse

settings = SamConfig(".", "samconfig.toml").get_all(["deploy"], "parameters")
sent = CfnParameterOverridesType().convert(settings["parameter_overrides"], None, None)
taken = yaml_parse(Path("template.yaml").read_text(encoding="utf-8"))["Parameters"]

problems = [f"template.yaml takes {key}, parameters.yml does not have it" for key in taken if key not in sent]
problems += [f"parameters.yml has {key}, template.yaml does not take it" for key in sent if key not in taken]
if settings.get("template") != ".aws-sam/build/template.yaml":
    problems.append("sam deploy would not take what sam build made")
print("\n".join(problems) or f"note: {len(sent)} values")
sys.exit(bool(problems))
