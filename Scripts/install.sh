#!/usr/bin/env bash
# install.sh BINARY PREFIX – installs the binary, its man pages and its completion scripts where shells and man find them.
set -euo pipefail
binary=$(realpath "${1:?usage: install.sh BINARY PREFIX}")
prefix=${2:?usage: install.sh BINARY PREFIX}
cd "$(dirname "$0")/.."
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT

Scripts/generate-man-pages.py "$binary" "$made/man"
for shell in bash zsh fish; do
    "$binary" --generate-completion-script "$shell" >"$made/$shell"
done

install -D -m 755 "$binary" "$prefix/bin/reconcile"
install -d "$prefix/share/man/man1"
install -m 644 "$made"/man/*.1 "$prefix/share/man/man1"
install -D -m 644 "$made/bash" "$prefix/share/bash-completion/completions/reconcile"
install -D -m 644 "$made/zsh" "$prefix/share/zsh/site-functions/_reconcile"
install -D -m 644 "$made/fish" "$prefix/share/fish/vendor_completions.d/reconcile.fish"
printf 'installed below %s: bin/reconcile, man pages, completion for bash, zsh and fish\n' "$prefix"
