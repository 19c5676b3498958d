"""Small public answers: health, and refusals in plain words."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from coordination import clock, closing
from publishing import files
from publishing.models import Handoff


def healthz(request: HttpRequest) -> JsonResponse:
    """200 while the clock beats and works; 503 after fifteen silent minutes, with an item so long overdue, or where a
    job fails so long without which nothing goes public or no letter leaves. Other jobs that fail are named.
    """
    now = timezone.now()
    health, overdue = clock.health(now=now), Handoff.objects.overdue(now).count()
    said = {**health.as_dict(), "overdue": overdue}
    if health.alive and overdue:
        said["status"] = "publications overdue"
    return JsonResponse(said, status=200 if health.works and not overdue else 503)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long, or cookies are off: say what to do; a sealed form gets its text back."""
    if closing.opening_of(request):
        return closing.signed_out(request)
    return render(request, "403_csrf.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", status=500)


def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Pictures of public pages, and to staff those they keep; documents leave through Wagtail's own serve view."""
    picture = files.picture_at(path) if files.is_plain(path) else None
    if picture is None or not files.may_fetch(request.user, picture):
        return not_found(request)
    return files.send_picture(request, path)
