"""Runs what docs/ci/ and action.yml tell people to run: their files against the schemas of GitHub and GitLab, their shell parts through
ShellCheck, and docs/ci/slipway.sh against local mode, behind a proxy that verifies signatures as API Gateway does."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from ruamel.yaml import YAML

SCRIPT = Path("docs/ci/slipway.sh").resolve()
KEYS = {"AWS_ACCESS_KEY_ID": "AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret/of+the+example", "AWS_SESSION_TOKEN": "token/of+the==",
        "AWS_REGION": "eu-central-1"}


def yaml(path):
    reader = YAML()
    reader.constructor.add_constructor("!reference", lambda loader, node: [str(part.value) for part in node.value])
    return reader.load(Path(path).read_text(encoding="utf-8"))


def free_ports():
    """Two that follow each other: local mode takes the next one for its load balancer."""
    while True:
        with socket.socket() as one, socket.socket() as other:
            one.bind(("127.0.0.1", 0))
            try:
                other.bind(("127.0.0.1", one.getsockname()[1] + 1))
                return one.getsockname()[1]
            except OSError:
                continue


class Gateway(BaseHTTPRequestHandler):
    """Stands before local mode: refuses what is not signed rightly; what comes next may be made to fail."""

    protocol_version = "HTTP/1.1"
    to = None
    troubles = []
    requests = []

    def log_message(self, *_):
        pass

    def answer(self, status, body, headers=()):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def signed(self, body):
        said = re.fullmatch(r"AWS4-HMAC-SHA256 Credential=([^/]+)/(\d{8})/([^/]+)/execute-api/aws4_request, ?"
                            r"SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})", self.headers.get("authorization", ""))
        if not said or said[1] != KEYS["AWS_ACCESS_KEY_ID"] or self.headers.get("x-amz-security-token") != KEYS["AWS_SESSION_TOKEN"]:
            return False
        request = AWSRequest(self.command, f"http://{self.headers['host']}{self.path}", data=body,
                             headers={name: self.headers[name] for name in said[4].split(";")})
        request.context["timestamp"] = self.headers["x-amz-date"]
        verifier = SigV4Auth(Credentials(KEYS["AWS_ACCESS_KEY_ID"], KEYS["AWS_SECRET_ACCESS_KEY"]), "execute-api", said[3])
        to_sign = verifier.string_to_sign(request, verifier.canonical_request(request))
        return verifier.signature(to_sign, request) == said[5]

    def any_method(self):
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        self.requests.append((self.command, self.path))
        if not self.signed(body):
            return self.answer(403, b'{"message":"Forbidden"}')
        trouble = self.troubles.pop(0) if self.troubles else None
        if trouble == "busy":
            return self.answer(503, b'{"message":"Service Unavailable"}')
        headers = {name: self.headers[name] for name in ("content-type", "idempotency-key") if self.headers[name]}
        try:
            with urllib.request.urlopen(
                    urllib.request.Request(self.to + self.path, data=body or None, headers=headers, method=self.command)) as reply:
                status, got = reply.status, reply.read()
        except urllib.error.HTTPError as e:
            status, got = e.code, e.read()
        if trouble == "lost":
            self.close_connection = True
            return None
        return self.answer(status, got)

    do_GET = do_POST = do_PUT = do_DELETE = any_method


class Files(unittest.TestCase):

    def test_files_are_what_their_programs_take(self):
        for schema, path, more in (("vendor.github-workflows", "docs/ci/github.yml", []), ("vendor.github-actions", "action.yml", []),
                                   ("vendor.gitlab-ci", "docs/ci/gitlab.yml", ["--data-transform", "gitlab-ci"])):
            with self.subTest(path):
                done = subprocess.run(["check-jsonschema", "--builtin-schema", schema, *more, path], capture_output=True, text=True, check=False)
                self.assertEqual(0, done.returncode, done.stdout + done.stderr)

    def test_actions_are_pinned_by_commit(self):
        used = [line.strip() for path in ("docs/ci/github.yml", "action.yml")
                for line in Path(path).read_text(encoding="utf-8").splitlines() if "uses:" in line]
        self.assertTrue(used)
        for line in used:
            self.assertRegex(line, r"^(- )?uses: [\w.-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")

    def test_jobs_get_no_rights_but_those_they_name_and_no_keys(self):
        workflow = yaml("docs/ci/github.yml")
        self.assertEqual({}, workflow["permissions"])
        for name, job in workflow["jobs"].items():
            self.assertLessEqual(set(job["permissions"].items()), {("contents", "read"), ("id-token", "write")}, name)
        for path in ("docs/ci/github.yml", "docs/ci/gitlab.yml"):
            self.assertNotRegex(Path(path).read_text(encoding="utf-8"), r"secrets\.|AWS_SECRET")

    def test_shell_parts_are_clean(self):
        parts = {f"{name}[{i}]": ("bash", re.sub(r"\$\{\{.*?\}\}", "x", step["run"]))
                 for name, job in yaml("docs/ci/github.yml")["jobs"].items() for i, step in enumerate(job["steps"]) if "run" in step}
        parts["action.yml"] = ("bash", yaml("action.yml")["runs"]["steps"][0]["run"])
        for name, job in yaml("docs/ci/gitlab.yml").items():
            if isinstance(job, dict):
                lines = [line for key in ("before_script", "script") for line in job.get(key, []) if isinstance(line, str)]
                parts[name] = ("sh", "\n".join(lines))
        for name, (shell, text) in parts.items():
            with self.subTest(name):
                done = subprocess.run(["shellcheck", "--shell", shell, "--exclude", "SC1090,SC2154", "-"], input=text + "\n",
                                      capture_output=True, text=True, check=False)
                self.assertEqual(0, done.returncode, done.stdout)


class Script(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        port = free_ports()
        cls.folder = tempfile.TemporaryDirectory()
        cls.said = open(Path(cls.folder.name) / "local.log", "w+", encoding="utf-8")
        cls.local = subprocess.Popen(["./slipway", "local", "--port", str(port), "--speed", "120"], stdout=cls.said, stderr=subprocess.STDOUT)
        for _ in range(240):
            if "is ready" in Path(cls.said.name).read_text(encoding="utf-8"):
                break
            if cls.local.poll() is not None:
                raise AssertionError(Path(cls.said.name).read_text(encoding="utf-8"))
            time.sleep(1)
        Gateway.to = f"http://127.0.0.1:{port}"
        cls.gateway = ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
        threading.Thread(target=cls.gateway.serve_forever, daemon=True).start()
        cls.url = f"http://127.0.0.1:{cls.gateway.server_port}/dev"
        done = cls.run_script("POST", "/stacks", "@events/api/create-stack.json")
        assert done.returncode == 0, done
        for tag, behaviour in (("1.0.0", "healthy"), ("1.1.0", "healthy"), ("1.2.0", "healthy"), ("1.0.1", "crashing")):
            cls.image(tag, behaviour)

    @classmethod
    def tearDownClass(cls):
        cls.local.terminate()
        cls.local.wait(30)
        cls.gateway.shutdown()
        cls.gateway.server_close()
        cls.said.close()
        cls.folder.cleanup()

    def setUp(self):
        Gateway.troubles.clear()
        Gateway.requests.clear()

    @classmethod
    def image(cls, tag, behaviour):
        body = json.dumps({"repository": "shop", "tag": tag, "behaviour": behaviour}).encode()
        with urllib.request.urlopen(urllib.request.Request(Gateway.to + "/local/images", data=body)):
            pass

    @classmethod
    def environment(cls, **more):
        return {"PATH": os.environ["PATH"], "SLIPWAY_URL": cls.url, "SLIPWAY_TIMEOUT": "120", **KEYS, **more}

    @classmethod
    def run_script(cls, *arguments, **more):
        return subprocess.run([SCRIPT, *arguments], env=cls.environment(**more), capture_output=True, text=True, timeout=180, check=False)

    def deploy(self, tag, environment="dev", **more):
        return self.run_script("POST", "/stacks/deploy", json.dumps(
            {"applicationName": "shop", "environment": [environment], "imageTag": tag, "concurrency": "queue"}), **more)

    def test_a_deploy_that_succeeds(self):
        output, summary = (Path(self.folder.name) / name for name in ("output", "summary"))
        done = self.deploy("1.0.0", GITHUB_OUTPUT=str(output), GITHUB_STEP_SUMMARY=str(summary))
        self.assertEqual(0, done.returncode, done)
        self.assertIn("deploys 'shop' 1.0.0 to dev", done.stdout)
        self.assertRegex(done.stdout, r"\n  \d\d:\d\d:\d\d  ✓ RegisterRelease dev: registered ")
        self.assertIn("\nSUCCEEDED: 1.0.0 runs in dev", done.stdout)
        self.assertRegex(output.read_text(encoding="utf-8"), r"^operation-id=\w+\nstate=SUCCEEDED\n$")
        self.assertIn("1.0.0 runs in dev", summary.read_text(encoding="utf-8"))

    def test_a_deploy_that_fails_fails_the_job_with_the_reason(self):
        self.assertEqual(0, self.deploy("1.0.0", "qa").returncode)
        done = self.deploy("1.0.1", "qa")
        self.assertEqual(1, done.returncode, done)
        self.assertRegex(done.stdout, r"✗ CheckRollout qa: .*exit code 1")
        self.assertIn("\nFAILED: 1.0.1 was not deployed to qa", done.stdout)

    def test_a_call_that_is_refused_says_why(self):
        done = self.deploy("1.0.0", "devv")
        self.assertEqual(2, done.returncode, done)
        self.assertIn("refused the call with 400:\n  environment: ", done.stderr)

    def test_a_call_that_is_signed_wrongly_is_refused(self):
        done = self.deploy("1.0.0", AWS_SECRET_ACCESS_KEY="another")
        self.assertEqual(2, done.returncode, done)
        self.assertIn("refused the call with 403:\n  Forbidden", done.stderr)

    def test_keys_are_no_arguments_of_any_program(self):
        with tempfile.TemporaryDirectory() as folder:
            curl = Path(folder) / "curl"
            curl.write_text(f"#!/usr/bin/env bash\nprintf '%s\\n' \"$@\" >>{folder}/arguments\nPATH={os.environ['PATH']} exec curl \"$@\"\n", encoding="utf-8")
            curl.chmod(0o755)
            done = self.run_script("GET", "/stacks", PATH=f"{folder}:{os.environ['PATH']}")
            self.assertEqual(0, done.returncode, done)
            arguments = (Path(folder) / "arguments").read_text(encoding="utf-8")
        self.assertIn("/stacks", arguments)
        for value in (KEYS["AWS_SECRET_ACCESS_KEY"], KEYS["AWS_SESSION_TOKEN"]):
            self.assertNotIn(value, arguments + done.stdout + done.stderr)

    def test_a_list_is_printed_as_it_is(self):
        done = self.run_script("GET", "/stacks")
        self.assertEqual(0, done.returncode, done)
        self.assertEqual("shop", json.loads(done.stdout)["applications"][0]["applicationName"])

    def test_what_passes_is_tried_again_and_starts_nothing_twice(self):
        Gateway.troubles[:] = ["busy", "lost", "busy"]
        done = self.deploy("1.0.0", "stage")
        self.assertEqual(0, done.returncode, done)
        self.assertEqual(4, Gateway.requests.count(("POST", "/dev/stacks/deploy")))
        with urllib.request.urlopen(Gateway.to + "/dev/events?applicationName=shop&limit=100") as reply:
            text = json.dumps(json.load(reply))
        self.assertEqual(1, len(set(re.findall(r"deploys 'shop' 1\.0\.0 to stage", text))), text)

    def test_curl_alone_does_as_the_page_says(self):
        command = re.search(r"## With curl alone\n\n```sh\n(.*?)```", Path("docs/ci/README.md").read_text(encoding="utf-8"), re.DOTALL)[1]
        done = subprocess.run(["bash", "-e", "-c", command], env=self.environment(), capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual(0, done.returncode, done)
        operation = json.loads(done.stdout)["operationId"]
        self.assertEqual(0, self.run_script("GET", f"/operations/{operation}").returncode)

    def test_a_name_of_an_operation_waits_for_it(self):
        begun = self.deploy("1.1.0")
        operation = re.search(r"/operations/(\w+)\?", begun.stdout)[1]
        done = self.run_script("GET", f"/operations/{operation}")
        self.assertEqual(0, done.returncode, done)
        self.assertIn("SUCCEEDED: 1.1.0 runs in dev", done.stdout)

    def test_calls_that_are_wrong_are_told_so(self):
        for arguments, more, why in (
                (("POST",), {}, "METHOD PATH"),
                (("FETCH", "/stacks"), {}, "METHOD is GET"),
                (("GET", "stacks"), {}, "PATH begins with a slash"),
                (("POST", "/stacks", "{"), {}, "BODY is no JSON"),
                (("POST", "/stacks", "@nowhere.json"), {}, "cannot read nowhere.json"),
                (("GET", "/stacks"), {"SLIPWAY_URL": "somewhere"}, "SLIPWAY_URL"),
                (("GET", "/stacks"), {"SLIPWAY_TIMEOUT": "0"}, "SLIPWAY_TIMEOUT"),
                (("GET", "/stacks"), {"SLIPWAY_ON_CANCEL": "stop"}, "SLIPWAY_ON_CANCEL"),
                (("GET", "/stacks"), {"AWS_REGION": ""}, "needed to sign"),
                (("GET", "/stacks"), {"AWS_ACCESS_KEY_ID": "", "SLIPWAY_URL": "https://example.com/dev"}, "AWS_ACCESS_KEY_ID is needed")):
            with self.subTest(why):
                done = self.run_script(*arguments, **more)
                self.assertEqual(64, done.returncode, done)
                self.assertIn(why, done.stderr)
        self.assertEqual([], Gateway.requests)

    def test_the_examples_bring_a_release_to_its_customers(self):
        """The calls of the examples, one after the other, as GitHub and GitLab would make them; a job that is cancelled puts back."""
        self.release("1.0.0")
        swapped = self.run_script("POST", "/stacks/swapProdBlueAndGreen", '{"applicationName": "shop"}')
        self.assertEqual(0, swapped.returncode, swapped)
        self.release("1.1.0")
        shift = self.github_calls("1.1.0")[-1]
        self.assertEqual("/stacks/canaryShift", shift["CALLED"])
        late = self.call_action(shift | {"SLIPWAY_TIMEOUT": "1"})
        self.assertEqual(3, late.returncode, late)
        self.assertRegex(late.stderr, r"Operation \w+ has not ended after 1 s: it is RUNNING, and goes on")
        self.cancel_while_it_bakes(re.search(r"/operations/(\w+)\?", late.stdout)[1], shift["SLIPWAY_ON_CANCEL"])
        done = self.call_action(shift)
        self.assertEqual(0, done.returncode, done)
        self.assertIn("SUCCEEDED: ", done.stdout)
        self.gitlab("1.2.0")

    def release(self, tag):
        for call in self.github_calls(tag)[:-1]:
            done = self.call_action(call)
            self.assertEqual(0, done.returncode, done)

    @staticmethod
    def github_calls(tag):
        calls = []
        for job in yaml("docs/ci/github.yml")["jobs"].values():
            for step in job["steps"]:
                given = step.get("with", {})
                if "api-url" in given:
                    body = given["body"].replace("${{ vars.APPLICATION }}", "shop").replace("${{ needs.image.outputs.tag }}", tag)
                    calls.append({"METHOD": given.get("method", "POST"), "CALLED": given["path"], "BODY": body,
                                  "SLIPWAY_ON_CANCEL": given.get("on-cancel", "leave")})
        return calls

    def call_action(self, call):
        return subprocess.run(["bash", "-e", "-c", yaml("action.yml")["runs"]["steps"][0]["run"]], capture_output=True, text=True, timeout=180,
                              env=self.environment(SLIPWAY=str(SCRIPT), **call), check=False)

    def cancel_while_it_bakes(self, operation, on_cancel):
        job = subprocess.Popen([SCRIPT, "GET", f"/operations/{operation}"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                               env=self.environment(SLIPWAY_ON_CANCEL=on_cancel))
        said = ""
        for line in job.stdout:
            said += line
            if "✓ ShiftTraffic" in line:
                break
        job.send_signal(signal.SIGTERM)
        rest = job.communicate(timeout=60)[0]
        self.assertEqual(1, job.returncode, said + rest)
        self.assertIn(f"operation {operation} is aborted", rest)
        ended = self.run_script("GET", f"/operations/{operation}")
        self.assertEqual(1, ended.returncode, ended)
        self.assertIn("ABORTED: ", ended.stdout)

    def gitlab(self, tag):
        with tempfile.TemporaryDirectory() as project:
            (Path(project) / "ci").mkdir()
            (Path(project) / "ci/slipway.sh").write_bytes(SCRIPT.read_bytes())
            jobs = yaml("docs/ci/gitlab.yml")
            for name in ("dev", "stage", "production"):
                done = subprocess.run(["sh", "-e", "-c", "\n".join(jobs[name]["script"])], cwd=project, capture_output=True, text=True, timeout=180,
                                      env=self.environment(APPLICATION="shop", TAG=tag, **jobs[name].get("variables", {})), check=False)
                self.assertEqual(0, done.returncode, done)


if __name__ == "__main__":
    ran = unittest.main(exit=False, verbosity=0).result
    print(f"note: {ran.testsRun} tests")
    sys.exit(not ran.wasSuccessful() or bool(ran.skipped))
