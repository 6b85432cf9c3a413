"""The worklist: what moves a gap up, what a declared list establishes, what is warned of."""

import re
from datetime import date
from random import Random
from typing import Any

import pytest
from msgspec.structs import replace

from graph_service.errors import BadRequest
from graph_service.metrics.denominator import denominator_of
from graph_service.metrics.lift import homes_by_country
from graph_service.metrics.selection import select
from graph_service.metrics.vine import vine_of
from graph_service.planning.caveats import caveats
from graph_service.planning.gaps.find import find_gaps
from graph_service.planning.gaps.gap import Gap
from graph_service.planning.gaps.priority import key_of
from graph_service.records.activity import Activity
from graph_service.records.base import Record
from graph_service.records.claim import Claim
from graph_service.records.frame import Frame
from graph_service.records.membership import Membership
from graph_service.records.network import ChangeSet
from graph_service.records.place import Place
from graph_service.records.plan import Plan
from graph_service.rules import PriorityTerms, PriorityWeights
from graph_service.snapshot import Snapshot
from tests.drawing import DRAWN, agreement, place
from tests.metrics.drawn import CITY_HOME, vine

SOURCE: dict[str, Any] = {"sources": DRAWN, "layer": "home"}
STEM, GRAPE = agreement("home", "east"), agreement("north", "suburb")
# Which lists what a type tells rests on: the tiers of the home, all it has (0), or the unit's own (None).
RESTS_ON: dict[str, tuple[int, ...] | None] = {
    "missing_stem": (1,), "off_stem_grape": (1,), "bare_stem": (2, 3), "uncovered_country": (1, 2, 3), "empty_unit": None,
}  # fmt: skip


def gaps(*records: Record, **options: Any) -> dict[tuple[Any, ...], Gap]:
    return {key_of(gap): gap for gap in find_gaps(vine(*records, **options))}


def score(gap_type: str, about: str, *records: Record) -> float:
    (found,) = (gap for gap in gaps(*records).values() if gap.type == gap_type and about in (gap.place, gap.unit))
    assert found.priority.score == pytest.approx(sum(term.weight * term.value for term in found.priority.terms))
    return found.priority.score


def whole(*tiers: int, subject: str = "home") -> Claim:
    fields: dict[str, Any] = {"measure": "whole_list", "stated": "whole", "as_of": "2020-06", "scope_tiers": tiers}
    return Claim(id=f"whole:{subject}:{''.join(map(str, tiers))}", subject=subject, **fields, **SOURCE)


def test_the_six_weights_add_up_to_a_hundred() -> None:
    weights = PriorityWeights()
    assert sum(getattr(weights, name) for name in PriorityTerms.model_fields) == 100


def test_every_grape_that_waits_for_its_stem_moves_it_up() -> None:
    assert score("missing_stem", "land", GRAPE) < score("missing_stem", "land", GRAPE, agreement("south", "suburb"))


def test_a_list_declared_whole_moves_what_rests_on_it_up_by_the_weight_of_what_is_established() -> None:
    assert score("missing_stem", "land", GRAPE, whole(1)) - score("missing_stem", "land", GRAPE) == pytest.approx(40)
    assert score("missing_stem", "land", GRAPE, whole(2)) == score("missing_stem", "land", GRAPE)


def test_a_plan_for_a_country_moves_it_up() -> None:
    plan = Plan(id="p", kind="country_plan", owner="home", parties=("isle",), **SOURCE)
    assert score("uncovered_country", "isle", plan) - score("uncovered_country", "isle") == pytest.approx(12)
    of_others = replace(plan, owner="wide")
    assert score("uncovered_country", "isle", of_others) == score("uncovered_country", "isle")


def test_business_moves_a_country_up() -> None:
    event = Activity(id="e", kind="event", channel="economy", date="2019", participants=("home", "isle"), **SOURCE)
    assert score("uncovered_country", "isle") < score("uncovered_country", "isle", event)


def frame(*members: str, kind: Any = "mechanism", to: str | None = None) -> list[Record]:
    memberships = [Membership(id=f"f:{member}", member=member, of="f", to=to, **SOURCE) for member in members]
    return [Frame(id="f", kind=kind, **SOURCE), *memberships]


