#!/usr/bin/env bash
# Sends signed messages of GitHub over HTTP to the local server and prints how long answers took. Needs a JDK 21 or newer, in JAVA_HOME, on the
# PATH or in /usr/lib/jvm. Arguments, with what holds without them:
#   --rate=100     messages a second
#   --seconds=30   for how long
#   --pipelines    each new message starts a pipeline, which is run, too; without it, no rule is for them
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

java=""
for candidate in "${JAVA_HOME:-}/bin/java" "$(command -v java || true)" /usr/lib/jvm/*/bin/java; do
  [ -x "$candidate" ] || continue
  version="$("$candidate" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')"
  if [ "${version:-0}" -ge 21 ]; then
    java="$candidate"
    break
  fi
done
[ -n "$java" ] || { echo "webhooks: needs a JDK 21 or newer; set JAVA_HOME to one" >&2; exit 2; }

./mvnw -q -B -Dmaven.test.skip=true -Dspotless.check.skip=true package
exec "$java" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -Dslf4j.internal.verbosity=ERROR \
  -cp "local/target/classes:functions/target/classes:local/target/lib/*" benchmarks/Deliveries.java "$@"
