"""People at the door of the staff screens: what they type, and what the door does."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from allauth.mfa.totp.internal import auth as totp
from django.http import HttpResponse
from django.test import Client

from tests.publishing.city import PASSWORD

LOGIN, LOGOUT = "/konto/logowanie/", "/konto/wylogowanie/"
CODE, SET_UP, CODES = "/konto/drugi-skladnik/kod/", "/konto/drugi-skladnik/wlacz/", "/konto/drugi-skladnik/kody/"
REMOVE, AGAIN = "/konto/drugi-skladnik/wylacz/", "/konto/drugi-skladnik/potwierdzenie/"
GOOD_PASSWORD = "kilka-zwyklych-slow"


def code_of(secret: str, step: int = 0) -> str:
    """What an application shows now, or `step` half minutes later."""
    counters = list(totp.yield_hotp_counters_from_time())
    return totp.format_hotp_value(totp.hotp_value(secret, counters[len(counters) // 2] + step))


@dataclass
class Visitor:
    """A browser at an address of the net."""

    address: str = "10.1.1.1"
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def get(self, path: str, **more: Any) -> Any:
        return self.client.get(path, REMOTE_ADDR=self.address, **more)

    def post(self, path: str, data: dict[str, str] | None = None, **more: Any) -> Any:
        return self.client.post(path, data or {}, REMOTE_ADDR=self.address, **more)

    def sign_in(self, name: str, password: str = PASSWORD, **more: str) -> Any:
        return self.post(LOGIN, {"login": name, "password": password, **more})

    @property
    def is_in(self) -> bool:
        """Whether the session belongs to somebody: nothing else counts as signed in."""
        return "_auth_user_id" in self.client.session

    def switch_on(self) -> str:
        """Set up the second factor as the page asks; returns the secret of the application."""
        self.get(SET_UP)
        secret = self.client.session[totp.SECRET_SESSION_KEY]
        answer = self.post(SET_UP, {"code": code_of(secret)})
        assert answer.status_code == 302, answer.content.decode()
        return str(secret)

    def recovery_codes(self) -> list[str]:
        return list(self.get(CODES).context["unused_codes"])


def text_of(answer: HttpResponse) -> str:
    return answer.content.decode()
