#!/usr/bin/env bash
# check-schema.sh BINARY – schemas/ holds what `reconcile schema` prints now.
set -euo pipefail
cd "$(dirname "$0")/.."
"$1" schema | diff -u schemas/compute-envs.schema.json - ||
    { echo "schemas/compute-envs.schema.json is stale: write it anew with \`reconcile schema\`" >&2; exit 1; }
