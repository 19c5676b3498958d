#!/usr/bin/env bash
# Sees to it that the browser tests have a Chromium: the system's, else Debian's (as root), else Playwright's own.
set -euo pipefail
cd "$(dirname "$0")/.."

system_chromium() {
    [ -n "${CHROMIUM:-}" ] && [ -x "$CHROMIUM" ] && return
    command -v chromium || command -v chromium-browser || command -v google-chrome || command -v google-chrome-stable
}

playwright_chromium() {
    .venv/bin/python - <<'PY'
import pathlib, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    sys.exit(not pathlib.Path(playwright.chromium.executable_path).exists())
PY
}

if system_chromium >/dev/null || playwright_chromium 2>/dev/null; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "test: installing Chromium from Debian." >&2
    export DEBIAN_FRONTEND=noninteractive
    apt-get update --quiet=2 && apt-get install --yes --quiet=2 --no-install-recommends chromium >/dev/null || true
    system_chromium >/dev/null && exit 0
fi
echo "test: installing Playwright's Chromium." >&2
.venv/bin/playwright install chromium || true
playwright_chromium 2>/dev/null && exit 0
cat >&2 <<'TEXT'
test: no Chromium, so the browser journeys cannot run.
Install one (Debian, as root: apt-get install chromium; elsewhere: .venv/bin/playwright install --with-deps chromium)
or name yours: CHROMIUM=/path/to/chromium make test
TEXT
exit 1
