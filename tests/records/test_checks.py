"""What makes a network unsound: each rule broken on its own, and the sound neighbours of each flaw."""

from typing import Any

import pytest

from graph_service.records.activity import Activity
from graph_service.records.base import Record
from graph_service.records.checks import Flaw, find_flaws
from graph_service.records.claim import Claim
from graph_service.records.frame import Frame
from graph_service.records.membership import Membership
from graph_service.records.network import Network
from graph_service.records.organisation import Organisation
from graph_service.records.plan import Plan
from graph_service.records.project import Project
from graph_service.records.target import Target
from tests.drawing import DRAWN, agreement, known_records, place, shanghai_in_japan

SOURCE: dict[str, Any] = {"sources": DRAWN, "layer": "home"}
SWISS = [place("switzerland", "country", "CH"), place("vaud", "province", "CH", "switzerland")]


def organisation(record_id: str, **more: Any) -> Organisation:
    return Organisation(id=record_id, kind="school", **SOURCE, **more)


def flaws(*records: Record) -> list[Flaw]:
    return find_flaws(Network(records))


def the_flaw(*records: Record) -> Flaw:
    (flaw,) = flaws(*records)
    return flaw


@pytest.mark.parametrize("records", [[], known_records(), shanghai_in_japan()])
def test_a_sound_network_has_no_flaws(records: list[Record]) -> None:
    assert flaws(*records) == []


def test_an_id_stands_in_one_type_only() -> None:
    flaw = the_flaw(place("x", "country", "CH"), organisation("x"))
    assert (flaw.record_id, flaw.field) == ("x", "id")
    assert flaw.problem == "the id 'x' stands in places (x) and in organisations (x)"


def test_an_id_is_not_the_former_id_of_another() -> None:
    flaw = the_flaw(place("x", "country", "CH"), place("y", "country", "NL", former_ids=("x",)))
    assert (flaw.record_id, flaw.field, flaw.others) == ("y", "id", ("x",))
    assert flaw.problem == "the id 'x' stands in places (x) and in places (y)"


def test_a_former_id_leads_to_one_record() -> None:
    assert the_flaw(*(place(one, "country", code, former_ids=("old",)) for one, code in (("x", "CH"), ("y", "NL")))).field == "id"


def test_a_record_is_not_its_own_past() -> None:
    assert the_flaw(place("x", "country", "CH", former_ids=("x",))).field == "id"


HOLDERS: list[tuple[Record, str, str]] = [
    (place("x", "city", "CH", parent="gone"), "parent", "places.csv"),
    (place("x", "city", "CH", succeeded_by=("gone",)), "succeeded_by", "places.csv"),
    (organisation("x", seat="gone"), "seat", "places.csv"),
    (organisation("x", serves=("gone",)), "serves", "places.csv"),
    (organisation("x", possibly_same=("gone",)), "possibly_same", "organisations.csv"),
    (Frame(id="x", kind="plan", owner="gone", **SOURCE), "owner", "places.csv or organisations.csv"),
    (agreement("vaud", "gone"), "parties", "places.csv or organisations.csv"),
    (agreement("vaud", "switzerland", possibly_same=("gone",)), "possibly_same", "agreements.csv"),
    (Membership(id="x", member="gone", of="frame", **SOURCE), "member", "places.csv or organisations.csv"),
    (Membership(id="x", member="vaud", of="gone", **SOURCE), "of", "organisations.csv or frames.csv"),
    (Activity(id="x", kind="visit", participants=("vaud", "gone"), **SOURCE), "participants", "places.csv or organisations.csv"),
    (Activity(id="x", kind="visit", venue="gone", **SOURCE), "venue", "places.csv"),
    (Activity(id="x", kind="visit", agreement="gone", **SOURCE), "agreement", "agreements.csv"),
    (Activity(id="x", kind="visit", series="gone", **SOURCE), "series", "activities.csv"),
    (Activity(id="x", kind="visit", brand="gone", **SOURCE), "brand", "plans.csv"),
    (Activity(id="x", kind="visit", frames=("gone",), **SOURCE), "frames", "frames.csv"),
    (Plan(id="x", kind="policy", owner="gone", **SOURCE), "owner", "places.csv or organisations.csv"),
    (Plan(id="x", kind="policy", agreements=("gone",), **SOURCE), "agreements", "agreements.csv"),
    (Plan(id="x", kind="policy", frame="gone", **SOURCE), "frame", "frames.csv"),
    (Target(id="x", owner="gone", measure="m", minimum=1, **SOURCE), "owner", "places.csv or organisations.csv"),
    (Project(id="x", kind="park", parties=("gone",), **SOURCE), "parties", "places.csv or organisations.csv"),
    (Claim(id="x", subject="vaud", counterparts=("gone",), measure="m", value=1, **SOURCE), "counterparts",
     "places.csv or organisations.csv or frames.csv"),
]  # fmt: skip
FRAME = Frame(id="frame", kind="plan", **SOURCE)


@pytest.mark.parametrize(("holder", "field", "files"), HOLDERS)
def test_an_id_that_is_nowhere_is_a_flaw_of_its_field(holder: Record, field: str, files: str) -> None:
    flaw = the_flaw(*SWISS, FRAME, holder)
    assert flaw[:4] == (holder.id, field, "unknown id 'gone'", f"add it to {files} or correct the id")


