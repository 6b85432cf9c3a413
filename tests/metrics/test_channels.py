"""The five external channels: what a record's own words tell, what they leave open, and whose record it is."""

from typing import Any

import pytest

from graph_service.metrics.channels import ChannelAxis, ChannelRow, channels_of
from graph_service.metrics.selection import Selection
from graph_service.metrics.vine import vine_of
from graph_service.records.activity import Activity
from graph_service.records.base import Record
from graph_service.records.organisation import Organisation
from graph_service.records.project import Project
from tests.drawing import DRAWN, TODAY, place, snapshot, witnessed

HOME: Any = {"sources": DRAWN, "layer": "home"}
SIDES = ("suzhou", "pointe-noire")


def rows(*records: Record, by: ChannelAxis = "country") -> dict[str, ChannelRow]:
    """The rows of Jiangsu with its five witnessed agreements and these records."""
    network = snapshot([*witnessed(), place("fujian", "province", "CN", "china"), *records])
    return {row.place.id: row for row in channels_of(vine_of(network, "jiangsu", Selection(TODAY)), by)}


def filled(row: ChannelRow) -> dict[str, tuple[str, ...]]:
    """The channels that have a record."""
    return {channel: ids for channel, ids in row.channels.items() if ids}


def event(**words: Any) -> Activity:
    return Activity(id="event", kind="event", participants=SIDES, **words, **HOME)


def test_an_agreement_is_foreign_affairs_and_the_other_channels_have_none_recorded() -> None:
    row = rows()["congo"]
    assert row.channels == {
        "affairs": ("pointe-noire~suzhou",), "investment": (), "cooperation": (), "trade": (), "publicity": (),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "channel"),
    [
        ({"channel": "public"}, "publicity"),
        ({"channel": "economy", "fields": ("外贸",)}, "trade"),
        ({"channel": "culture"}, "affairs"),
    ],
)
def test_an_activity_counts_where_its_channel_and_fields_say(words: dict[str, Any], channel: str) -> None:
    assert "event" in filled(rows(event(**words))["congo"])[channel]


@pytest.mark.parametrize("words", [{}, {"channel": "economy"}, {"channel": "economy", "fields": ("投资",)}])
def test_what_an_activity_leaves_open_is_unsorted(words: dict[str, Any]) -> None:
    row = rows(event(**words))["congo"]
    assert (row.unsorted, row.filled) == (("event",), 1)


def test_what_is_only_announced_does_not_count() -> None:
    found = rows(
        event(channel="public", status="planned"), Project(id="p", kind="image", status="proposed", parties=SIDES, **HOME)
    )
    assert filled(found["congo"]) == {"affairs": ("pointe-noire~suzhou",)}


def test_a_park_at_home_is_investment_and_one_abroad_is_cooperation() -> None:
    parks = [
        Organisation(id="here", kind="park", seat="suzhou", **HOME),
        Organisation(id="there", kind="park", country="CG", **HOME),
    ]
    inward, outward = (Project(id=f"p-{park.id}", kind="park", parties=(*SIDES, park.id), **HOME) for park in parks)
    channels = filled(rows(*parks, inward, outward)["congo"])
    assert (channels["investment"], channels["cooperation"]) == (("p-here",), ("p-there",))


def test_a_company_of_ours_works_abroad_and_one_of_theirs_invests_here() -> None:
    bodies = [
        Organisation(id="ours", kind="company", seat="suzhou", **HOME),
        Organisation(id="theirs", kind="company", country="CG", **HOME),
    ]
    projects = [Project(id=f"p-{body.id}", kind="investment", parties=(*SIDES, body.id), **HOME) for body in bodies]
    channels = filled(rows(*bodies, *projects)["congo"])
    assert (channels["cooperation"], channels["investment"]) == (("p-ours",), ("p-theirs",))


def test_parks_on_both_sides_and_none_named_leave_it_open() -> None:
    parks = [
        Organisation(id="here", kind="park", seat="suzhou", **HOME),
        Organisation(id="there", kind="park", country="CG", **HOME),
    ]
    both = Project(id="both", kind="park", parties=(*SIDES, "here", "there"), **HOME)
    none = Project(id="none", kind="investment", parties=SIDES, **HOME)
    assert rows(*parks, both, none)["congo"].unsorted == ("both", "none")


def test_records_of_another_province_are_not_ours() -> None:
    found = rows(Project(id="theirs", kind="image", parties=("fujian", "china", "netherlands"), **HOME))
    assert "netherlands" not in found


def test_a_partner_has_only_what_names_it() -> None:
    national = Activity(id="national", kind="event", channel="public", participants=("suzhou", "congo"), **HOME)
    found = rows(national, event(channel="public"), by="partner")
    assert filled(found["pointe-noire"])["publicity"] == ("event",)
    assert set(found) == {"mogilev-oblast", "vaud", "bandar", "kathmandu", "pointe-noire"}