def test_a_frame_moves_a_country_up_only_where_the_homes_own_country_is_in_it_too() -> None:
    before = score("uncovered_country", "isle")
    assert score("uncovered_country", "isle", *frame("isle", "wide")) == before
    assert score("uncovered_country", "isle", *frame("realm", "wide")) == before
    assert score("uncovered_country", "isle", *frame("realm", "isle")) > before


def test_a_frame_that_either_has_left_or_that_only_maps_the_world_moves_nothing() -> None:
    before = score("uncovered_country", "isle")
    assert score("uncovered_country", "isle", *frame("realm", "isle", to="2010")) == before
    assert score("uncovered_country", "isle", *frame("realm", "isle", kind="continent")) == before


def test_a_country_of_many_frames_stands_as_high_as_the_home_shares_of_them(seeds: Snapshot) -> None:
    """Laos is in six frames with China, in one with Japan and in none with San Marino or Germany."""
    shared = {}
    for home in ("Q16963", "Q130290", "Q1198", "Q238"):
        gaps_of = find_gaps(vine_of(seeds, home, select(seeds)), ["uncovered_country"], tiers=[1])
        (laos,) = (gap for gap in gaps_of if gap.country == "LA")
        shared[home] = next(term.value for term in laos.priority.terms if term.name == "frames")
    assert shared["Q16963"] > shared["Q130290"] > shared["Q1198"] == shared["Q238"] == 0


def test_what_is_unknown_by_name_is_refused_and_so_is_a_tier_above_those_of_the_home() -> None:
    with pytest.raises(BadRequest, match="unknown type 'bare_stems'"):
        find_gaps(vine(), ["bare_stems"])
    with pytest.raises(BadRequest, match="home has the tiers 1 to 2"):
        find_gaps(vine(home=CITY_HOME), tiers=[3])


def established(found: dict[tuple[Any, ...], Gap]) -> dict[tuple[Any, ...], bool]:
    return {key: gap.established for key, gap in found.items() if gap.type in RESTS_ON or gap.type == "tier_hole"}


def rests_on(gap: Gap) -> set[int]:
    if gap.type == "tier_hole":
        return {gap.tier or 0}
    return set(RESTS_ON[gap.type] or ())


@pytest.mark.thorough
def test_declaring_a_list_whole_turns_exactly_what_rests_on_it_and_withdrawing_turns_it_back(seeds: Snapshot) -> None:
    """For homes and tiers drawn anew each day, on the real rows."""
    drawn = Random(date.today().isoformat())  # noqa: DTZ011  # which homes, not a secret
    chosen = drawn.sample([home.id for homes in seeds.once(homes_by_country).values() for home in homes], 6)
    for home in ["Q16963", "Q43407", "Q1198", "Q130290", *chosen]:
        vine_before = vine_of(seeds, home, select(seeds))
        before = {key_of(gap): gap for gap in find_gaps(vine_before)}
        tier = drawn.randint(1, vine_before.home.tmax)
        claim = replace(whole(tier, subject=home), as_of=seeds.today.isoformat())
        changed = Snapshot(seeds.network.changed_by(ChangeSet((claim,))), "declared", seeds.today)
        after = {key_of(gap): gap for gap in find_gaps(vine_of(changed, home, select(changed)))}
        assert before.keys() == after.keys()
        turned = {key for key in before if before[key].established != after[key].established}
        tmax = set(range(1, vine_before.home.tmax + 1))
        due = {
            key
            for key, gap in before.items()
            if (gap.type in RESTS_ON or gap.type == "tier_hole") and rests_on(gap) and (rests_on(gap) & tmax) <= {tier}
        }
        assert turned == due - {key for key in due if before[key].established}, (home, tier)
        assert all(after[key].established for key in due)
        withdrawn = Snapshot(changed.network.changed_by(ChangeSet(remove=(claim.id,))), "withdrawn", seeds.today)
        again = {key_of(gap): gap for gap in find_gaps(vine_of(withdrawn, home, select(withdrawn)))}
        assert established(again) == established(before)


