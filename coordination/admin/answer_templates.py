"""`/admin/zapytania/szablony/`: texts a unit writes often. Judged by TemplatePolicy; switched off, never deleted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from .. import actions, order, placeholders, steps
from ..models import AnswerTemplate, Inquiry, Unit
from ..standing import Standing, standing_of
from ..thread_policies import TemplatePolicy
from ..verdict import Refused, Verdict
from .doors import staff_door
from .forms import TemplateForm

PAGE_SIZE = 30
UNPROCESSABLE = 422


def offered(inquiry: Inquiry) -> QuerySet[AnswerTemplate]:
    """What the people of the unit may choose for an answer to it."""
    return AnswerTemplate.objects.filter(unit_id=inquiry.unit_id, active=True)


def text_for(template: AnswerTemplate, inquiry: Inquiry) -> str:
    """The template with its places filled; an asker without a name is called by the organisation."""
    who = inquiry.asker_name or inquiry.organisation
    return placeholders.filled(template.text, {"numer": inquiry.number, "temat": inquiry.subject, "imie_nazwisko": who})


@require_safe
@staff_door
def template_list(request: HttpRequest) -> HttpResponse:
    """Templates of own units, those in use first; the whole city for those who watch it."""
    standing = standing_of(request.user)
    rows = AnswerTemplate.objects.select_related("unit").order_by("-active", "unit__name", "title", "pk")
    if not standing.watches_city:
        if not standing.units:
            raise _another_units()
        rows = rows.filter(unit_id__in=list(standing.units))
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("strona"))
    context = {
        "header_title": _("Templates of answers"),
        "breadcrumbs_items": trail(),
        "header_icon": "doc-empty",
        "page": page,
        "rows": [{"template": row, "may_keep": TemplatePolicy(standing, row.unit_id).may_keep()} for row in page],
        "may_add": bool(own_units(standing)),
    }
    return render(request, "coordination/admin/template_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_door
def template_new(request: HttpRequest) -> HttpResponse:
    """Write a new one for a unit that one answers for."""
    standing = standing_of(request.user)
    units = own_units(standing)
    if not units:
        TemplatePolicy(standing, next(iter(standing.units), None)).may_keep().enforce()
    form = TemplateForm(request.POST or None, units=units)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, form, _("New template"))
    typed = form.cleaned_data
    actions.add_template(unit=typed["unit"], title=typed["title"], text=typed["text"], by=standing, now=timezone.now())
    messages.success(request, _("The template is kept. Choose it when you answer."))
    return redirect("coordination_inquiries:templates")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_door
def template_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Other words, or out of use. A number never given and another unit's give the same answer."""
    standing = standing_of(request.user)
    found = AnswerTemplate.objects.select_related("unit").filter(pk=pk).first()
    if found is None:
        raise _another_units()
    TemplatePolicy(standing, found.unit_id).may_keep().enforce()
    form = TemplateForm(request.POST or None, instance=found, units=Unit.objects.none())
    if request.method != "POST" or not form.is_valid():
        return form_page(request, form, form.initial["title"])
    typed = form.cleaned_data
    actions.change_template(
        found, title=typed["title"], text=typed["text"], active=typed["active"], by=standing, now=timezone.now()
    )
    messages.success(request, _("The template has been changed."))
    return redirect("coordination_inquiries:templates")


def form_page(request: HttpRequest, form: TemplateForm, title: str) -> HttpResponse:
    context = {
        "header_title": title,
        "breadcrumbs_items": [*trail(), {"url": "", "label": title}],
        "header_icon": "doc-empty",
        "form": form,
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "coordination/admin/template_form.html", context, status=status)


def own_units(standing: Standing) -> QuerySet[Unit]:
    """Units whose templates the person keeps."""
    kept = [unit for unit in standing.units if TemplatePolicy(standing, unit).may_keep()]
    return Unit.objects.filter(pk__in=kept).order_by("name")


def trail() -> list[dict[str, Any]]:
    return [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("coordination_inquiries:list"), "label": _("Inquiries")},
        {"url": reverse("coordination_inquiries:templates"), "label": _("Templates of answers")},
    ]


def _another_units() -> Refused:
    reason = _("These templates belong to another unit.")
    return Refused(Verdict(reason, order.ANSWER_INQUIRIES, steps.OWN_INQUIRIES))
