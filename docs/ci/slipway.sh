#!/usr/bin/env bash
# Makes one call to Slipway, and where that starts an operation, waits for its end and prints its progress.
#
#   slipway.sh METHOD PATH [BODY]
#
#   slipway.sh POST /stacks/deploy '{"applicationName": "shop", "environment": ["dev"], "imageTag": "1.0.0"}'
#   slipway.sh PUT /stacks/shop/specification @shop.yaml
#   slipway.sh GET /operations/01m80wm9hwd5twjesmfvq6czm0
#
# BODY is JSON, or @FILE: JSON, or YAML where the name says so. PATH of an operation waits for that operation.
#
# Environment:
#   SLIPWAY_URL              the API with its stage, such as https://abc123.execute-api.eu-central-1.amazonaws.com/dev
#   AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN
#                            sign the calls; without a key nothing is signed, as local mode has it
#   SLIPWAY_TIMEOUT          seconds that the end is waited for, 1 to 604800; default 3600
#   SLIPWAY_IDEMPOTENCY_KEY  the same key and body start nothing twice; default: one of its own
#   SLIPWAY_ON_CANCEL        leave (default): an operation goes on when this script is interrupted; abort: it is put back
#
# Ends with 0 where the operation succeeded or the call needs none, 1 where it did not succeed, 2 where the call was refused,
# 3 where Slipway cannot be reached or the end did not come in time, 64 where it was called wrongly.
# Needs bash, curl 7.75 or newer, and jq.
set -euo pipefail

readonly FAILED=1 REFUSED=2 UNREACHABLE=3 WRONG_CALL=64
readonly ATTEMPTS=6

usage() {
  sed -n '2,/^set/{s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}" >&2
  exit "$WRONG_CALL"
}

wrong() {
  printf 'slipway.sh: %s\n' "$1" >&2
  exit "$WRONG_CALL"
}

say() { printf '%s\n' "$*"; }

# What a program may print into the log of a job: no control characters, so no commands to the runner and no colours.
clean() { tr -d '\000-\010\013-\037\177' | sed 's/^::/ ::/'; }

random_key() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }

# Options of curl that sign a request; by a file, as the arguments of a program are there for all to read.
signature() {
  [[ -n ${AWS_ACCESS_KEY_ID:-} ]] || return 0
  printf 'aws-sigv4 = "aws:amz:%s:execute-api"\n' "$AWS_REGION"
  printf 'user = "%s:%s"\n' "$AWS_ACCESS_KEY_ID" "$AWS_SECRET_ACCESS_KEY"
  [[ -z ${AWS_SESSION_TOKEN:-} ]] || printf 'header = "x-amz-security-token: %s"\n' "$AWS_SESSION_TOKEN"
}

# request METHOD PATH [curl's options...]: the answer's body is in $answer, its status in $status. What passes is tried again:
# no answer, 429, 500, 502, 503 and 504. The Idempotency-Key makes that safe.
request() {
  local method=$1 path=$2 attempt pause=1
  shift 2
  for ((attempt = 1; ; attempt++)); do
    status=$(curl --silent --show-error --config <(signature) --request "$method" --output "$work/answer" --write-out '%{http_code}' \
      --connect-timeout 10 --max-time 60 --header 'accept: application/json' "$@" "$url$path" 2>"$work/error") || status=000
    case $status in
      000 | 429 | 500 | 502 | 503 | 504) ;;
      *) break ;;
    esac
    ((attempt < ATTEMPTS)) || break
    sleep "$pause"
    pause=$((pause * 2))
  done
  answer=$(cat "$work/answer" 2>/dev/null || true)
  if [[ $status == 000 ]]; then
    say "Slipway does not answer: $(clean <"$work/error" | head -n 1)" >&2
    exit "$UNREACHABLE"
  fi
  if [[ $status != 2?? ]]; then
    refused
  fi
}

# Says what was wrong with a call: each mistake on a line.
refused() {
  {
    say "Slipway refused the call with $status:"
    jq -r 'if (.errors // []) != [] then .errors[] | "  \(.path): \(.message)" else "  \(.detail // .message // .)" end' <<<"$answer" 2>/dev/null ||
      head -c 1000 <<<"$answer"
  } | clean >&2
  [[ $status == 4?? ]] && exit "$REFUSED"
  exit "$UNREACHABLE"
}

