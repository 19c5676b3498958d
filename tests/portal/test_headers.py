"""A strict content security policy for the public, one relaxed for inline parts on the staff screens."""

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from portal.middleware import ContentSecurityPolicy, NoNulInPaths


@pytest.mark.parametrize(("path", "inline"), [("/", False), ("/konkursy/", False), ("/admin/", True)])
def test_only_staff_screens_may_run_inline_parts_and_nothing_comes_from_elsewhere(path: str, inline: bool) -> None:
    answer = ContentSecurityPolicy(lambda request: HttpResponse())(RequestFactory().get(path))
    policy = answer["Content-Security-Policy"]
    assert ("'unsafe-inline'" in policy) is inline
    assert "default-src 'none'" in policy
    assert "http" not in policy


def test_an_address_with_nul_is_not_found_before_anything_is_asked() -> None:
    asked: list[str] = []

    def behind(request: HttpRequest) -> HttpResponse:
        asked.append(request.path)
        return HttpResponse()

    door = NoNulInPaths(behind)
    with pytest.raises(Http404):
        door(RequestFactory().get("/konkursy/%00/termin.ics"))
    assert door(RequestFactory().get("/konkursy/kluby/")).status_code == 200
    assert asked == ["/konkursy/kluby/"]
