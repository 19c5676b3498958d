#!/usr/bin/env bash
# Opens documents without a screen: `text FILE…` prints what LibreOffice Writer reads in each. Installs Writer from
# Debian where it may.
set -euo pipefail

writer() { command -v soffice || command -v libreoffice; }

install_it() {
    writer >/dev/null && return
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "test: installing LibreOffice Writer from Debian." >&2
        export DEBIAN_FRONTEND=noninteractive
        { apt-get update --quiet=2 && apt-get install --yes --quiet=2 --no-install-recommends libreoffice-writer-nogui; } >&2 || true
        writer >/dev/null && return
    fi
    echo "test: no LibreOffice, so its tests cannot run (Debian, as root: apt-get install libreoffice-writer-nogui)." >&2
    exit 1
}

text() {
    install_it
    out=$(mktemp -d)
    trap 'rm -rf "$out"' EXIT
    "$(writer)" --headless "-env:UserInstallation=file://$out/profile" --convert-to "txt:Text (encoded):UTF8" \
        --outdir "$out" "$@" >&2
    cat "$out"/*.txt
}

case "${1:-}" in
    text) shift; text "$@" ;;
    *) echo "usage: scripts/libreoffice.sh text FILE…" >&2; exit 2 ;;
esac
