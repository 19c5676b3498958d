#!/usr/bin/env bash
# Makes .venv/ from requirements.lock on a machine that has Python 3.11 and pip, no more.
# Three ways, the quickest first: uv where it is installed, uv brought by pip into .tools/, plain venv and pip.
set -euo pipefail
cd "$(dirname "$0")/.."
export UV_PYTHON_DOWNLOADS=never UV_SYSTEM_CERTS=true UV_NO_PROGRESS=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore

find_python() {
    local candidate
    for candidate in "${PYTHON:-}" python3.11 python3 python3.12 python3.13 python; do
        [ -n "$candidate" ] || continue
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    echo "make install: Python 3.11 or newer is needed (set PYTHON=… to name one)." >&2
    return 1
}

find_uv() {
    if command -v uv >/dev/null; then
        command -v uv
    elif [ -x .venv/bin/uv ]; then
        echo .venv/bin/uv
    else
        [ -x .tools/bin/uv ] || "$python" -m pip install --quiet --target .tools uv >&2 || return 1
        [ -x .tools/bin/uv ] && echo .tools/bin/uv
    fi
}

with_uv() {
    [ -x .venv/bin/python ] || "$1" venv --quiet --python "$python" .venv
    "$1" pip install --quiet --compile-bytecode --python .venv/bin/python --require-hashes --requirement requirements.lock
}

with_pip() {
    [ -x .venv/bin/python ] || "$python" -m venv .venv || {
        echo "make install: Python has no venv module (Debian: apt-get install python3-venv)." >&2
        return 1
    }
    .venv/bin/python -m ensurepip --upgrade >/dev/null 2>&1 || true
    .venv/bin/python -m pip install --quiet --require-hashes --requirement requirements.lock
}

python=$(find_python)
if uv=$(find_uv) && with_uv "$uv"; then
    exit 0
fi
echo "make install: without uv, with pip (slower)." >&2
with_pip
