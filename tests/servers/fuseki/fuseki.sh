#!/usr/bin/env bash
# Apache Jena Fuseki on loopback for integration tests:  fuseki.sh fetch | start [mem|tdb2] | stop | wipe
# start prints the port; the dataset is /kg (query /kg/sparql, update /kg/update, graph store /kg/data).
# FUSEKI_PORT fixes the port, FUSEKI_TIMEOUT_MS the query timeout (5000), FUSEKI_SERVICE=true allows SERVICE.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/../lib.sh"

if (($(java_major) >= 21)); then line=jdk25; else line=jdk17; fi
home=$STATE/fuseki-$line
jars=$CACHE/fuseki-$line.classpath

fetch() { classpath "$here/pom.xml" "$line" "$jars"; }
pings() { accepts "$1" && curl -fsS --noproxy '*' -o /dev/null "http://127.0.0.1:$1/\$/ping"; }

configure() {
    mkdir -p "$home/tdb2"
    sed "s|@HOME@|$home|; s/@STORE@/$1/; s/@TIMEOUT_MS@/${FUSEKI_TIMEOUT_MS:-5000}/
        s/@SERVICE@/${FUSEKI_SERVICE:-false}/" "$here/kg.ttl" >"$home/kg.ttl"
}

start() {
    if ! running "$home"; then
        local port=${FUSEKI_PORT:-$(free_port)}
        configure "$1"
        launch "$home" "$JAVA" -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$(<"$jars")" \
            org.apache.jena.fuseki.main.cmds.FusekiMainCmd \
            --localhost --port "$port" --ping --config "$home/kg.ttl"
        await "$home" 60 pings "$port"
        echo "$port" >"$home/port"
    fi
    cat "$home/port"
}

locked "$home"
case ${1:-} in
    fetch) fetch ;;
    start) fetch && start "${2:-mem}" ;;
    stop) halt "$home" ;;
    wipe) halt "$home" && rm -rf "$home/tdb2" ;;
    *) sed -n 2,4p "${BASH_SOURCE[0]}" >&2 && exit 2 ;;
esac
