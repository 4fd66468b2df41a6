#!/usr/bin/env bash
# check-imports.sh – the layering that the compiler does not check: who may import what (the package manager checks
# the rest, with --explicit-target-dependency-import-check error).
set -uo pipefail
cd "$(dirname "$0")/.."
found=0

complain() {
    printf '%s\n' "$1" >&2
    found=1
}

# imports of MODULE: file:line of every import of it below Sources, scoped imports and attributes included.
imports() {
    grep -rnE "^[[:space:]]*(@[A-Za-z_]+(\([^)]*\))?[[:space:]]+)*((public|package|internal|fileprivate|private)[[:space:]]+)?import[[:space:]]+((struct|class|enum|protocol|func|var|let|typealias|actor)[[:space:]]+)?$1([.[:space:]]|\$)" \
        --include='*.swift' "${2:-Sources}"
}

# A C library has one owner, which alone knows about pointers.
only_from() {
    local module=$1 owner=$2 line
    while IFS= read -r line; do
        case $line in "Sources/$owner/"*) ;; *) complain "$line: only $owner may import $module" ;; esac
    done < <(imports "$module")
}
only_from CLibYAML YAMLSyntax
only_from CLibCurl Transport
only_from CLibCrypto Signing
only_from CExpat AWSClient

# Foundation proper brings ICU and tens of megabytes: FoundationEssentials is what may be had.
for module in Foundation FoundationNetworking FoundationXML FoundationInternationalization; do
    while IFS= read -r line; do complain "$line: $module is not to be linked; use FoundationEssentials"; done \
        < <(imports "$module")
done

# Decisions are pure values: no files, clock, environment or threads below them.
for target in Planning BatchForge ResourceModel Diagnostics; do
    [ -d "Sources/$target" ] || continue
    for module in FoundationEssentials Dispatch Glibc Musl Darwin Synchronization; do
        while IFS= read -r line; do
            complain "$line: $target is pure and may not import $module"
        done < <(imports "$module" "Sources/$target")
    done
done

# false reports of the thread sanitizer
while IFS= read -r line; do complain "$line: Synchronization is not used here"; done < <(imports Synchronization)

exit "$found"
