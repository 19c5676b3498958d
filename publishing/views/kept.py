"""A text that was kept after somebody's office had ended."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coordination.standing import standing_of
from coordination.verdict import Refused

from .. import keeping
from ..policies.verdicts import NOT_FOR_YOU
from .access import governed_or_refused, staff


@require_POST
@staff
def kept_seen(request: HttpRequest, page_id: int) -> HttpResponse:
    """«Przejrzane»: a colleague has looked at a text kept after somebody's office had ended."""
    page = governed_or_refused(request, page_id)
    if not standing_of(request.user).acts_for(page.stewardship.unit_id):
        raise Refused(NOT_FOR_YOU)
    keeping.looked_at(page, by=standing_of(request.user), now=timezone.now())
    messages.success(request, _("Marked as looked through."))
    return redirect("wagtailadmin_home")
