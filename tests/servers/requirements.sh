#!/usr/bin/env bash
# What the server tests run: Java 17 or newer, Maven, Node. Installed where they are absent and apt-get can do it.
set -euo pipefail
declare -A package=([java]=default-jre-headless [mvn]=maven [node]=nodejs [npm]=npm [curl]=curl)
missing=()
for tool in "${!package[@]}"; do command -v "$tool" >/dev/null || missing+=("${package[$tool]}"); done
((${#missing[@]} == 0)) && exit
if ! command -v apt-get >/dev/null || ((EUID != 0)); then
    echo "the server tests need ${missing[*]}; install them and run again" >&2
    exit 1
fi
apt-get update -qq
apt-get install -qq -y --no-install-recommends "${missing[@]}"
