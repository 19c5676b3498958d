#!/usr/bin/env bash
# A throw-away PostgreSQL for the tests: `start` prints its DATABASE_URL, `stop` ends it. The cluster stays in
# var/postgres between runs (POSTGRES_DIR names another place); it listens on a free port of this machine only.
set -euo pipefail
cd "$(dirname "$0")/.."
DIR=${POSTGRES_DIR:-$PWD/var/postgres}

programs() { # the newest installed
    local found
    found=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
    [ -n "$found" ] || found=$(dirname "$(command -v initdb 2>/dev/null || echo /nowhere/initdb)")
    [ -x "$found/initdb" ] && echo "$found"
}

as_owner() { # PostgreSQL refuses to run as root
    if [ "$(id -u)" = 0 ]; then (cd / && setpriv --reuid=postgres --regid=postgres --clear-groups "$@"); else "$@"; fi
}

install_it() {
    programs >/dev/null && return
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "test: installing PostgreSQL from Debian." >&2
        export DEBIAN_FRONTEND=noninteractive
        { apt-get update --quiet=2 && apt-get install --yes --quiet=2 --no-install-recommends postgresql; } >&2 || true
        programs >/dev/null && return
    fi
    cat >&2 <<'TEXT'
test: no PostgreSQL, so the tests of both engines cannot run.
Install it (Debian, as root: apt-get install postgresql), or name a server where databases may be made:
DATABASE_URL_POSTGRES=postgres://user:password@host:5432/postgres make test
TEXT
    exit 1
}

free_port() {
    .venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

place() { # root's checkout may lie where the owner of the server cannot go
    mkdir -p "$DIR"
    [ "$(id -u)" != 0 ] && { echo "$DIR"; return; }
    chown postgres "$DIR"
    if as_owner test -w "$DIR" 2>/dev/null; then echo "$DIR"; return; fi
    local near="/tmp/ngo-postgres-$(echo "$DIR" | cksum | cut -d' ' -f1)"
    install -d -o postgres -m 700 "$near"
    echo "$near"
}

start() {
    install_it
    local bin data port
    bin=$(programs) data=$(place)/data
    if ! as_owner test -f "$data/PG_VERSION"; then
        as_owner "$bin/initdb" --pgdata="$data" --username=ngo --auth=trust --encoding=UTF8 --no-sync >&2
    fi
    if ! as_owner "$bin/pg_ctl" --pgdata="$data" status >/dev/null 2>&1; then
        port=$(free_port)
        as_owner "$bin/pg_ctl" --pgdata="$data" --wait --log="$data/server.log" start \
            -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=60" >&2
    fi
    port=$(as_owner sed -n 4p "$data/postmaster.pid")
    echo "postgres://ngo@127.0.0.1:$port/postgres"
}

stop() {
    local bin data
    bin=$(programs) || return 0
    data=$(place)/data
    as_owner "$bin/pg_ctl" --pgdata="$data" --mode=fast --wait stop >/dev/null 2>&1 || true
}

case "${1:-}" in
    start) start ;;
    stop) stop ;;
    *) echo "usage: scripts/postgres.sh start|stop" >&2; exit 2 ;;
esac
