#!/usr/bin/env bash
# Prints what one operation of each kind costs in AWS: state transitions, invocations, calls. Takes no arguments.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
java=java
[ -z "${JAVA_HOME:-}" ] || java="$JAVA_HOME/bin/java"
./mvnw -q -B -Dmaven.test.skip=true -Dspotless.check.skip=true package
exec "$java" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -Dslf4j.internal.verbosity=ERROR \
  -cp "local/target/slipway-local-0.1.0.jar:local/target/lib/*" benchmarks/Footprint.java