@pytest.mark.parametrize(
    ("holder", "field", "problem"),
    [
        (place("x", "city", "CH", parent="frame"), "parent", "'frame' is in frames"),
        (organisation("x", seat="frame"), "seat", "'frame' is in frames"),
        (agreement("vaud", "frame"), "parties", "'frame' is in frames"),
        (Membership(id="x", member="vaud", of="switzerland", **SOURCE), "of", "'switzerland' is in places"),
        (Activity(id="x", kind="visit", agreement="vaud", **SOURCE), "agreement", "'vaud' is in places"),
    ],
)
def test_an_id_of_another_type_is_a_flaw_of_its_field(holder: Record, field: str, problem: str) -> None:
    flaw = the_flaw(*SWISS, FRAME, holder)
    assert (flaw.record_id, flaw.field, flaw.problem) == (holder.id, field, problem)
    assert flaw.remedy.startswith("name a record of ")


def test_a_brand_that_is_another_kind_of_plan_is_a_flaw() -> None:
    event = Activity(id="x", kind="event", brand="paper", **SOURCE)
    assert flaws(event, Plan(id="paper", kind="brand", **SOURCE)) == []
    flaw = the_flaw(event, Plan(id="paper", kind="policy", **SOURCE))
    assert (flaw.record_id, flaw.field, flaw.problem) == ("x", "brand", "'paper' is a plan of kind policy")


@pytest.mark.parametrize(
    ("subject", "more", "field"),
    [
        ("vaud", {"value": 2, "as_of": "2021"}, "subject"),
        ("switzerland", {"value": 2}, "value"),
        ("switzerland", {"stated": "high", "as_of": "2021"}, "value"),
    ],
)
def test_a_risk_level_is_a_dated_number_about_a_country(subject: str, more: dict[str, Any], field: str) -> None:
    claim = Claim(id="risk", subject=subject, measure="risk_level", **more, **SOURCE)
    assert [(flaw.record_id, flaw.field) for flaw in flaws(*SWISS, claim)] == [("risk", field)]


def test_every_dangling_id_is_told() -> None:
    assert len(flaws(agreement("gone", "lost"))) == 2


def test_a_merged_id_does_not_hold_a_reference() -> None:
    merged = place("vaud", "province", "CH", former_ids=("waadt",))
    assert the_flaw(merged, organisation("x", seat="waadt")).problem == "unknown id 'waadt'"


@pytest.mark.parametrize(
    ("parents", "ring"),
    [
        ({"a": "a"}, "a → a"),
        ({"a": "b", "b": "a"}, "a → b → a"),
        ({"a": "b", "b": "c", "c": "a"}, "a → b → c → a"),
        ({"a": "b", "b": "c", "c": "b"}, "b → c → b"),
    ],
)
def test_parents_that_form_a_ring_are_one_flaw(parents: dict[str, str], ring: str) -> None:
    flaw = the_flaw(*(place(unit, "city", "CH", parent) for unit, parent in parents.items()))
    assert (flaw.field, flaw.problem) == ("parent", f"the parents of {ring} form a ring")
    assert set(flaw.others) == set(ring.split(" → "))


def test_two_rings_are_two_flaws() -> None:
    parents = {"a": "b", "b": "a", "x": "y", "y": "x"}
    assert len(flaws(*(place(unit, "city", "CH", parent) for unit, parent in parents.items()))) == 2


@pytest.mark.parametrize(("first", "last"), [("2016", "2015"), ("2016-02", "2016-01-31"), ("2015/2016", "2013/2014")])
def test_a_period_that_ends_before_it_begins_is_a_flaw(first: str, last: str) -> None:
    flaw = the_flaw(place("x", "country", "CH", valid_from=first, valid_to=last))
    assert flaw[:3] == ("x", "valid_to", f"{last} lies before valid_from {first}")


@pytest.mark.parametrize(("first", "last"), [("2015", "2015"), ("2015-06", "2015"), ("2015/2016", "2015"), (None, "2015")])
def test_a_period_that_may_be_sound_is_none(first: str | None, last: str) -> None:
    assert flaws(place("x", "country", "CH", valid_from=first, valid_to=last)) == []


def test_frames_and_memberships_have_periods_too() -> None:
    frame = Frame(id="frame", kind="plan", valid_from="2020", valid_to="2019", **SOURCE)
    belonging = Membership(id="x", member="vaud", of="frame", from_="2020", to="2019", **SOURCE)
    assert [flaw[:3] for flaw in flaws(*SWISS, frame, belonging)] == [
        ("frame", "valid_to", "2019 lies before valid_from 2020"),
        ("x", "to", "2019 lies before from 2020"),
    ]


def test_nobody_has_an_agreement_with_itself() -> None:
    assert the_flaw(*SWISS, agreement("vaud", "vaud")).problem == "'vaud' has an agreement with itself"


def test_a_place_has_no_agreement_with_an_organisation() -> None:
    assert the_flaw(*SWISS, organisation("school"), agreement("vaud", "school")).problem == "a place and an organisation"


def test_organisations_have_agreements_with_each_other() -> None:
    assert flaws(organisation("one"), organisation("other"), agreement("one", "other")) == []


@pytest.mark.parametrize(("a", "b"), [("vaud", "switzerland"), ("switzerland", "vaud")])
def test_a_pair_has_one_agreement_in_either_direction(a: str, b: str) -> None:
    tie = agreement(a, b)
    again = type(tie)(id="z", parties=("vaud", "switzerland"), stages=tie.stages, **SOURCE)
    flaw = the_flaw(*SWISS, tie, again)
    assert (flaw.record_id, flaw.others) == ("z", (tie.id,))
    assert flaw.problem == f"agreements {tie.id!r} and 'z' are of the same pair"


def test_an_unnamed_unit_lies_in_a_place() -> None:
    assert the_flaw(place("x", "city", "CH", placeholder=True))[:3] == ("x", "parent", "a placeholder without a parent")
    assert flaws(*SWISS, place("x", "city", "CH", "vaud", placeholder=True)) == []
