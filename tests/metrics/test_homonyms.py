"""Places whose name others bear are named with what tells them apart; nobody else is."""

import pytest
from fastapi.testclient import TestClient

from graph_service.answers.common import names_of
from graph_service.metrics.homonyms import lies_apart, told_apart
from graph_service.metrics.selection import Selection
from graph_service.metrics.vine import vine_of
from graph_service.planning.anniversaries import Window, anniversaries, window_of
from graph_service.planning.anniversary_names import names_of as anniversary_names
from graph_service.planning.gaps.find import find_gaps
from graph_service.planning.gaps.gap import Gap
from graph_service.records.base import Names
from graph_service.records.place import Place
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual, both
from tests.drawing import place, snapshot

OF_ONTARIO = "Q92561"


def named(place_id: str, level: str, country: str, parent: str | None, zh: str, en: str) -> Place:
    return place(place_id, level, country, parent, names=Names(zh=zh, en=en))


WORLD = [
    named("us", "country", "US", None, "美国", "United States"),
    named("ca", "country", "CA", None, "加拿大", "Canada"),
    named("ny", "province", "US", "us", "纽约州", "New York"),
    named("nyc", "city", "US", "ny", "纽约市", "New York"),  # lies in the state of its name
    named("ohio", "province", "US", "us", "俄亥俄州", "Ohio"),
    named("mo", "province", "US", "us", "密苏里州", "Missouri"),
    named("s1", "city", "US", "ohio", "斯普林菲尔德", "Springfield"),
    named("s2", "city", "US", "mo", "斯普林菲尔德", "Springfield"),
    named("s3", "city", "CA", "ca", "春田", "Springfield"),
    named("w", "province", "US", "us", "华盛顿州", "Washington"),
    named("w2", "city", "US", "mo", "华盛顿", "Washington"),
    named("georgia", "country", "GE", None, "格鲁吉亚", "Georgia"),
    named("ga", "province", "US", "us", "佐治亚州", "Georgia"),
]


@pytest.mark.parametrize(
    ("place_id", "zh", "en"),
    [
        ("ny", "纽约州", "New York (region)"),
        ("nyc", "纽约市", "New York (city)"),
        ("ohio", "俄亥俄州", "Ohio"),
        ("s1", "斯普林菲尔德（俄亥俄州）", "Springfield (Ohio)"),
        ("s2", "斯普林菲尔德（密苏里州）", "Springfield (Missouri)"),
        ("s3", "春田", "Springfield (Canada)"),
        ("w", "华盛顿州", "Washington"),
        ("w2", "华盛顿", "Washington (Missouri)"),
        ("georgia", "格鲁吉亚", "Georgia"),
        ("ga", "佐治亚州", "Georgia (United States)"),
    ],
)
def test_a_name_that_others_have_is_told_with_the_country_or_region_in_the_language_in_which_they_do(
    place_id: str, zh: str, en: str
) -> None:
    drawn = snapshot(WORLD)
    assert told_apart(drawn, drawn.places[place_id]) == Bilingual(zh, en)


def test_no_two_places_read_the_same_but_cities_of_one_region(seeds: Snapshot) -> None:
    for language in ("zh", "en"):
        told: dict[str, list[Place]] = {}
        for one in seeds.places.values():
            told.setdefault(getattr(told_apart(seeds, one), language), []).append(one)
        alike = [places for places in told.values() if len(places) > 1]
        assert [places for places in alike if {(one.level, one.parent) for one in places} != {("city", places[0].parent)}] == []


@pytest.mark.parametrize(
    ("lang", "state", "city"), [("zh", "圣保罗州", "圣保罗市"), ("en", "São Paulo (region)", "São Paulo (city)")]
)
def test_a_state_and_the_city_of_its_name_are_two_rows_of_the_matrix_and_of_the_anniversaries(
    seeds_client: TestClient, lang: str, state: str, city: str
) -> None:
    page = seeds_client.get("/views/home/Q175/matrix", params={"lang": lang}).text
    assert f">{state}</a>" in page
    assert f">{city}</a>" in page
    names = [item["names"][lang] for item in seeds_client.get("/v1/anniversaries?home=Q175&year=2027").json()["items"]]
    assert any(f"{city}{'—' if lang == 'zh' else ' – '}" in name for name in names)


def test_anniversaries_and_agreements_name_london_in_ontario_with_its_country(seeds: Snapshot) -> None:
    vine = vine_of(seeds, "Q16963", Selection(seeds.today))
    (tie,) = (tie for tie in vine.ties.effective if tie.partner.id == OF_ONTARIO)
    found = [item for item in anniversaries(vine, window_of(seeds.today, None, None, None, 240), 5) if item.tie == tie]
    assert found
    for item in found:
        names = anniversary_names(vine, item)
        assert "伦敦（加拿大）" in (names.zh or "")
        assert "London (Canada)" in (names.en or "")
    assert names_of(seeds, tie.agreement.id).zh in ("南京市 – 伦敦（加拿大）", "伦敦（加拿大） – 南京市")


def _says_where(snapshot: Snapshot, gap: Gap) -> bool:
    """Whether the reason of a gap that names a place whose name others bear names it with what it lies in."""
    at = snapshot.places.get(gap.place or "")
    if at is None or not lies_apart(snapshot, at).zh or both(at).zh not in gap.reason.zh:
        return True
    return told_apart(snapshot, at).zh in gap.reason.zh


@pytest.mark.first(1)
@pytest.mark.parametrize("home", ["Q16963", "Q43407", "Q1198", "Q130290"])
def test_no_reason_of_a_worklist_names_a_place_whose_name_others_bear_alone(seeds: Snapshot, home: str) -> None:
    vine = vine_of(seeds, home, Selection(seeds.today))
    assert [gap.reason for gap in find_gaps(vine) if not _says_where(seeds, gap)] == []


def test_every_anniversary_of_a_home_tells_its_partner_apart(seeds: Snapshot) -> None:
    vine = vine_of(seeds, "Q1198", Selection(seeds.today))
    first = seeds.today.replace(month=1, day=1)
    for item in anniversaries(vine, Window(first, first.replace(year=first.year + 1)), 5, "agreement"):
        assert told_apart(seeds, item.partner).zh in (anniversary_names(vine, item).zh or "")