# Prints what has become of the steps that have not been told yet, and what is waited for.
told=()
progress() {
  local line waiting
  while IFS= read -r line; do
    [[ " ${told[*]-} " == *" ${line%% *} "* ]] && continue
    told+=("${line%% *}")
    say "  ${line#* }"
  done < <(jq -r '(.steps // [])[] | select(.outcome != "RUNNING")
      | "\([.startedAt, .state, .scope, .outcome] | map(tostring) | join("/") | gsub(" "; "_")) \(.endedAt // .startedAt | .[11:19])  \(if .outcome == "FAILED" then "✗" else "✓" end) \(.state)\(if (.scope // "") == "" then "" else " " + .scope end): \(.message)"' <<<"$answer" | clean)
  waiting=$(jq -r '.waitingFor // empty' <<<"$answer" | clean)
  if [[ $waiting != "${last_waiting-}" ]]; then
    last_waiting=$waiting
    [[ -z $waiting ]] || say "  …         $waiting"
  fi
}

cancelled() {
  trap - INT TERM
  if [[ ${SLIPWAY_ON_CANCEL:-leave} == abort ]]; then
    say "Interrupted: operation $operation is aborted, and what it changed put back" >&2
    request POST "/operations/$operation/abort" --header 'content-type: application/json' --data '{"reason": "the job was cancelled"}'
  else
    say "Interrupted: operation $operation goes on" >&2
  fi
  exit "$FAILED"
}

# Waits for the end of $operation, and ends this script as that ended.
follow() {
  local state deadline=$((SECONDS + timeout))
  trap cancelled INT TERM
  while :; do
    request GET "/operations/$operation?wait=10"
    progress
    state=$(jq -r '.state' <<<"$answer")
    case $state in
      SUCCEEDED | FAILED | ROLLED_BACK | ABORTED | SUPERSEDED) break ;;
      NEEDS_ATTENTION) break ;;
    esac
    if ((SECONDS >= deadline)); then
      say "Operation $operation has not ended after $timeout s: it is $state, and goes on" >&2
      exit "$UNREACHABLE"
    fi
  done
  local message
  message=$(jq -r '.message' <<<"$answer" | clean)
  say "$state: $message"
  publish "$state" "$message"
  [[ $state == SUCCEEDED ]] || exit "$FAILED"
}

# What GitHub Actions shows and hands on.
publish() {
  if [[ -n ${GITHUB_OUTPUT:-} ]]; then
    printf 'operation-id=%s\nstate=%s\n' "$operation" "$1" >>"$GITHUB_OUTPUT"
  fi
  if [[ -n ${GITHUB_STEP_SUMMARY:-} ]]; then
    printf '**%s** (%s): %s\n' "$1" "$operation" "$2" >>"$GITHUB_STEP_SUMMARY"
  fi
}

(($# == 2 || $# == 3)) || usage
method=$1
path=$2
body=${3-}
[[ $method =~ ^(GET|POST|PUT|DELETE)$ ]] || wrong "METHOD is GET, POST, PUT or DELETE, but got '$method'"
[[ $path =~ ^/[A-Za-z0-9/_.?=\&%-]*$ ]] || wrong "PATH begins with a slash, without the stage, but got '$path'"
url=${SLIPWAY_URL:-}
[[ $url =~ ^https?://[^/]+(/[^/]+)*$ ]] || wrong "SLIPWAY_URL is the URL of the API with its stage and without a slash at its end, but got '$url'"
timeout=${SLIPWAY_TIMEOUT:-3600}
if ! [[ $timeout =~ ^[1-9][0-9]{0,5}$ ]] || ((timeout > 604800)); then
  wrong "SLIPWAY_TIMEOUT is 1 to 604800 seconds, but got '$timeout'"
fi
[[ ${SLIPWAY_ON_CANCEL:-leave} =~ ^(leave|abort)$ ]] || wrong "SLIPWAY_ON_CANCEL is leave or abort, but got '$SLIPWAY_ON_CANCEL'"
if [[ -n ${AWS_ACCESS_KEY_ID:-} ]]; then
  [[ -n ${AWS_SECRET_ACCESS_KEY:-} && -n ${AWS_REGION:-} ]] || wrong "AWS_SECRET_ACCESS_KEY and AWS_REGION are needed to sign"
elif [[ $url != http://* ]]; then
  wrong "AWS_ACCESS_KEY_ID is needed to sign calls to $url"
fi
for program in curl jq; do
  command -v "$program" >/dev/null || wrong "$program is needed"
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [[ $method == GET && $path =~ ^/operations/([A-Za-z0-9_-]+)$ ]]; then
  operation=${BASH_REMATCH[1]}
  follow
  exit
fi

options=()
if [[ $method != GET ]]; then
  options+=(--header "idempotency-key: ${SLIPWAY_IDEMPOTENCY_KEY:-$(random_key)}")
fi
if [[ -n $body ]]; then
  type=application/json
  if [[ $body == @* ]]; then
    [[ -r ${body#@} ]] || wrong "cannot read ${body#@}"
    [[ $body =~ \.ya?ml$ ]] && type=application/yaml
  else
    jq empty <<<"$body" 2>/dev/null || wrong "BODY is no JSON: $body"
  fi
  options+=(--header "content-type: $type" --data-binary "$body")
fi
request "$method" "$path" "${options[@]}"
operation=$(jq -r '.operationId? // empty' <<<"$answer" 2>/dev/null || true)
if [[ $status != 202 || -z $operation ]]; then
  printf '%s\n' "$answer"
  exit
fi
jq -r '.message' <<<"$answer" | clean
follow
