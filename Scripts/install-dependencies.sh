#!/usr/bin/env bash
# install-dependencies.sh [python|bench] – installs the packages that a build needs; with `python` also those of the
# tests, with `bench` also those of the benchmarks. Installs only missing packages.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

libraries=(libyaml-dev libcurl4-openssl-dev libssl-dev libexpat1-dev)
declare -A header=([libyaml-dev]=yaml.h [libcurl4-openssl-dev]=curl/curl.h [libssl-dev]=openssl/evp.h [libexpat1-dev]=expat.h)

has_header() {
    local directory
    for directory in /usr/include /usr/local/include /usr/include/*-linux-gnu; do
        [ -e "$directory/$1" ] && return 0
    done
    return 1
}

command -v swift >/dev/null || {
    say "swift is not on the PATH: install a Swift 6.3 toolchain from https://www.swift.org/install/linux"
    exit 1
}

missing=()
for package in "${libraries[@]}"; do
    has_header "${header[$package]}" || missing+=("$package")
done
if [ "${1:-}" = bench ]; then
    command -v valgrind >/dev/null || missing+=(valgrind)
fi
if [ -n "${1:-}" ]; then
    if ! command -v python3 >/dev/null; then
        missing+=(python3 python3-venv)
    elif ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
        missing+=(python3-venv)
    fi
fi

if [ "${#missing[@]}" -gt 0 ]; then
    if ! command -v apt-get >/dev/null; then
        say "missing: ${missing[*]} (Debian's names), and this machine has no apt-get to install them with"
        exit 1
    fi
    as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { say "missing: ${missing[*]}; install them as root"; exit 1; }
        as_root=(sudo)
    fi
    say "installing ${missing[*]}"
    log=$(mktemp)
    trap 'rm -f "$log"' EXIT
    {
        "${as_root[@]}" apt-get update -qq &&
            "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
    } >"$log" 2>&1 || { cat "$log" >&2; say "apt-get could not install ${missing[*]}"; exit 1; }
fi

[ -n "${1:-}" ] || exit 0

# One environment for one set of pins and one Python: the stamp names both.
stamp=.venv/.stamp
wanted=$({ cat Scripts/distribution/requirements.txt Tests/Python/requirements.txt Tests/Python/constraints.txt; python3 --version; } | sha256sum)
if [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ]; then
    say "making .venv for the tests"
    rm -rf .venv
    python3 -m venv .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input \
        -r Tests/Python/requirements.txt -c Tests/Python/constraints.txt
    printf '%s\n' "$wanted" >"$stamp"
fi
