#!/usr/bin/env bash
# The plugin, tried for real: the wheel in a fresh `wagtail start` project with its own accounts and page types, where
# a handoff goes its whole way over HTTP. Needs no network: all other packages are those of .venv/.
set -euo pipefail
cd "$(dirname "$0")/.."
repository=$PWD
say() { echo "plugin: $*"; }

work=$(mktemp -d)
server=
leave() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    [ -n "${KEEP:-}" ] && say "kept: $work" || rm -rf "$work"
}
trap leave EXIT

.venv/bin/python -m hatchling build -t wheel -d "$work/wheel" >"$work/build.log" 2>&1 || { cat "$work/build.log"; exit 1; }
wheel=$(echo "$work"/wheel/*.whl)
say "built $(basename "$wheel")"

# An environment of its own that sees the packages of .venv/, never this repository.
.venv/bin/python -m venv --without-pip "$work/venv"
python=$work/venv/bin/python
site=$("$python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))' >"$site/packages.pth"
uv=$(command -v uv || ls .venv/bin/uv .tools/bin/uv 2>/dev/null | head -1 || true)
if [ -n "$uv" ]; then
    "$uv" pip install --quiet --offline --no-deps --python "$python" "$wheel"
else
    .venv/bin/python -m pip --quiet --python "$python" install --no-deps --no-index "$wheel"
fi

cd "$work"
"$python" -c 'from wagtail.bin.wagtail import main; main()' start host >/dev/null
cp -R "$repository"/scripts/plugin/host/. host/
cd host
# The two lines that a host adds to its own files (docs/plugin.md).
sed -i 's#^    path("", include(wagtail_urls)),#    path("", include("coordination.urls")),\n&#' host/urls.py
sed -i 's#{% block content %}{% endblock %}#{% block head %}{% endblock %}\n        &#' host/templates/base.html

port=$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
export HOST_URL=http://127.0.0.1:$port DJANGO_SETTINGS_MODULE=host.settings.dev PYTHONPATH=
unset DATABASE_URL CACHE_URL EMAIL_URL
where=$("$python" -c 'import coordination; print(coordination.__file__)')
case $where in "$work"/*) ;; *) say "the rooms came from $where"; exit 1 ;; esac

"$python" prepare.py
WITH_PAGES=1 "$python" manage.py check --fail-level ERROR >/dev/null
say "it starts with the page types of the plugin, too"

"$python" manage.py runserver --noreload "127.0.0.1:$port" >"$work/server.log" 2>&1 &
server=$!
for _ in $(seq 600); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break
    kill -0 "$server" 2>/dev/null || break
    sleep 0.2
done
"$python" "$repository/scripts/plugin/journey.py" "$HOST_URL" "$PWD/manage.py" || { tail -40 "$work/server.log"; exit 1; }
