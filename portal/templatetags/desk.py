"""The head of the admin home."""

from django import template
from django.template.context import Context

from coordination.standing import standing_of
from portal.dashboard import roles_of

register = template.Library()


@register.simple_tag(takes_context=True)
def desk_roles(context: Context) -> list[str]:
    """Under which offices the signed-in person works today."""
    return roles_of(standing_of(context["request"].user))
