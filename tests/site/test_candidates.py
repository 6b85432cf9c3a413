"""The page of candidates: warnings first, then every term as a bar with its number and reason, as the answer has them."""

import re

import pytest
from fastapi.testclient import TestClient

from graph_service.questions.answered import answered
from graph_service.questions.candidates import CANDIDATES, Candidates
from graph_service.questions.question import View
from graph_service.site.candidates import render_candidates
from graph_service.site.templating import Frame
from tests.pages.pages import HOSTILE
from tests.pages.test_page import hostile
from tests.site.addresses import Seen


def cards(html: str) -> list[str]:
    """The markup of each candidate."""
    return html.split('<li class="card">')[1:]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_candidate_has_its_warnings_and_then_each_term_with_number_and_reason(
    seeds_client: TestClient, language: str
) -> None:
    html = seeds_client.get(f"/views/home/Q16963/candidates?country=DE&lang={language}").text
    items = seeds_client.get("/v1/candidates?home=Q16963&country=DE").json()["items"]
    assert len(cards(html)) == len(items) == 20
    for card, item in zip(cards(html), items, strict=True):
        text = Seen(card).text
        told = [warning["text"][language] for warning in item["warnings"]]
        order = [text.find(words) for words in (*told, item["terms"][0]["why"][language])]
        assert order == sorted(order)
        assert -1 not in order
        assert f"{item['score']:.1f}" in text
        assert [term["why"][language] for term in item["terms"] if term["why"][language] not in text] == []
        assert card.count("<svg") == len(item["terms"])


def test_a_bar_is_as_wide_as_its_term_can_add_and_filled_as_far_as_it_does(seeds_client: TestClient) -> None:
    html = seeds_client.get("/views/home/Q16963/candidates?country=DE&lang=en").text
    terms = seeds_client.get("/v1/candidates?home=Q16963&country=DE").json()["items"][0]["terms"]
    heaviest = max(term["weight"] for term in terms)
    drawings = re.findall(r"<svg.*?</svg>", cards(html)[0])
    for drawing, term in zip(drawings, terms, strict=True):
        could = float(re.findall(r'class="could"[^>]* width="([\d.]+)"', drawing)[0])
        does = [float(width) for width in re.findall(r'class="does" width="([\d.]+)"', drawing)]
        assert could == pytest.approx(100 * term["weight"] / heaviest - 1, abs=0.1)
        assert does == ([pytest.approx(100 * term["weight"] * term["value"] / heaviest, abs=0.1)] if term["value"] else [])
        assert ("stroke-dasharray" in drawing) == (term["value"] is None)


def test_what_is_not_known_is_no_zero(seeds_client: TestClient) -> None:
    html = seeds_client.get("/views/home/Q16963/candidates?lang=en").text
    items = seeds_client.get("/v1/candidates?home=Q16963").json()["items"]
    unknown = sum(term["value"] is None for item in items for term in item["terms"])
    assert unknown
    assert Seen(html).text.count("(not known)") == unknown


def test_who_is_left_out_for_an_agreement_that_stands_is_named(seeds_client: TestClient) -> None:
    html = seeds_client.get("/views/home/Q16963/candidates?lang=en").text
    tied = seeds_client.get("/v1/candidates?home=Q16963&limit=1").json()["tied"]
    left = html.partition("there is or is planned an agreement already")[2].partition("</p>")[0]
    assert len(Seen(left).links) == len(tied) > 20


def test_friendly_exchange_that_stands_already_is_told_where_it_leaves_a_place_out(seeds_client: TestClient) -> None:
    found = seeds_client.get("/v1/agreements?home=Q16963&kind=exchange&format=json&limit=1000").json()["items"]
    unit = next(item["unit"] for item in found if item["unit"])
    html = seeds_client.get(f"/views/home/Q16963/candidates?lang=en&unit={unit}").text
    left = html.partition("there is or is planned an agreement already")[2].partition("</p>")[0]
    assert "friendly exchange already: could be raised" in left


def test_a_page_holds_as_many_as_are_asked_for(client: TestClient) -> None:
    page = client.get("/views/home/jiangsu/candidates?limit=2&lang=en")
    assert (page.status_code, len(cards(page.text))) == (200, 2)


def test_hostile_names_stay_text() -> None:
    found = hostile()
    answer = answered(CANDIDATES, View(found), Candidates(home="home"))
    html = render_candidates(Frame("en", "../../../"), found, answer, {"home": "home"})
    assert HOSTILE not in html
    assert HOSTILE in Seen(html).text
