"""The pages by the rules of WCAG 2.2 that a program can check (axe-core), in light and dark, on a desk and on a phone."""

from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.chromium import Visit
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


@pytest.mark.first(5)
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", *thorough(["dark"])])
def test_a_page_has_no_finding(visit: Visit, path: str, scheme: str) -> None:
    wide = {"width": 390 if scheme == "dark" else 1300, "height": 900}
    assert findings(visit(path, color_scheme=scheme, viewport=wide).page) == []
