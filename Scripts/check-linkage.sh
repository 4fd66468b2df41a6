#!/usr/bin/env bash
# check-linkage.sh BINARY – checks that the release binary loads no Foundation, no ICU and no Swift runtime,
# and loads libcurl with its thirty libraries only when it sends a request.
set -euo pipefail
binary=${1:?usage: check-linkage.sh BINARY}
[ -x "$binary" ] || { echo "$binary does not exist: build it first" >&2; exit 1; }
loaded=$(readelf -d "$binary" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p'; ldd "$binary" | awk '{print $1}')
refused=$(grep -E 'libFoundation|FoundationInternationalization|_FoundationICU|libicu|libswift|libcurl' <<<"$loaded" | sort -u || true)
if [ -n "$refused" ]; then
    printf '%s loads what it must not:\n%s\n' "$binary" "$refused" >&2
    exit 1
fi
# If Foundation or ICU were linked statically, only their symbols would show it.
if nm "$binary" 2>/dev/null | grep -qE ' [TtDdRr] (u_init|ucol_open|\$s10Foundation[^E])[A-Za-z0-9_]*$'; then
    echo "$binary has Foundation or ICU linked in" >&2
    exit 1
fi
