"""Deeds on templates of answers: a unit writes them, changes them, takes them out of use (§ 5 pkt 2)."""

from __future__ import annotations

import datetime as dt

from .. import audit, order
from ..models import AnswerTemplate, Unit
from ..standing import Standing
from ..thread_policies import TemplatePolicy
from .deed import deed


@deed("template.add")
def add_template(*, unit: Unit, title: str, text: str, by: Standing, now: dt.datetime) -> AnswerTemplate:
    """A new text that the unit's people choose when they answer. Raises Refused."""
    TemplatePolicy(by, unit.pk).may_keep().enforce()
    made = AnswerTemplate.objects.create(unit=unit, title=title, text=text)
    _write("template.add", made, by, now)
    return made


@deed("template.change")
def change_template(
    template: AnswerTemplate, *, title: str, text: str, active: bool, by: Standing, now: dt.datetime
) -> AnswerTemplate:
    """Other words, or no longer offered; answers that were sent stay as they are. Raises Refused."""
    template = AnswerTemplate.objects.select_for_update(of=("self",)).select_related("unit").get(pk=template.pk)
    TemplatePolicy(by, template.unit_id).may_keep().enforce()
    template.title, template.text, template.active = title, text, active
    template.save(update_fields=["title", "text", "active"])
    _write("template.change", template, by, now)
    return template


def _write(verb: str, template: AnswerTemplate, by: Standing, now: dt.datetime) -> None:
    audit.write(verb, now=now, about=template, by=by, unit=template.unit, right=str(order.ANSWER_INQUIRIES))
