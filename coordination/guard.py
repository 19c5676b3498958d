"""Against robots and floods, without a puzzle for people: a trap field, a signed time, a limit per address.

The address itself is never kept: the cache holds a count under its keyed hash (platform.md section 4).
"""

from __future__ import annotations

import datetime as dt
import ipaddress
from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

SALT = "coordination.guard"
FASTEST = dt.timedelta(seconds=1)
OLDEST = dt.timedelta(days=7)  # a form may stay open over a long weekend


@dataclass(frozen=True)
class Limit:
    """At most `count` goes in `seconds` from one address."""

    name: str
    count: int
    seconds: int

    @property
    def minutes(self) -> int:
        return -(-self.seconds // 60)

    def allows(self, who: str) -> bool:
        """Count one go; False when there have been too many."""
        key = self._key(who)
        if cache.add(key, 1, self.seconds):
            return True
        try:
            return cache.incr(key) <= self.count
        except ValueError:  # ran out between the two calls
            cache.set(key, 1, self.seconds)
            return True

    def _key(self, who: str) -> str:
        return f"guard:{self.name}:{salted_hmac(SALT, who).hexdigest()[:32]}"


ASKING = Limit("asking", 20, 600)
WRITING_ON = Limit("writing", 20, 600)
LINKS = Limit("links", 5, 900)
PASSWORDS = Limit("passwords", 20, 600)
INVITATIONS = Limit("invitations", 5, 3600)
INVITATIONS_TO_ONE_MAILBOX = Limit("invitation-mailbox", 3, 3600)
LINKS_TO_ONE_MAILBOX = Limit("mailbox", 3, 3600)


def address_of(request: HttpRequest) -> str:
    """The visitor's address as the web server tells it, or as the outermost of our own proxies saw it.

    COORDINATION_PROXIES says how many stand in front; each adds one address at the end, what stands before is anybody's
    word. A home connection owns a whole /64 of IPv6, so that is one visitor.
    """
    proxies = int(getattr(settings, "COORDINATION_PROXIES", 0))
    named = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    told = named[-proxies] if 0 < proxies <= len(named) else str(request.META.get("REMOTE_ADDR", ""))
    try:
        address = ipaddress.ip_address(told)
    except ValueError:
        return told
    return str(ipaddress.ip_network(f"{told}/64", strict=False)) if address.version == 6 else told


def stamp() -> str:
    """The signed moment at which the form was shown."""
    return signing.dumps("form", salt=SALT)


class GuardedForm(forms.Form):
    """A form with a trap and a stamp; both stay out of sight."""

    strona_www = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    pieczec = forms.CharField(required=False, widget=forms.HiddenInput)

    guard_fields = ("strona_www", "pieczec")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["pieczec"].initial = stamp
        if self.is_bound and not self._stamp_holds(OLDEST):
            self.data = self.data.copy()
            self.data[self.add_prefix("pieczec")] = stamp()
            self.stamp_was_bad = True

    stamp_was_bad = False

    @property
    def sections(self) -> list[forms.BoundField]:
        """The fields people see."""
        return [field for field in self.visible_fields() if field.name not in self.guard_fields]

    def clean(self) -> dict | None:
        cleaned = super().clean()
        if self.data.get(self.add_prefix("strona_www")):
            raise forms.ValidationError(
                _("The form was filled in like by a robot. Clear the hidden field and send again.")
            )
        if self.stamp_was_bad:
            raise forms.ValidationError(
                _("The form was open for too long. Your text is still here: please send it again.")
            )
        if self._is_too_fast():
            raise forms.ValidationError(_("That was very quick. Please check the form and send it once more."))
        return cleaned

    def _stamp_holds(self, age: dt.timedelta) -> bool:
        try:
            signing.loads(str(self.data.get(self.add_prefix("pieczec"), "")), salt=SALT, max_age=age)
        except signing.BadSignature:
            return False
        return True

    def _is_too_fast(self) -> bool:
        """Still valid within the shortest time a person needs."""
        fastest = dt.timedelta(seconds=getattr(settings, "COORDINATION_FASTEST_FORM_SECONDS", FASTEST.total_seconds()))
        return bool(fastest) and self._stamp_holds(fastest)
