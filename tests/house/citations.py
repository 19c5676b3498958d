"""Which places of the order do the tests retell, and which not (STYLE.md: tests are the order, retold)."""

from __future__ import annotations

from typing import Any

import pytest

from coordination.order import PLACES, Citation


def cited_by(marker: pytest.Mark) -> Citation:
    """`par(4, ust=1, pkt=2)` → § 4 ust. 1 pkt 2. Raises where the order has no such place."""
    place = Citation(*marker.args, **marker.kwargs)
    if not any(place in (known, known.above) or Citation(known.par) == place for known in PLACES):
        raise pytest.UsageError(f"the order has no {place}")
    return place


class Citations:
    """Collects `par` markers; after a run of all tests, lists the places that no test cites."""

    def __init__(self, config: pytest.Config) -> None:
        self.whole_run = config.args_source is not pytest.Config.ArgsSource.ARGS
        self.cited: set[Citation] = set()

    def pytest_itemcollected(self, item: pytest.Item) -> None:
        self.cited.update(cited_by(marker) for marker in item.iter_markers("par"))

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Where several processes share the work, each tells the first what it collected."""
        output = getattr(session.config, "workeroutput", None)
        if output is not None:
            output["cited"] = [str(place) for place in self.cited]

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any, error: object) -> None:
        self.cited.update(Citation.parse(place) for place in getattr(node, "workeroutput", {}).get("cited", ()))

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if not self.whole_run:
            return
        silent = [place for place in PLACES if place not in self.cited]
        terminalreporter.section("zarządzenie 351/2026")
        terminalreporter.line(f"{len(PLACES) - len(silent)} of {len(PLACES)} places are cited by tests; not yet:")
        for place in silent:
            terminalreporter.line(f"  {place}  {place.title}")
