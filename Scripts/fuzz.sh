#!/usr/bin/env bash
# fuzz.sh RUNNER SECONDS – runs two seeds at a time; what ends a process without a word is in its journal.
set -euo pipefail
cd "$(dirname "$0")/.."
journals=$(mktemp -d)
trap 'rm -rf "$journals"' EXIT
first=${SEED:-$(date +%s)}

run() {
    "$1" --seed "$2" --seconds "$3" --journal "$journals/$2" || {
        echo "the case that ran last: $1 $(head -n 1 "$journals/$2" 2>/dev/null)" >&2
        return 1
    }
}

run "$1" "$first" "$2" &
other=$!
status=0
run "$1" "$((first + 1))" "$2" || status=$?
wait "$other" || status=$?
exit "$status"
