#!/usr/bin/env bash
# Sends requests over HTTP while applications are swapped, shifted and rolled back, checks every answer and prints what became of them. Needs a
# JDK 21 or newer, in JAVA_HOME, on the PATH or in /usr/lib/jvm. Arguments, with what holds without them:
#   --swaps=200 --canaries=100 --rollbacks=50   operations that succeed
#   --aborts=25 --alarms=25                     canaries that are aborted, and those during which an alarm goes off
#   --applications=10                           on which they run at the same time
#   --rate=500                                  requests a second
#   --speed=30                                  how many seconds of the account pass in one
#   --faults                                    two of a hundred AWS calls are throttled, one of a hundred answers is lost
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

java=""
for candidate in "${JAVA_HOME:-}/bin/java" "$(command -v java || true)" /usr/lib/jvm/*/bin/java; do
  [ -x "$candidate" ] && [ -x "${candidate}c" ] || continue
  version="$("$candidate" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')"
  if [ "${version:-0}" -ge 21 ]; then
    java="$candidate"
    break
  fi
done
[ -n "$java" ] || { echo "traffic: needs a JDK 21 or newer; set JAVA_HOME to one" >&2; exit 2; }

./mvnw -q -B -Dmaven.test.skip=true -Dspotless.check.skip=true package
slipway="local/target/classes:functions/target/classes:local/target/lib/*"
"${java}c" -nowarn -proc:none -d local/target/benchmarks -cp "$slipway" benchmarks/traffic/*.java
exec "$java" -XX:+UseSerialGC -Xmx2g --enable-native-access=ALL-UNNAMED -Dslf4j.internal.verbosity=ERROR \
  -cp "local/target/benchmarks:$slipway" traffic.Traffic "$@"
