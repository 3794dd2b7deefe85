"""Checks what `sam build` made: every function has its handler in it, only what belongs to Lambda, and says how large it is."""

import hashlib
import io
import re
import sys
import zipfile
from pathlib import Path

from samcli.yamlhelper import yaml_parse

BUILT = Path(".aws-sam/build")
UNWANTED_JARS = re.compile(r"^lib/.*(netty|apache-client|apache5-client|httpclient|httpcore|junit|mockito|assertj|dynamodblocal)", re.I)
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


def fingerprint(folder: Path) -> str:
    """Equal for folders with equal content."""
    digest = hashlib.blake2b()
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            digest.update(f"{file.relative_to(folder)}\0".encode() + file.read_bytes())
    return digest.hexdigest()


template = yaml_parse((BUILT / "template.yaml").read_text(encoding="utf-8"))
functions = {
    name: resource["Properties"]
    for name, resource in template["Resources"].items()
    if resource["Type"] == "AWS::Serverless::Function"
}
problems = []
for name, properties in functions.items():
    handler = properties["Handler"].split("::")[0]
    if not (BUILT / properties["CodeUri"] / (handler.replace(".", "/") + ".class")).is_file():
        problems.append(f"{name}: the artefact has no {handler}")

# SAM builds once, then gives every function a copy; it uploads what is equal once.
folders = sorted({BUILT / properties["CodeUri"] for properties in functions.values()})
if len({fingerprint(folder) for folder in folders}) != 1:
    problems.append("the functions do not all have the same artefact")

artefact = folders[0]
files = [file for file in artefact.rglob("*") if file.is_file()]
inside = [file.relative_to(artefact).as_posix() for file in files]
jars = [path for path in inside if re.fullmatch(r"lib/[^/]+\.jar", path)]
problems += [f"{path} must not ship" for path in inside if UNWANTED_JARS.search(path) or UNWANTED_CLASSES.match(path)]
if not jars:
    problems.append(f"{artefact} has no lib/*.jar")
size = sum(file.stat().st_size for file in files)
if size > LARGEST_UNZIPPED:
    problems.append(f"the artefact has {size} bytes unzipped, more than Lambda takes")
print(f"note: of {len(functions)} functions: {zipped(artefact) / 1e6:.1f} MB zipped, {size / 1e6:.1f} MB unzipped, {len(jars)} jars")
print("\n".join(problems))
sys.exit(bool(problems))
