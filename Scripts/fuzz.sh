#!/usr/bin/env bash
# fuzz.sh RUNNER SECONDS [TARGET…] – runs each target for so many seconds, two at a time; all targets if none is
# named. If a process dies without a message, its journal has the case that ran last.
set -euo pipefail
cd "$(dirname "$0")/.."
runner=$1 seconds=$2
shift 2
journals=$(mktemp -d)
trap 'rm -rf "$journals"' EXIT
seed=${SEED:-$(date +%s)}
export LSAN_OPTIONS=suppressions=$PWD/Scripts/leak-suppressions.txt:print_suppressions=0

run() {
    "$runner" "$1" --seed "$seed" --seconds "$seconds" --journal "$journals/$1" || {
        echo "the case that ran last: $runner $(head -n 1 "$journals/$1" 2>/dev/null)" >&2
        return 1
    }
}
export -f run
export runner seed seconds journals

targets=("$@")
[ ${#targets[@]} -gt 0 ] || mapfile -t targets < <("$runner" --list)
printf '%s\n' "${targets[@]}" | xargs -P 2 -I{} bash -c 'run {}'
