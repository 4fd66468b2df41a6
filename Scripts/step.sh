#!/usr/bin/env bash
# step.sh LABEL COMMAND… – runs the command, reports its result in one line, and shows its output only if it failed.
set -u
label=$1
shift
log=$(mktemp)
trap 'rm -f "$log"' EXIT
started=$SECONDS
if [ "${VERBOSE:-}" = 1 ]; then
    printf '== %s\n' "$label"
    "$@" </dev/null
    status=$?
else
    "$@" >"$log" 2>&1 </dev/null
    status=$?
fi
if [ "$status" -eq 0 ]; then
    printf 'ok    %-46s %4ds%s\n' "$label" "$((SECONDS - started))" \
        "$(sed -nE 's/.*(Test run with [0-9]+ tests?( in [0-9]+ suites?)?) passed.*/  \1/p; s/^=* ?([0-9]+ passed.*) in [0-9.]+s.*/  \1/p; s/^chaos: (.*)/  \1/p' "$log" | tail -n 1)"
else
    cat "$log"
    printf 'FAIL  %-46s %4ds  (status %d)\n' "$label" "$((SECONDS - started))" "$status"
fi
exit "$status"
