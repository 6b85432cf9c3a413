"""Matches of what partners need and projects do: drawn by hand, and the real rows."""

from typing import Any

from graph_service.metrics.selection import select
from graph_service.metrics.vine import vine_of
from graph_service.planning.matches import Match, matches_of
from graph_service.records.base import Record
from graph_service.records.plan import Plan
from graph_service.records.project import Project
from graph_service.snapshot import Snapshot
from tests.drawing import DRAWN, agreement, place, snapshot

JIANGSU, VAUD, POINTE_NOIRE, MOGILEV = "Q16963", "Q12771", "Q223920", "Q189822"
HOME: Any = {"sources": DRAWN, "layer": "home"}


def found(*more: Record, **fields: Any) -> list[Match]:
    """The matches of a home linked with one town, given projects and plans; `fields` are those of the town and the
    agreement."""
    network = snapshot(
        [
            place("realm", "country", "AA"), place("home", "province", "AA", "realm"), place("unit", "city", "AA", "home"),
            place("land", "country", "BB"), place("town", "city", "BB", "land", needs=fields.get("needs", ())),
            agreement("unit", "town", fields=fields.get("agreed", ())),
            *more,
        ]
    )  # fmt: skip
    return list(matches_of(vine_of(network, "home", select(network))))


def project(project_id: str, *parties: str, **more: Any) -> Project:
    return Project(id=project_id, kind=more.pop("kind", "investment"), parties=("unit", *parties), **more, **HOME)


def test_a_project_matches_a_partner_that_needs_its_field() -> None:
    (match,) = found(project("ports", fields=("ports", "rail")), needs=("ports",))
    assert (match.partner.id, match.units, dict(match.fields), match.direct) == ("town", ("unit",), {"ports": ("town",)}, False)
    assert match.reason.en == "town wants ports, which ports does"


def test_plans_and_agreements_say_what_a_partner_wants_too() -> None:
    plan = Plan(id="plan", kind="policy", owner="home", parties=("land",), fields=("farming",), **HOME)
    under = Plan(
        id="under", kind="policy", owner="home", parties=("unit",), agreements=("town~unit",), fields=("farming",), **HOME
    )
    (match,) = found(project("farm", fields=("farming",)), plan, under, agreed=("farming",))
    assert dict(match.fields) == {"farming": ("plan", "under", "town~unit")}


def test_a_project_that_is_there_already_matches_whatever_its_fields() -> None:
    (match,) = found(project("mine", "land", fields=("mining",)))
    assert (dict(match.fields), match.direct) == ({}, True)
    assert match.reason.en == "mine involves them or their country already"


def test_most_fitting_fields_come_first_then_what_is_there_then_what_a_library_lists() -> None:
    rows = found(
        project("a", fields=("x",)),
        project("b", "land", fields=("x",)),
        project("c", fields=("x", "y")),
        project("d", fields=("x",), library="national"),
        needs=("x", "y"),
    )
    assert [match.project.id for match in rows] == ["c", "b", "d", "a"]


def test_a_project_that_is_over_or_fits_nobody_matches_nobody() -> None:
    assert found(project("a", fields=("x",), status="closed"), project("b", fields=("z",)), needs=("x",)) == []


def jiangsus(seeds: Snapshot) -> dict[tuple[str, str], Match]:
    rows = matches_of(vine_of(seeds, JIANGSU, select(seeds)))
    return {(match.partner.id, match.project.id): match for match in rows}


def test_vaud_wants_innovation_and_the_swiss_platform_does_it(seeds: Snapshot) -> None:
    match = jiangsus(seeds)[VAUD, "project:swiss-innovation-platform"]
    assert dict(match.fields) == {"创新": ("plan:priority-fields-switzerland",)}
    assert match.direct


def test_pointe_noire_wants_parks_and_farming_which_suzhou_and_others_do(seeds: Snapshot) -> None:
    rows = jiangsus(seeds)
    assert list(rows[POINTE_NOIRE, "project:zheng-he-centre"].fields) == ["农业"]
    assert rows[POINTE_NOIRE, "project:pointe-noire-economic-zone"].direct
    assert not rows[POINTE_NOIRE, "project:sino-swiss-zhenjiang-park"].direct, "experience from elsewhere"


def test_the_agreement_with_mogilev_names_farming(seeds: Snapshot) -> None:
    sources = jiangsus(seeds)[MOGILEV, "project:zheng-he-centre"].fields["农业"]
    assert sources == ("plan:mogilev-co-operation-documents", "Q16963~Q189822")


def test_the_library_of_hengyi_is_told(seeds: Snapshot) -> None:
    match = next(match for match in jiangsus(seeds).values() if match.project.id == "project:hengyi-brunei-petrochemical")
    assert match.project.library == "首批“一带一路”节点重点项目"
