"""A strict content security policy for the public, one relaxed for inline parts on the staff screens."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from portal.middleware import ContentSecurityPolicy


@pytest.mark.parametrize(("path", "inline"), [("/", False), ("/konkursy/", False), ("/admin/", True)])
def test_only_staff_screens_may_run_inline_parts_and_nothing_comes_from_elsewhere(path: str, inline: bool) -> None:
    answer = ContentSecurityPolicy(lambda request: HttpResponse())(RequestFactory().get(path))
    policy = answer["Content-Security-Policy"]
    assert ("'unsafe-inline'" in policy) is inline
    assert "default-src 'none'" in policy
    assert "http" not in policy
