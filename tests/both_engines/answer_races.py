"""Two people answer one inquiry in the same moment: `python -m tests.both_engines.answer_races small|full`.

Each of them has the same conversation on the screen and presses the button: through the real door, in two processes.
"""

from __future__ import annotations

import sys
from typing import Any

from tests.both_engines.crowd import FORK, play, together

SIZES = {"small": {"rounds": 4}, "full": {"rounds": 100}}
TEXTS = ("Odpowiedź koordynatorki.", "Odpowiedź zastępcy.")


def answers(city: Any, size: dict[str, int]) -> dict[str, Any]:
    """Round by round one inquiry; what both saw after the button, and how the conversation stands."""
    plan = [_asked(city, number) for number in range(size["rounds"])]
    browsers = [_browser(city.coordinator), _browser(city.deputy)]
    start = FORK.Barrier(2)

    def sit(number: int) -> list[dict[str, Any]]:
        said = []
        for address, seen in plan:
            start.wait(60)
            typed = {"czynnosc": "odpowiedz", "tresc": TEXTS[number], "widziano": str(seen)}
            answer = browsers[number].post(address, typed)
            said.append({"who": number, "status": answer.status_code, "shown": _shown(answer)})
        return said

    pairs = zip(*together(2, sit), strict=True)
    return {"rows": [{"said": pair, **_after(address)} for (address, _seen), pair in zip(plan, pairs, strict=True)]}


def _asked(city: Any, number: int) -> tuple[str, int]:
    from coordination.actions import Question, ask
    from coordination.actions.inquiries import last_public
    from tests.publishing.city import NOW

    inquiry = ask(Question(f"Sala {number}", "Czy?", "ngo@org.example"), unit=city.kd, now=NOW).inquiry
    return f"/admin/zapytania/{inquiry.number}/", last_public(inquiry).pk  # type: ignore[union-attr]


def _browser(user: Any) -> Any:
    from django.test import Client

    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _shown(answer: Any) -> list[str]:
    """Which of the two texts stand on the screen."""
    text = answer.content.decode()
    return [one for one in TEXTS if one in text]


def _after(address: str) -> dict[str, Any]:
    from coordination.models import InquiryMessage, OutboxMessage

    number = address.rstrip("/").rpartition("/")[2]
    spoken = InquiryMessage.objects.filter(inquiry__number=number, voice="answer")
    letters = OutboxMessage.objects.filter(kind="inquiry.answered", subject__contains=number)
    return {"answers": list(spoken.values_list("text", flat=True)), "letters": letters.count()}


STORIES = (answers,)

if __name__ == "__main__":
    play(STORIES, SIZES[sys.argv[1]])
