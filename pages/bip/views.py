"""Preview of the text for BIP and its file, for whoever reads the drafts of the competition."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from publishing.views.access import staff

from ..announcing.views import competition_or_refused
from ..models import CompetitionPage
from .document import TYPE, docx_of
from .offered import Kind, offered, text_of


@require_GET
@staff
def preview(request: HttpRequest, page_id: int, what: str) -> HttpResponse:
    """The newest version, as it would stand in BIP."""
    page = competition_or_refused(request, page_id)
    version = _newest(page)
    kinds = offered(version)
    if what not in kinds:
        raise Http404
    context = {
        "title": _("Text for BIP"),
        "trail": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("wagtailadmin_pages:edit", args=[page.pk]), "label": page.get_admin_display_title()},
            {"url": "", "label": _("Text for BIP")},
        ],
        "page": page,
        "kind": Kind(what),
        "kinds": kinds,
        "text": text_of(version, what, now=timezone.now()),
    }
    return render(request, "pages/announcing/bip.html", context)


@require_GET
@staff
def download(request: HttpRequest, page_id: int, what: str) -> HttpResponse:
    """The same as a DOCX file."""
    page = competition_or_refused(request, page_id)
    version = _newest(page)
    if what not in offered(version):
        raise Http404
    ribbon = _("Sample data – this is no document of the Municipality of Kraków.") if settings.PORTAL_DEMO else ""
    content = docx_of(text_of(version, what, now=timezone.now()), ribbon=ribbon)
    name = f"{what}-{page.slug}.docx"
    return HttpResponse(content, content_type=TYPE, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _newest(page: CompetitionPage) -> CompetitionPage:
    version: CompetitionPage = page.get_latest_revision_as_object()
    version.derive()
    return version
