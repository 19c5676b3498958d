#!/usr/bin/env bash
# Writes requirements.lock: every package with its hashes, no address of an index, no path of a machine.
set -euo pipefail
cd "$(dirname "$0")/.."
export UV_SYSTEM_CERTS=true
for uv in uv .venv/bin/uv .tools/bin/uv; do
    command -v "$uv" >/dev/null && break
    uv=""
done
if [ -z "$uv" ]; then
    .venv/bin/python -m pip install --quiet --target .tools uv
    uv=.tools/bin/uv
fi
"$uv" pip compile pyproject.toml --group portal --group test --group check --python-version 3.11 --universal \
    --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
    --quiet --output-file requirements.lock "$@"
! grep -nE '://|^ *-(-index|-extra|-find|i |f )' requirements.lock || { echo "lock: an address in requirements.lock"; exit 1; }
