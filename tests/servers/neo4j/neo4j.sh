#!/usr/bin/env bash
# Neo4j Community on loopback for integration tests:  neo4j.sh fetch | start | stop | import ARGS... | wipe
# start prints the Bolt port. NEO4J_PASSWORD set = sign-in needed (8 characters or more), else none.
# NEO4J_PORT fixes the port. GPLv3: a separate process in tests, never a dependency or part of a release.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/../lib.sh"

if (($(java_major) >= 21)); then
    line=jdk25 main=org.neo4j.server.Neo4jCommunity
else
    line=jdk17 main=org.neo4j.server.CommunityEntryPoint
fi
home=$STATE/neo4j-$line
jars=$CACHE/neo4j-$line.classpath
# C1 and the serial collector: half the CPU of the defaults on a short test run.
flags=(-Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dfile.encoding=UTF-8 -Dlog4j2.disable.jmx=true
    --enable-native-access=ALL-UNNAMED)
for package in nio io util.concurrent; do flags+=("--add-opens=java.base/java.$package=ALL-UNNAMED"); done
flags+=(--add-opens=java.base/sun.nio.ch=ALL-UNNAMED)

configure() {
    local auth=false
    if [[ -n ${NEO4J_PASSWORD:-} ]]; then auth=true; fi
    mkdir -p "$home/conf"
    cat "$here/neo4j.conf" "$here/neo4j-$line.conf" |
        sed "s/@PORT@/$1/; s/@AUTH@/$auth/" >"$home/conf/neo4j.conf"
}

admin() {
    NEO4J_HOME=$home NEO4J_CONF=$home/conf "$JAVA" "${flags[@]}" -cp "$(<"$jars")" org.neo4j.cli.AdminTool "$@"
}

fetch() { classpath "$here/pom.xml" "$line" "$jars"; }

start() {
    if ! running "$home"; then
        local port=${NEO4J_PORT:-$(free_port)}
        configure "$port"
        if [[ -n ${NEO4J_PASSWORD:-} && ! -d $home/data/databases/system ]]; then
            admin dbms set-initial-password "$NEO4J_PASSWORD" >&2
        fi
        launch "$home" "$JAVA" "${flags[@]}" -cp "$(<"$jars")" "$main" \
            --home-dir="$home" --config-dir="$home/conf" --console-mode
        await "$home" 120 accepts "$port"
        echo "$port" >"$home/port"
    fi
    cat "$home/port"
}

import() {
    if running "$home"; then echo "stop the server first" >&2 && return 1; fi
    configure 0
    admin database import full neo4j "$@"
}

locked "$home"
case ${1:-} in
    fetch) fetch ;;
    start) fetch && start ;;
    stop) halt "$home" ;;
    import) shift && fetch && import "$@" ;;
    wipe) halt "$home" && rm -rf "$home/data" "$home/logs" ;;
    *) sed -n 2,4p "${BASH_SOURCE[0]}" >&2 && exit 2 ;;
esac
