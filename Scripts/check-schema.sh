#!/usr/bin/env bash
# check-schema.sh BINARY – checks that schemas/ is equal to the output of `reconcile schema`.
set -euo pipefail
cd "$(dirname "$0")/.."
"$1" schema | diff -u schemas/compute-envs.schema.json - ||
    { echo "schemas/compute-envs.schema.json is stale: write it again with \`reconcile schema\`" >&2; exit 1; }
