"""Other sites on this machine: a small server that answers as each test wants, under as many names as it wants."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Site:
    """`answers` by (host, path): a status, or (status, headers, body); without one 404. What was asked is kept."""

    answers: dict[tuple[str, str], Any] = field(default_factory=dict)
    asked: list[tuple[str, str, str, float, str]] = field(default_factory=list)
    port: int = 0

    def url(self, host: str, path: str = "/") -> str:
        return f"http://{host}:{self.port}{path}"

    def requests(self, host: str) -> list[tuple[str, str]]:
        return [(method, path) for method, where, path, _at, _agent in self.asked if where == host]

    def times(self, host: str) -> list[float]:
        return [at for _method, where, _path, at, _agent in self.asked if where == host]


@contextmanager
def serving(seconds_of_silence: float = 3.0) -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.reply()

        def do_GET(self) -> None:
            self.reply()

        def reply(self) -> None:
            host = self.headers["Host"].partition(":")[0]
            agent = self.headers.get("User-Agent", "")
            site.asked.append((self.command, host, self.path, time.monotonic(), agent))
            answer = site.answers.get((host, self.path), site.answers.get((host, "*"), 404))
            if answer == "silence":
                time.sleep(seconds_of_silence)
                return
            if callable(answer):
                answer = answer(self.command)
            status, headers, body = answer if isinstance(answer, tuple) else (answer, {}, b"tresc")
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Nobody needs to read it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
