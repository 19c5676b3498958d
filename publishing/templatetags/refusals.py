"""A button that is not offered, with its reason."""

from typing import Any

from django import template

from coordination.standing import standing_of
from coordination.verdict import Verdict

from ..offers import may_tick_all
from ..offers import offered_bulk_actions as offered

register = template.Library()


@register.inclusion_tag("coordination/admin/parts/refused_button.html")
def refused_button(name: str, label: Any, verdict: Verdict, way: Any = None) -> dict[str, Any]:
    """`name` is unique on the screen; `way` the next step as a link, where it is not this very screen."""
    return {"id": f"refused-{name}", "label": label, "verdict": verdict, "way": way}


@register.simple_tag(takes_context=True)
def offers_all(context: Any) -> bool:
    return may_tick_all(standing_of(context["request"].user))


@register.inclusion_tag("wagtailadmin/shared/buttons.html", takes_context=True)
def offered_bulk_actions(context: Any, app_label: str, model_name: str) -> dict[str, Any]:
    """In place of Wagtail's `bulk_action_choices`: without what is refused whatever is ticked."""
    return offered(context, app_label, model_name)
