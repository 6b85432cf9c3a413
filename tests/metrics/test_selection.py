"""Which agreements count, and who belongs to a frame, as of a day."""

from datetime import date

import pytest

from graph_service.errors import BadRequest
from graph_service.metrics.countries import agreements_between_countries
from graph_service.metrics.frames import members_of
from graph_service.metrics.selection import HEADLINE_KINDS, Selection, layers_of, select
from graph_service.records.dates import Certainty
from graph_service.records.frame import Frame
from graph_service.records.life import Standing
from graph_service.records.membership import Membership
from graph_service.records.organisation import Organisation
from tests.drawing import DRAWN as SOURCES
from tests.drawing import TODAY, agreement, known_records, place, snapshot

DRAWN = snapshot(known_records())
DAY = date(2020, 6, 30)


def test_a_reader_who_says_nothing_asks_for_today_and_the_headline_kinds() -> None:
    assert select(DRAWN) == Selection(TODAY, frozenset({"formal", "unclassified"}), "all")
    assert sorted(HEADLINE_KINDS) == ["formal", "unclassified"]


def test_a_reader_may_name_day_kinds_and_layer() -> None:
    assert select(DRAWN, DAY, "formal, exchange", "home") == Selection(DAY, frozenset({"formal", "exchange"}), "home")


@pytest.mark.parametrize("kinds", ["fromal", "formal,", "", "formal;exchange", "Formal"])
def test_an_unknown_kind_is_refused_by_name(kinds: str) -> None:
    with pytest.raises(BadRequest, match="known are exchange, formal, intent, unclassified") as caught:
        select(DRAWN, kinds=kinds)
    assert caught.value.parameter == "kinds"


def test_an_unknown_layer_is_refused_and_the_known_ones_are_named() -> None:
    with pytest.raises(BadRequest, match="unknown layer 'wrold'; known are all, home") as caught:
        select(DRAWN, layer="wrold")
    assert caught.value.parameter == "layer"
    assert layers_of(DRAWN) == ("home",)


def test_an_agreement_of_another_layer_does_not_stand() -> None:
    tie = agreement("a", "b", layer="world")
    assert Selection(DAY, layer="home").standing(DRAWN, tie) is None
    assert Selection(DAY, layer="world").standing(DRAWN, tie) == Selection(DAY).standing(DRAWN, tie) is not None


@pytest.mark.parametrize(
    ("standing", "counts"),
    [
        (Standing("formal", "active", None, Certainty.SURELY, "formal"), True),
        (Standing("unclassified", "dormant", None, Certainty.SURELY, "unclassified"), True),
        (Standing("exchange", "active", None, Certainty.SURELY, "exchange"), False),
        (Standing("formal", "suspended", None, Certainty.SURELY, "formal"), False),
        (Standing("formal", "active", None, Certainty.POSSIBLY, "formal"), False),
        (Standing(None, "planned", None, Certainty.SURELY, None), False),
        (None, False),
    ],
)
def test_what_is_surely_signed_of_a_chosen_kind_and_not_ended_counts(standing: Standing | None, counts: bool) -> None:
    assert Selection(DAY).counts(standing) is counts


def member(place_id: str, **period: str) -> Membership:
    return Membership(id=f"m-{place_id}", member=place_id, of="frame", sources=SOURCES, layer="home", **period)


@pytest.mark.parametrize(
    ("period", "belongs"),
    [
        ({}, True),
        ({"from_": "2020"}, False),
        ({"from_": "2020-06-30"}, True),
        ({"from_": "2020-07"}, False),
        ({"to": "2020-07"}, True),
        ({"to": "2020"}, False),
        ({"to": "2019"}, False),
        ({"from_": "2010", "to": "2030"}, True),
    ],
)
def test_a_frame_has_the_members_that_surely_belong_to_it_on_the_day(period: dict[str, str], belongs: bool) -> None:
    frame = Frame(id="frame", kind="group", sources=SOURCES, layer="home")
    drawn = snapshot([frame, place("land", "country", "LL"), member("land", **period)])
    assert [found.id for found in members_of(drawn, "frame", DAY)] == (["land"] if belongs else [])


def test_members_come_in_id_order_and_organisations_are_not_among_them() -> None:
    frame = Frame(id="frame", kind="group", sources=SOURCES, layer="home")
    union = Organisation(id="a-union", kind="network", sources=SOURCES, layer="home")
    drawn = snapshot(
        [frame, union, place("x", "country", "XX"), place("b", "country", "BB"), *map(member, ("x", "b", "a-union"))]
    )
    assert [found.id for found in members_of(drawn, "frame", DAY)] == ["b", "x"]


def test_a_frame_without_members_is_empty() -> None:
    assert members_of(DRAWN, "frame:gone", DAY) == ()


def test_agreements_between_countries_are_counted_from_either_side_domestic_ones_once() -> None:
    counts = DRAWN.once(agreements_between_countries)
    assert dict(counts["CN"]) == {"BN": 1, "BY": 1, "CG": 1, "CH": 1, "CN": 1, "NL": 2, "NP": 1, "SG": 1}
    assert dict(counts["NL"]) == {"CN": 2}