def test_every_statement_of_absence_names_its_list_and_how_far_it_is_known(seeds: Snapshot) -> None:
    """For the homes that offices asked about, and eight drawn anew each day."""
    drawn = Random(f"absence {date.today()}")  # noqa: DTZ011  # which homes, not a secret
    chosen = drawn.sample([home.id for homes in seeds.once(homes_by_country).values() for home in homes], 8)
    for home in ["Q16963", "Q43407", "Q15175", "Q19206", "Q1198", "Q130290", "Q8686", "Q956", *chosen]:
        for gap in find_gaps(vine_of(seeds, home, select(seeds))):
            if gap.type in RESTS_ON or gap.type == "tier_hole":
                assert "在册" in gap.reason.zh, gap
                assert "名单" in gap.reason.zh, gap
                assert " on record" in gap.reason.en, gap
                assert "list" in gap.reason.en, gap
                assert gap.established or "complete it first" in gap.reason.en, gap


@pytest.mark.parametrize("home", ["Q16963", "Q956", "Q1198", "Q130290"])
def test_no_reason_in_chinese_calls_a_tier_by_its_number_or_an_area_a_country(seeds: Snapshot, home: str) -> None:
    for tier in (None, 1, 2):
        for gap in find_gaps(vine_of(seeds, home, select(seeds)), tiers=[tier] if tier else []):
            assert not re.search("第[0-9]|province|该国", gap.reason.zh), gap.reason.zh


@pytest.mark.parametrize("home", ["Q1867", "Q8646"])
def test_no_gap_of_a_home_in_an_area_calls_a_pair_two_countries_or_marks_the_relations_of_its_state(
    seeds: Snapshot, home: str
) -> None:
    found = find_gaps(vine_of(seeds, home, select(seeds)))
    assert found
    for gap in found:
        told = [gap.reason.zh, gap.reason.en, *(text for term in gap.priority.terms for text in (term.why.zh, term.why.en))]
        assert not re.search("两国|建交|countries share|diplomatic", " ".join(told)), told


def test_a_declared_unit_is_known_to_be_empty() -> None:
    found = {gap.unit: gap for gap in gaps(whole(subject="south")).values() if gap.type == "empty_unit"}
    assert {unit: gap.established for unit, gap in found.items()} == {"north": False, "south": True}
    assert "名单截至2020年6月完整" in found["south"].reason.zh
    assert "is complete as of June 2020" in found["south"].reason.en


# Countries and areas


def related(*codes: str) -> list[Record]:
    days: dict[str, Any] = {"measure": "diplomatic_relations_established", "stated": "1970-01-01"}
    return [Claim(id=f"d:{code}", subject=code, counterparts=("realm",), **days, **SOURCE) for code in codes]


def uncovered(*records: Record, whole: bool = False, **options: Any) -> list[str | None]:
    return sorted(str(gap.place) for gap in find_gaps(vine(*records, **options), ["uncovered_country"], whole=whole))


def test_where_relations_are_on_record_only_states_with_them_are_asked_about() -> None:
    assert uncovered(*related("isle", "wide")) == ["isle", "wide"]
    ended = Claim(id="e", subject="isle", counterparts=("realm",), measure="diplomatic_relations_ended", stated="2010", **SOURCE)
    assert uncovered(*related("isle", "wide"), ended) == ["wide"]
    assert uncovered(*related("isle", "wide"), ended, as_of=date(2009, 1, 1)) == ["isle", "wide"]
    left_out = denominator_of(vine(*related("isle", "wide"), ended)).left_out
    assert {out.place.id: out.reason for out in left_out} == {"isle": "no_relations", "land": "no_relations"}


def test_where_none_are_the_members_of_the_united_nations_are() -> None:
    members = [Membership(id=f"un-{code}", member=code, of="frame:un", **SOURCE) for code in ("isle", "land", "realm")]
    records = [Frame(id="frame:un", kind="group", **SOURCE), *members]
    assert uncovered(*records) == ["isle", "land"]
    assert uncovered(*records, whole=True) == ["isle", "land", "wide"]
    assert denominator_of(vine(*records)).basis == "un"


def test_where_nothing_is_on_record_every_country_and_area_is_but_those_of_the_home_state() -> None:
    bay: Place = place("bay", "country", "BB", area_of="RR")
    assert uncovered(bay) == ["isle", "land", "wide"]
    assert [(out.place.id, out.reason) for out in denominator_of(vine(bay)).left_out] == [("bay", "area")]


