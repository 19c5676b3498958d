"""The demo: web server and clock as two children that live and die together.

Whatever ends this script ends both; where one child ends, the other is ended too.
"""

import argparse
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)

ACCOUNTS = """
    http://127.0.0.1:{port}/          portal
    http://127.0.0.1:{port}/admin/    praca redakcyjna, hasło do wszystkich kont: demo

    administrator, redaktor, operator      redakcja portalu
    sz, dyrektor                           SZ (komórka koordynująca współpracę): monitor i dyrektor
    koordynator.kd, zastepca.kd            koordynator i zastępca w komórce KD
    kierownik.kd                           kierujący komórką KD
    koordynator.<symbol>, zastepca.<symbol>, kierownik.<symbol>    każda inna komórka

    Ctrl+C kończy serwer i zegar.
"""


def die_with_parent() -> None:
    """Linux only: the kernel ends the child when this script is killed; elsewhere the loop below does."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)


def start(*command: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, cwd=ROOT, preexec_fn=die_with_parent, start_new_session=True)


def port_is_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def end(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(timeout=15)
        except subprocess.TimeoutExpired:
            child.kill()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args().port
    if port_is_taken(port):
        sys.stderr.write(f"Port {port} jest zajęty. Inny port: make demo PORT={port + 1}\n")
        return 1
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    os.environ.setdefault("PORTAL_URL", f"http://127.0.0.1:{port}")
    for ending in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(ending, lambda *_: sys.exit(0))
    server = ["--bind", f"127.0.0.1:{port}", "--worker-class", "gthread", "--workers", "1", "--threads", "8"]
    quiet = ["--no-control-socket", "--log-level", "warning"]
    children = [
        start(str(BIN / "gunicorn"), "portal.wsgi:application", *server, *quiet),
        start(str(BIN / "python"), "manage.py", "clock"),
    ]
    try:
        while not port_is_taken(port) and children[0].poll() is None:
            time.sleep(0.2)
        if children[0].poll() is None:
            sys.stdout.write(ACCOUNTS.format(port=port))
            sys.stdout.flush()
        while all(child.poll() is None for child in children):
            time.sleep(0.5)
    finally:
        end(children)
    return 1


if __name__ == "__main__":
    sys.exit(main())
