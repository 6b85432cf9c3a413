"""The pages by the rules of WCAG 2.2 that a program can check (axe-core), in light and dark, on a desk and on a phone."""

from importlib.resources import files
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page

from graph_service.settings import Settings
from graph_service.web.app import create_app
from tests.chromium import Tab, Visit, visits
from tests.conftest import forgetful
from tests.site.addresses import EVERY_LIST
from tests.thorough import thorough

pytestmark = pytest.mark.chromium

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
PAGES = [
    "/",
    "/views/home/jiangsu",
    "/views/home/jiangsu/gaps",
    "/views/home/jiangsu/anniversaries",
    "/views/list/places",
    "/views/list/agreements?lang=en",
    "/views/world",
    "/views/search?q=taizhou&all=1",
    "/views/search?q=nothing+of+the+kind",
    "/views/agreement/jiangsu~vaud",
    "/views/path?from=nanjing&to=Taizhou",
    "/views/country/NL?home=jiangsu",
    "/views/country/NL",
    "/views/home/jiangsu/candidates",
    "/views/scenario?home=jiangsu&unit1=nanjing&partner1=vaud&unit2=Taizhou",
    "/views/compare?homes=jiangsu,vaud",
    "/views/path?from=jiangsu&to=vaud",
    "/views/brief/jiangsu/vaud",
    "/views/home/jiangsu/report?from=2020-01-01",
    "/views/home/nowhere",
    "/views/place/nanjing",
    "/views/place/jiangsu?depth=2",
    "/views/cluster/jiangsu/netherlands",
]


def findings(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds on a page, of whatever weight."""
    page.evaluate(AXE)
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    # Of a rule that is kept one place that keeps it is told: to tell them all takes as long as to look for those that do not.
    run = "rules => axe.run({ runOnly: { type: 'tag', values: rules }, resultTypes: ['violations'] })"
    found: dict[str, Any] = page.evaluate(run, rules)
    assert len(found["passes"]) > 15
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]]


@pytest.mark.first(4)
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", *thorough(["dark"])])
def test_a_page_has_no_finding(visit: Visit, path: str, scheme: str) -> None:
    """At a desk by day in Chinese, where no language is named; on a phone in the dark in English."""
    assert findings(seen(visit, path, scheme)) == []


def seen(visit: Visit, path: str, scheme: str) -> Page:
    """A page as it is seen at a desk by day, or on a phone in the dark in English."""
    if scheme == "dark" and "lang=" not in path:
        path += f"{'&' if '?' in path else '?'}lang=en"
    wide = {"width": 390 if scheme == "dark" else 1300, "height": 900}
    return visit(path, color_scheme=scheme, viewport=wide).page


@pytest.mark.thorough
@pytest.mark.parametrize("path", EVERY_LIST)
def test_a_list_of_any_question_has_no_finding(visit: Visit, path: str) -> None:
    assert findings(seen(visit, f"{path}&lang=en", "light")) == []


FULL = [
    "/views/home/Q16963",
    "/views/home/Q16963/matrix",
    "/views/home/Q16963/coverage",
    "/views/home/Q16963/gaps",
    "/views/home/Q16963/candidates",
    "/views/cluster/Q1198/Q142",
    "/views/place/Q16666?depth=3",
    "/views/scenario?home=Q16963",
    "/views/country/DE?home=Q16963",
]


@pytest.mark.thorough
@pytest.mark.parametrize("path", FULL)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_full_of_real_rows_has_no_finding(visit_seeds: Visit, path: str, scheme: str) -> None:
    assert findings(seen(visit_seeds, path, scheme)) == []


@pytest.mark.thorough
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_worklist_on_which_gaps_are_marked_has_no_finding(browser: Browser, tab: Tab, drawn_store: str, scheme: str) -> None:
    settings = Settings(store=drawn_store, marking=True, refresh_seconds=3_600.0)
    with TestClient(create_app(settings)) as client, visits(browser, forgetful(client), tab) as visit:
        page = seen(visit, "/views/home/jiangsu/gaps", scheme)
        assert page.locator("form[method=post]").count() > 2
        assert findings(page) == []
