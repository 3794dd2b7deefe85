#!/usr/bin/env bash
# Checks what `sam deploy` would install: the template, the artefact, templates of applications as they are rendered, the state machines, the
# scripts, and what docs/ci/ gives to pipelines.
# Its tools, pinned in requirements.txt and package-lock.json beside this file, it installs into .check/, which git ignores; once
# they are there it needs no network. Called by `./slipway check`. Ends with 0 where everything is clean, else with 1.
# shellcheck disable=SC2329 # the functions below are called by step, which gets their names
set -uo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root" || exit 1
here=local/check
tools=.check
log=$tools/log
mkdir -p "$log" "$tools/bin"

export SAM_CLI_TELEMETRY=0 __SAM_CLI_APP_DIR=$root/$tools/sam
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
export AWS_DEFAULT_REGION=${AWS_DEFAULT_REGION:-${AWS_REGION:-eu-central-1}}

failed=0

# step NAME COMMAND...: runs it, and says in one line how it went; its output only where it failed.
step() {
  local name=$1 out began took
  shift
  out=$log/$(tr -c 'a-z0-9\n' '-' <<<"${name,,}").log
  began=$(date +%s%N)
  if "$@" >"$out" 2>&1 </dev/null; then
    took=$((($(date +%s%N) - began) / 100000000))
    printf 'ok      %-52s %4d.%d s\n' "$name" $((took / 10)) $((took % 10))
    sed -n 's/^note: /        /p' "$out"
  else
    took=$((($(date +%s%N) - began) / 100000000))
    printf 'FAILED  %-52s %4d.%d s\n' "$name" $((took / 10)) $((took % 10))
    tail -n 60 "$out" | sed 's/^/        /'
    failed=1
    return 1
  fi
}

# missing WHAT HOW: a tool that cannot be installed here
missing() {
  printf '%s\n' "./slipway check needs $1." "        $2" >&2
  exit 1
}

find_python() {
  local python
  for python in python3 python3.14 python3.13 python3.12 python3.11; do
    if command -v "$python" >/dev/null && "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$python"
      return
    fi
  done
  return 1
}

install_python_tools() {
  cmp -s "$here/requirements.txt" "$tools/venv/installed.txt" && "$tools/venv/bin/python" -c '' 2>/dev/null && return
  rm -rf "$tools/venv"
  "$1" -m venv "$tools/venv" &&
    "$tools/venv/bin/python" -m pip install --quiet --requirement "$here/requirements.txt" &&
    cp "$here/requirements.txt" "$tools/venv/installed.txt"
}

install_node_tools() {
  cmp -s "$here/package-lock.json" "$tools/node/installed.json" && return
  rm -rf "$tools/node"
  mkdir -p "$tools/node" &&
    cp "$here/package.json" "$here/package-lock.json" "$tools/node/" &&
    (cd "$tools/node" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) &&
    cp "$here/package-lock.json" "$tools/node/installed.json"
}

# SAM calls `mvn`: the project's own Maven answers, keeps what it said (SAM drops it).
install_maven() {
  cat >"$tools/bin/mvn" <<EOF
#!/usr/bin/env bash
set -o pipefail
'$root/mvnw' -B -ntp "\$@" 2>&1 </dev/null | tee -a '$root/$log/maven.log'
EOF
  chmod +x "$tools/bin/mvn" && mvn -version
}

build() {
  rm -rf .aws-sam
  : >"$log/maven.log"
  sam build && return
  grep -E '^\[ERROR\]|BUILD|JDK' "$log/maven.log" | head -n 40
  return 1
}

lint_state_machines() {
  local files=(statemachines/*.asl.json) arguments=() file
  [[ -e ${files[0]} ]] || { echo "there is no statemachines/*.asl.json" && return 1; }
  for file in "${files[@]}"; do arguments+=(--json-path "$file"); done
  "$tools/node/node_modules/.bin/asl-validator" "${arguments[@]}"
}

check_scripts() {
  local scripts=("$here/check.sh" .ci/run docs/ci/slipway.sh)
  [[ -e slipway ]] && scripts+=(slipway)
  shellcheck "${scripts[@]}"
}

python=$(find_python) || missing "Python 3.11 or newer" "Install one, for example: apt-get install python3 python3-venv"
"$python" -c 'import ensurepip, venv' 2>/dev/null ||
  missing "Python's venv" "Install it, for example: apt-get install python3-venv"
for program in node npm; do
  command -v "$program" >/dev/null || missing "Node.js 18 or newer with npm" "Install it, for example: apt-get install nodejs npm"
done
for program in curl jq; do
  command -v "$program" >/dev/null || missing "$program" "Install it, for example: apt-get install curl jq"
done
command -v java >/dev/null || [[ -n ${JAVA_HOME:-} ]] ||
  missing "a JDK" "Install JDK 21 or newer, for example Eclipse Temurin from https://adoptium.net"

# After the search for Python, which would find the one that these tools were installed with
export PATH=$root/$tools/bin:$root/$tools/venv/bin:$PATH

began=$SECONDS
step "install SAM CLI, cfn-lint, ShellCheck, … (.check/venv)" install_python_tools "$python" || exit 1
step "install the States Language linter (.check/node)" install_node_tools || exit 1
step "install Maven" install_maven || exit 1
step "sam validate --lint" sam validate --lint
step "parameters.yml reaches sam deploy" python "$here/parameters.py"
step "actions exist and fit their resources" python "$here/actions.py"
step "StackRole has what CloudFormation calls" python "$here/stack_role.py"
step "cfn-lint: rendered templates" cfn-lint functions/src/test/resources/rendered/*.json
step "States Language: state machines" lint_state_machines
step "ShellCheck: scripts" check_scripts
step "docs/ci: pipelines and their script" python "$here/ci.py"
step "sam build, from a clean state" build && step "the artefact" python "$here/artefact.py"

if ((failed)); then
  echo "Not clean after $((SECONDS - began)) s; the full output of each step is in $log/."
else
  echo "All clean after $((SECONDS - began)) s."
fi
exit "$failed"
