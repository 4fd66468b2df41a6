#!/usr/bin/env bash
# demo.sh BINARY – the guide's two environments in a simulated account: applied, planned again, shown.
set -euo pipefail
binary=$(realpath "${1:?usage: demo.sh BINARY}")
cd "$(dirname "$0")/.."
account=.reconcile/demo.json
rm -f "$account"
mkdir -p .reconcile
files=(examples/aws_fusion_ondemand.yml examples/aws_fusion_snapshots.yml)
common=(--sandbox="$account" --env-file examples/env.sh)

run() {
    printf '\n$ reconcile %s\n' "$*"
    "$binary" "$@" </dev/null
}

run apply "${common[@]}" --yes "${files[@]}"
run plan "${common[@]}" --detailed-exitcode "${files[@]}"
printf 'exit status 0: a second plan is empty\n'
run status "${common[@]}" "${files[@]}"
rm -f "$account"