def test_an_area_of_another_state_is_left_out_as_that_and_never_as_without_relations() -> None:
    bay: Place = place("bay", "country", "BB", area_of="WW")
    for records in (related("wide"), related("isle")):
        left_out = {out.place.id: out.reason for out in denominator_of(vine(bay, *records)).left_out}
        assert left_out["bay"] == "area_of_another"
    members = [Membership(id=f"un-{code}", member=code, of="frame:un", **SOURCE) for code in ("isle", "land", "realm")]
    listed = denominator_of(vine(bay, Frame(id="frame:un", kind="group", **SOURCE), *members)).left_out
    assert {out.place.id: out.reason for out in listed} == {"bay": "area_of_another", "wide": "no_member"}


def test_the_warnings_of_an_area_are_those_of_its_state() -> None:
    bay: Place = place("bay", "country", "BB", area_of="WW")
    home = vine(bay, *related("wide"))
    assert caveats(home.snapshot, "RR", "BB", home.selection) == ()
    away = vine(bay, *related("isle"))
    (told,) = caveats(away.snapshot, "RR", "BB", away.selection)
    assert told.text.zh == "所属国家wide在册无外交关系"
    (of_state,) = caveats(away.snapshot, "RR", "WW", away.selection)
    assert of_state.text.zh == "在册无外交关系"


def test_no_area_of_the_seeds_is_without_relations_for_a_home_of_china(seeds: Snapshot) -> None:
    found = vine_of(seeds, "Q16963", select(seeds))
    reasons = {out.place.country: out.reason for out in denominator_of(found).left_out}
    areas = {code for code, country in seeds.countries.items() if country.area_of not in (None, "CN")}
    assert {
        "PR",
        "GU",
        "PF",
        "NC",
        "RE",
        "JE",
        "GL",
        "FK",
        "BM",
        "GG",
        "IM",
        "GI",
        "KY",
        "VG",
        "TC",
        "AI",
        "MS",
        "SH",
        "FO",
    } <= areas
    assert {reasons[code] for code in areas} == {"area_of_another"}
    for code in areas:
        assert [told for told in caveats(seeds, "CN", code, found.selection) if told.kind == "no_relations"] == []


def test_a_home_of_england_has_no_gap_in_the_areas_of_its_own_state(seeds: Snapshot) -> None:
    found = vine_of(seeds, "Q21", select(seeds))
    codes = {gap.country for gap in find_gaps(found, whole=True)}
    assert codes.isdisjoint({"FK", "BM", "JE", "GG", "IM", "GI"})
    assert {tie.partner.country for tie in found.ties.areas} <= {"FK", "BM", "JE", "GG", "IM", "GI", "KY"}


def test_warnings_are_told_and_filter_nothing() -> None:
    sanction = Claim(id="s", subject="wide", measure="un_sanctions", stated="1 (2000)", as_of="2000", **SOURCE)
    risk = Claim(id="r", subject="wide", measure="risk_level", value=3.0, as_of="2020", **SOURCE)
    records = (agreement("north", "mill"), *related("isle"), sanction, risk)
    (gap,) = (gap for gap in gaps(*records).values() if gap.type == "missing_stem")
    assert [warning.kind for warning in gap.warnings] == ["no_relations", "sanctions", "risk"]
    assert [warning.evidence for warning in gap.warnings] == [(), ("s",), ("r",)]
    assert gap.warnings[1].text.zh == "联合国安理会制裁：第1 (2000)号决议"


def test_a_disputed_sanction_says_so() -> None:
    claim = Claim(id="s", subject="wide", measure="un_sanctions", stated="1", as_of="2000", scope="disputed", **SOURCE)
    (gap,) = (gap for gap in gaps(agreement("north", "mill"), claim).values() if gap.type == "missing_stem")
    assert "disputed by permanent members" in gap.warnings[0].text.en


def test_hong_kong_macao_and_taiwan_are_in_no_gap_of_a_home_of_china_and_abroad_for_others(seeds: Snapshot) -> None:
    areas = {"Q8646", "Q14773", "Q865"}
    for gap in find_gaps(vine_of(seeds, "Q16963", select(seeds)), whole=True):
        assert areas.isdisjoint((gap.place, *gap.evidence))
    assert areas <= {place.id for place in denominator_of(vine_of(seeds, "Q1198", select(seeds)), whole=True).scope.named}
