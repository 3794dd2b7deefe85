"""Checks what `sam build` made: every function has its handler in it, only what belongs to Lambda, and says how large it is."""

import io
import re
import sys
import zipfile
from pathlib import Path

from samcli.yamlhelper import yaml_parse

BUILT = Path(".aws-sam/build")
UNWANTED_JARS = re.compile(r"netty|apache-client|apache5-client|httpclient|httpcore|junit|mockito|assertj|DynamoDBLocal", re.I)
UNWANTED_CLASSES = re.compile(r"^(io/slipway/local/.*|.*Test\.class)$")
LARGEST_UNZIPPED = 250 * 1024 * 1024  # Lambda quota: a function and its layers, unzipped


def zipped(folder: Path) -> int:
    """Bytes of the archive that sam deploy uploads."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as out:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                out.write(file, file.relative_to(folder))
    return len(archive.getvalue())


template = yaml_parse((BUILT / "template.yaml").read_text(encoding="utf-8"))
functions = {
    name: resource["Properties"]
    for name, resource in template["Resources"].items()
    if resource["Type"] == "AWS::Serverless::Function"
}
problems = []
artefacts = sorted({BUILT / properties["CodeUri"] for properties in functions.values()})
for name, properties in functions.items():
    handler = properties["Handler"].split("::")[0]
    if not (BUILT / properties["CodeUri"] / (handler.replace(".", "/") + ".class")).is_file():
        problems.append(f"{name}: the artefact has no {handler}")
for artefact in artefacts:
    files = [file for file in artefact.rglob("*") if file.is_file()]
    jars = [file for file in files if file.parent == artefact / "lib" and file.suffix == ".jar"]
    problems += [f"{jar.name} must not ship" for jar in jars if UNWANTED_JARS.search(jar.name)]
    inside = [file.relative_to(artefact).as_posix() for file in files]
    problems += [f"{path} must not ship" for path in inside if UNWANTED_CLASSES.match(path)]
    if not jars:
        problems.append(f"{artefact} has no lib/*.jar")
    size = sum(file.stat().st_size for file in files)
    if size > LARGEST_UNZIPPED:
        problems.append(f"{artefact} has {size} bytes, more than Lambda takes")
    print(
        f"note: {len(functions)} functions, one artefact: {zipped(artefact) / 1e6:.1f} MB zipped,"
        f" {size / 1e6:.1f} MB unzipped, {len(jars)} jars"
    )
if len(artefacts) != 1:
    problems.append(f"{len(artefacts)} artefacts instead of one: functions differ in CodeUri, runtime or architecture")
print("\n".join(problems))
sys.exit(bool(problems))
