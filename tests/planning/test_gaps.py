"""Gaps of shape: every type found where it is and nowhere else, in order, with its reason in two languages and its evidence.

The types about what is done and known stand in tests of their own.
"""

from datetime import date
from typing import Any

import pytest

from graph_service.errors import BadRequest, WrongKind
from graph_service.metrics.selection import Selection, select
from graph_service.metrics.vine import vine_of
from graph_service.planning.gaps.find import find_gaps
from graph_service.planning.gaps.gap import Gap
from graph_service.records.agreement import Agreement
from graph_service.records.base import Names, Record
from graph_service.records.frame import Frame
from graph_service.records.membership import Membership
from graph_service.records.place import Place
from graph_service.records.target import Target
from graph_service.snapshot import Snapshot
from tests.drawing import DRAWN, agreement, known_records, place, snapshot
from tests.metrics.drawn import CITY_HOME, END_OF_2020, HOME, vine

SHAPE = ("bare_stem", "missing_stem", "tier_hole", "empty_unit", "off_stem_grape", "uncovered_country")
SOURCE: dict[str, Any] = {"sources": DRAWN, "layer": "home"}
STEM = agreement("home", "east", "formal 1990")


def frame(*members: str, **more: Any) -> list[Record]:
    """A frame with these members."""
    belongings = [Membership(id=f"m-{member}", member=member, of="frame", **SOURCE) for member in members]
    return [Frame(id="frame", kind="plan", **SOURCE, **more), *belongings]


def gaps(
    *records: Record, of: str = "", tiers: tuple[int, ...] = (), home: tuple[Place, ...] = HOME, **options: Any
) -> tuple[Gap, ...]:
    """The gaps of one type, or of all, in the frame if one is among the records."""
    found = vine(*records, home=home, **options)
    chosen = found.snapshot.network.table(Frame).get("frame")
    return find_gaps(found, {of} if of else SHAPE, chosen, tiers)


def places(found: tuple[Gap, ...]) -> list[str | None]:
    return [gap.place for gap in found]


# Every type


def exchange(unit: str, partner: str) -> Agreement:
    return agreement(unit, partner, "exchange 2005")


@pytest.mark.parametrize(
    ("kind", "known", "others"),
    [
        ("uncovered_country", exchange("home", "east"), ()),
        ("missing_stem", exchange("home", "east"), (agreement("north", "dam"),)),
        ("tier_hole", exchange("north", "dam"), (STEM, agreement("low", "mill"))),
        ("empty_unit", exchange("north", "mill"), (STEM,)),
    ],
)
def test_where_an_exchange_tie_stands_a_gap_names_it_and_proposes_to_raise_it(
    kind: str, known: Agreement, others: tuple[Agreement, ...]
) -> None:
    (gap,) = (gap for gap in gaps(known, *others, of=kind) if known.id in gap.evidence)
    unit, partner = sorted(known.parties, key=lambda party: party not in ("home", "north"))
    assert gap.reason.en.endswith(f"; already exchange: {unit} – {partner} (since 2005): upgrade rather than open")
    assert gap.reason.zh.endswith(f"；已有友好交流：{unit}—{partner}（2005年），宜升级，不必另辟")
    assert gap.action == "activate"


def test_gaps_come_by_priority_alone_and_are_ranked_from_one() -> None:
    found = gaps(STEM, agreement("home", "west", "formal 1980"), agreement("low", "suburb"))
    assert {gap.type for gap in found} == set(SHAPE) - {"off_stem_grape"}
    assert [gap.rank for gap in found] == list(range(1, len(found) + 1))
    scores = [gap.priority.score for gap in found]
    assert scores == sorted(scores, reverse=True)


def test_a_frame_is_refused_for_a_type_that_knows_no_countries() -> None:
    with pytest.raises(BadRequest, match="association_missing is about units of the home"):
        gaps(*frame("land"), of="association_missing")


def test_a_frame_without_a_type_leaves_out_what_knows_no_countries() -> None:
    target = Target(id="t", owner="south", measure="association_coverage", minimum=100.0, **SOURCE)
    records = (STEM, target, *frame("land"))
    found = vine(*records)
    named = found.snapshot.network.table(Frame)["frame"]
    assert "association_missing" in {gap.type for gap in find_gaps(found)}
    assert "association_missing" not in {gap.type for gap in find_gaps(found, frame=named)}


def test_every_gap_names_its_home_and_says_why_in_both_languages() -> None:
    found = gaps(STEM, agreement("north", "dam"), agreement("low", "suburb"))
    assert {gap.type for gap in found} == set(SHAPE)
    for gap in found:
        assert gap.home == "home"
        assert gap.reason.zh
        assert gap.reason.en
        assert any("\u4e00" <= sign <= "\u9fff" for sign in gap.reason.zh)
        assert gap.reason.en.isascii()
        assert gap.evidence


def test_all_evidence_is_on_record() -> None:
    records = (STEM, agreement("north", "dam"), agreement("low", "suburb"), agreement("north", "isle", "planned"))
    network = vine(*records).snapshot.network
    assert [gap.evidence for gap in gaps(*records) if not all(network.find(record_id) for record_id in gap.evidence)] == []


def test_the_home_country_is_no_gap() -> None:
    assert "realm" not in places(gaps())


# uncovered_country


def test_a_country_without_an_effective_agreement_is_uncovered() -> None:
    found = gaps(STEM, of="uncovered_country")
    assert places(found) == ["isle", "land"]
    assert [(gap.unit, gap.country, gap.tier, gap.action, gap.evidence) for gap in found] == [
        ("home", "II", None, "open", ("isle",)), ("home", "LL", None, "open", ("land",)),
    ]  # fmt: skip
    assert found[0].reason.en == (
        "no effective agreement of home in isle is on record (whole list: 1 on record, no total published; complete it first)"
    )
    assert found[0].reason.zh == "home在isle在册没有有效的友城关系（全部名单在册1对，公布数未知；请先补全名单）"
    assert not found[0].established


@pytest.mark.parametrize(
    "stages", ["planned", "exchange 1990", "formal 1990; terminated 2000", "formal 2015/2025", "formal 2021"]
)
def test_what_is_not_effective_covers_nothing(stages: str) -> None:
    assert "wide" in places(gaps(agreement("home", "east", stages), of="uncovered_country"))


def test_planned_agreements_are_named_beside_the_uncovered_country() -> None:
    gap = next(gap for gap in gaps(agreement("north", "isle", "planned 2019"), of="uncovered_country") if gap.place == "isle")
    assert gap.evidence == ("isle", "isle~north")
    assert gap.reason.en.endswith("complete it first); 1 planned")
    assert gap.reason.zh.endswith("请先补全名单），已有1对在计划中")


def test_a_country_where_compatriots_are_says_so() -> None:
    found = gaps(
        agreement("next-door", "suburb"),
        agreement("neighbour", "metro"),
        agreement("north", "suburb", "planned"),
        of="uncovered_country",
    )
    assert places(found) == ["isle", "land", "wide"]
    assert found[1].reason.en.endswith("; 1 planned; others of its country have 2 there")
    assert found[1].reason.zh.endswith("，已有1对在计划中；国内其他地方在当地有2对")


def test_own_plans_are_not_those_of_compatriots() -> None:
    gap = next(gap for gap in gaps(agreement("north", "isle", "planned"), of="uncovered_country") if gap.place == "isle")
    assert "others of its country" not in gap.reason.en


def test_a_frame_narrows_the_countries_asked_about() -> None:
    assert places(gaps(*frame("isle", "wide"), STEM, of="uncovered_country")) == ["isle"]


def test_members_of_a_frame_that_are_no_countries_are_not_asked_about() -> None:
    assert places(gaps(*frame("isle", "metro", "realm"), of="uncovered_country")) == ["isle"]


def test_a_tier_asks_for_an_agreement_at_that_tier() -> None:
    ties = (STEM, agreement("low", "suburb"))
    assert places(gaps(*ties, of="uncovered_country", tiers=(1,))) == ["isle", "land"]
    assert places(gaps(*ties, of="uncovered_country", tiers=(2,))) == ["isle", "land", "wide"]
    assert places(gaps(*ties, of="uncovered_country", tiers=(2, 3))) == ["isle", "wide"]
    assert [gap.tier for gap in gaps(*ties, of="uncovered_country", tiers=(2, 3))] == [2, 2]


def test_a_plan_of_eleven_countries_that_names_nine_asks_about_nine() -> None:
    named = ["JP", "KR", "SG", "IL", "DE", "GB", "NL", "FR", "US"]
    countries = [place(code.lower(), "country", code) for code in named]
    records = [
        *countries,
        *frame(*map(str.lower, named), declared=11, open=True),
        agreement("home", "nl"),
        agreement("north", "sg"),
    ]
    found = gaps(*records, of="uncovered_country")
    assert sorted(str(gap.country) for gap in found) == ["DE", "FR", "GB", "IL", "JP", "KR", "US"]
    assert {gap.type for gap in gaps(*records)} <= set(SHAPE)
    assert {gap.country for gap in gaps(*records)} <= {*named, None}


# bare_stem


def test_a_bare_stem_is_to_be_activated() -> None:
    (gap,) = gaps(STEM, of="bare_stem")
    assert (gap.unit, gap.place, gap.country, gap.tier, gap.action) == ("home", "east", "WW", 2, "activate")
    assert gap.evidence == ("east~home",)
    assert gap.reason.en == (
        "no agreement of a city or county is on record on the stem of home with east (1990) (tier-2 list: 0 on record, "
        "no total published; tier-3 list: 0 on record, no total published; complete it first)"
    )
    assert gap.reason.zh == (
        "home与east的省级友好关系（1990年）之下，在册没有一对市县级友城"
        "（市级名单在册0对，公布数未知；县级名单在册0对，公布数未知；请先补全名单）"
    )


def test_every_bare_stem_is_told_with_its_day_if_it_has_one() -> None:
    ties = (
        agreement("home", "inner"),
        STEM,
        agreement("home", "west", "formal 1980-05"),
        agreement("home", "metro", "formal 2000"),
    )
    found = gaps(*ties, of="bare_stem")
    assert places(found) == ["east", "metro", "inner", "west"]
    assert ["(May 1980)" in gap.reason.en for gap in found] == [False, False, False, True]
    assert "with inner (tier-2" in found[2].reason.en


@pytest.mark.parametrize("grape", [("north", "mill"), ("low", "harbour")])
def test_a_stem_with_a_grape_is_no_gap(grape: tuple[str, str]) -> None:
    assert gaps(STEM, agreement(*grape), of="bare_stem") == ()


def test_a_stem_that_cannot_bear_grapes_is_no_gap() -> None:
    assert (
        gaps(place("solo", "province", "LL", "land", levels=("province", "city")), agreement("home", "solo"), of="bare_stem")
        == ()
    )


def test_a_bare_stem_outside_the_frame_is_not_asked_about() -> None:
    assert gaps(*frame("land"), STEM, of="bare_stem") == ()


# missing_stem


def test_a_country_with_stemless_grapes_lacks_a_stem() -> None:
    (gap,) = gaps(agreement("north", "mill"), agreement("south", "harbour"), agreement("low", "dam"), of="missing_stem")
    assert (gap.unit, gap.place, gap.country, gap.tier, gap.action) == ("home", "wide", "WW", 1, "open")
    assert gap.evidence == ("dam~low", "harbour~south", "mill~north", "east", "inner", "west")
    assert gap.reason.en == (
        "units of home have 3 agreements in wide, and no province-level one is on record (tier-1 list: 0 on record, "
        "no total published; complete it first); if there is none, consider east, inner, west"
    )
    assert gap.reason.zh == (
        "home的市县在wide有3对友城，在册没有省级友城（省级名单在册0对，公布数未知；请先补全名单）；如确无，可考虑east、inner、west"
    )


def test_what_the_home_itself_has_with_cities_is_its_own_and_no_agreement_of_its_units() -> None:
    """A municipality is tier 1 and acts as a city: its agreement with a city is a grape, and at the level of the province."""
    (own,) = gaps(agreement("home", "mill"), home=CITY_HOME, of="missing_stem")
    assert own.reason.zh.startswith("home自身在wide有1对友城，对方是城市；在册没有与当地省州的友城（")
    assert own.reason.en.startswith("home itself has 1 agreement with cities in wide; none with a region there is on record")
    (both,) = gaps(agreement("home", "mill"), agreement("north", "dam"), home=CITY_HOME, of="missing_stem")
    assert both.reason.zh.startswith("home自身在wide有1对友城，对方是城市，区县有1对；在册没有与当地省州的友城（")
    assert both.reason.en.startswith("home itself has 1 agreement with cities in wide, districts have 1; none")
    (below,) = gaps(agreement("north", "dam"), home=CITY_HOME, of="missing_stem")
    assert below.reason.zh.startswith("home的区县在wide有1对友城，在册没有省级友城（")


def test_a_province_with_a_city_as_its_own_partner_is_not_told_to_have_nothing_at_its_level() -> None:
    (gap,) = gaps(agreement("home", "mill"), agreement("low", "dam"), of="missing_stem")
    assert gap.reason.zh.startswith("home自身在wide有1对友城，对方是城市，市县有1对；在册没有与当地省州的友城（")
    assert gap.evidence == ("dam~low", "home~mill", "west")


@pytest.mark.parametrize("home", ["Q956", "Q8686", "Q11725", "Q11736", "Q14773", "Q649"])
def test_no_agreement_of_a_municipality_itself_is_told_as_one_of_its_units(seeds: Snapshot, home: str) -> None:
    """Beijing, Shanghai, Chongqing, Tianjin, Macao and Moscow; Beijing has London."""
    vine = vine_of(seeds, home, select(seeds))
    found = find_gaps(vine, ["missing_stem"])
    own = {gap.country: sum(tie.tier == 1 for tie in vine.effective_in[str(gap.place)]) for gap in found}
    assert any(own.values())
    for gap in found:
        count = own[gap.country]
        assert ("自身" in gap.reason.zh, "在册没有与当地省州的友城" in gap.reason.zh) == (bool(count), bool(count)), gap
        assert "市县" not in gap.reason.zh
        assert f"有{count or gap.waiting}对友城" in gap.reason.zh


def test_what_hangs_on_no_stem_of_a_municipality_may_be_its_own() -> None:
    (gap,) = gaps(STEM, home=CITY_HOME, of="bare_stem")
    assert "在册没有一对与其市县的友城" in gap.reason.zh
    assert "no agreement with a place inside it is on record" in gap.reason.en


def test_the_region_with_most_grapes_is_proposed_first() -> None:
    (gap,) = gaps(agreement("north", "mill"), agreement("north", "dam"), agreement("south", "dam"), of="missing_stem")
    assert gap.evidence[-2:] == ("west", "east")


def test_the_country_with_most_stemless_grapes_comes_first() -> None:
    found = gaps(agreement("north", "suburb"), agreement("north", "mill"), agreement("south", "dam"), of="missing_stem")
    assert places(found) == ["wide", "land"]


def test_a_grape_whose_region_is_not_on_record_gives_a_gap_without_a_proposal() -> None:
    (gap,) = gaps(agreement("north", "lost"), of="missing_stem")
    assert gap.evidence == ("lost~north",)
    assert "consider" not in gap.reason.en
    assert "可考虑" not in gap.reason.zh


@pytest.mark.parametrize("partner", ["isle", "quay"])
def test_a_city_state_lacks_no_stem(partner: str) -> None:
    assert gaps(agreement("north", partner), of="missing_stem") == ()


def test_a_stem_anywhere_in_the_country_is_no_missing_one() -> None:
    assert gaps(STEM, agreement("north", "dam"), of="missing_stem") == ()


# tier_hole


def test_a_tier_left_out_below_the_reach_is_a_hole() -> None:
    (gap,) = gaps(STEM, agreement("low", "mill"), agreement("low", "dam"), of="tier_hole")
    assert (gap.unit, gap.place, gap.country, gap.tier, gap.action) == ("home", "wide", "WW", 2, "open")
    assert gap.evidence == ("dam~low", "low~mill")
    assert gap.reason.en.startswith("home has nothing on record at city level in wide, though 2 below it (tier-2 list: 0")
    assert gap.reason.zh.startswith("home在wide在册没有市级友城，而更低一级已有2对（市级名单在册0对")


def test_a_missing_stem_is_not_told_again_as_a_hole_at_tier_one() -> None:
    found = gaps(agreement("low", "suburb"), agreement("north", "mill"), agreement("south", "dam"), of="tier_hole")
    assert [(gap.place, gap.tier) for gap in found] == [("land", 2)]


def test_where_no_stem_is_missing_every_tier_left_out_is_a_hole_of_its_own() -> None:
    assert [(gap.place, gap.tier) for gap in gaps(agreement("low", "isle"), of="tier_hole")] == [("isle", 1), ("isle", 2)]


def test_tiers_without_a_break_are_no_hole() -> None:
    assert gaps(STEM, agreement("north", "mill"), of="tier_hole") == ()
    assert gaps(agreement("home", "mill"), of="tier_hole") == ()
    assert gaps(of="tier_hole") == ()


# empty_unit


def test_a_tier_two_unit_without_an_agreement_is_empty() -> None:
    (gap,) = gaps(agreement("north", "mill"), of="empty_unit")
    assert (gap.unit, gap.place, gap.country, gap.tier, gap.action, gap.evidence) == ("south", None, None, 2, "open", ("south",))
    clause = "(list of this unit: 0 on record, no total published; complete it first)"
    assert gap.reason.en == f"no effective agreement of south abroad is on record {clause}"
    assert gap.reason.zh == "south在册没有有效的国际友城（该单位名单在册0对，公布数未知；请先补全名单）"


def test_an_agreement_of_a_unit_below_leaves_the_city_empty() -> None:
    assert [gap.unit for gap in gaps(agreement("low", "mill"), of="empty_unit")] == ["north", "south"]


def test_units_below_are_asked_about_on_request() -> None:
    assert [gap.unit for gap in gaps(of="empty_unit", tiers=(3,))] == ["low"]
    assert [gap.unit for gap in gaps(of="empty_unit", tiers=(2, 3))] == ["low", "north", "south"]
    assert gaps(of="empty_unit", tiers=(1,)) == ()


def test_unnamed_and_dissolved_units_are_not_empty() -> None:
    home = (
        *HOME,
        place("old", "city", "RR", "home", valid_to="2010", succeeded_by=("north",)),
        place("inner-city", "city", "RR", "north"),
        place("gone", "county", "RR", "north", valid_to="2010"),
    )
    assert [gap.unit for gap in gaps(of="empty_unit", home=home)] == ["inner-city", "north", "south"]
    assert [gap.unit for gap in gaps(of="empty_unit", home=home, tiers=(3,))] == ["low"]
    empty = gaps(of="empty_unit", home=home, as_of=date(2009, 1, 1))
    assert [gap.unit for gap in empty] == ["inner-city", "north", "old", "south"]


def test_the_districts_of_a_municipality_are_its_empty_units() -> None:
    assert [gap.unit for gap in gaps(agreement("north", "mill"), of="empty_unit", home=CITY_HOME)] == ["south"]


def test_within_a_frame_only_agreements_and_plans_with_its_countries_matter() -> None:
    ties = (agreement("north", "mill"), agreement("north", "isle", "planned"), agreement("south", "suburb", "planned"))
    found = gaps(*frame("isle"), *ties, of="empty_unit")
    assert [(gap.unit, gap.evidence) for gap in found] == [("north", ("north", "isle~north")), ("south", ("south",))]
    assert found[0].reason.en.startswith(
        "no effective agreement of north in the chosen countries and areas is on record; 1 planned (list"
    )
    assert found[0].reason.zh.startswith("north在所选国家和地区中在册没有有效的国际友城，已有1对在计划中（该单位名单在册1对")


# off_stem_grape


def test_a_side_shoot_is_to_be_consolidated() -> None:
    (gap,) = gaps(STEM, agreement("north", "dam"), of="off_stem_grape")
    assert (gap.unit, gap.place, gap.country, gap.tier, gap.action) == ("north", "dam", "WW", 2, "consolidate")
    assert gap.evidence == ("dam~north", "east~home")
    assert gap.reason.en.startswith(
        "north is linked with dam, which does not lie inside the regions home has stems with on record (east) ("
    )
    assert gap.reason.zh.startswith("north与dam结好，但dam不在home于当地在册的省级友好地区（east）之内（省级名单在册1对")


def test_a_grape_with_the_region_of_a_stem_itself_is_not_told_to_lie_outside_it() -> None:
    west = agreement("home", "west")
    (gap,) = gaps(STEM, west, agreement("north", "east"), of="off_stem_grape")
    assert gap.reason.zh.startswith("north与east结好，而east就是home在册的省级友好地区：对方是该地区本身，不是其中的市县")
    assert gap.reason.en.startswith("north is linked with east, a region home has a stem with on record: with the region itself")
    assert "之内" not in gap.reason.zh.split("（")[0]
    assert "does not lie" not in gap.reason.en


def test_a_grape_with_a_whole_state_is_told_as_one() -> None:
    (gap,) = gaps(STEM, agreement("north", "wide"), of="off_stem_grape")
    assert gap.reason.zh.startswith("north与wide结好，但wide是国家，不在home于当地在册的省级友好地区（east）之内")
    assert gap.reason.en.startswith("north is linked with wide, which is a state, and does not lie inside the regions home")


def test_an_agreement_of_the_home_with_a_whole_state_is_no_stem_and_not_told_as_one_with_cities() -> None:
    (gap,) = gaps(agreement("home", "wide"), agreement("north", "dam"), of="missing_stem")
    assert gap.reason.zh.startswith("home自身在wide有1对友城，对方不是省州，市县有1对；在册没有与当地省州的友城")
    assert gap.reason.en.startswith("home itself has 1 agreement with none of the regions in wide, units have 1;")


def test_grapes_on_a_stem_without_a_stem_or_exempt_are_no_side_shoots() -> None:
    assert (
        gaps(STEM, agreement("north", "mill"), agreement("north", "suburb"), agreement("north", "isle"), of="off_stem_grape")
        == ()
    )


def test_a_partner_whose_region_is_not_on_record_is_no_side_shoot() -> None:
    records = (
        STEM,
        agreement("home", "metro"),
        agreement("south", "dam"),
        agreement("north", "dam"),
        place("far", "city", "LL", "land"),
    )
    found = gaps(*records, agreement("north", "far"), of="off_stem_grape")
    assert [gap.evidence[0] for gap in found] == ["dam~north", "dam~south"]


# Filters


@pytest.mark.parametrize("tier", [1, 2, 3])
def test_a_tier_filter_leaves_gaps_of_that_tier_only(tier: int) -> None:
    records = (STEM, agreement("low", "dam"), agreement("north", "suburb"), agreement("low", "suburb"))
    found = gaps(*records, tiers=(tier,))
    assert found
    assert {gap.tier for gap in found} == {tier}
    assert [gap.rank for gap in found] == list(range(1, len(found) + 1))


def test_a_frame_leaves_gaps_in_its_countries_only() -> None:
    records = (STEM, agreement("north", "dam"), agreement("low", "suburb"), agreement("home", "isle"))
    assert {gap.country for gap in gaps(*frame("land"), *records)} <= {"LL", None}
    assert {gap.type for gap in gaps(*frame("land"), *records)} == {"missing_stem", "tier_hole", "empty_unit"}


def test_a_frame_without_members_is_refused() -> None:
    with pytest.raises(WrongKind, match="has no country among its members"):
        gaps(*frame(), STEM)


def test_members_that_have_left_a_frame_are_not_asked_about() -> None:
    left = Membership(id="m-isle", member="isle", of="frame", to="2010", **SOURCE)
    assert gaps(*frame(), left, of="uncovered_country") == ()


def test_names_are_told_in_the_language_of_the_reader() -> None:
    named = tuple(
        place("home", "province", "RR", "realm", names=Names(zh="江苏", en="Jiangsu")) if unit.id == "home" else unit
        for unit in HOME
    )
    (gap,) = gaps(STEM, of="bare_stem", home=named)
    assert gap.reason.zh.startswith("江苏与east")
    assert "Jiangsu with east" in gap.reason.en


def test_the_witnessed_network_has_the_gaps_one_expects() -> None:
    drawn = snapshot(known_records())
    found = find_gaps(vine_of(drawn, "jiangsu", Selection(END_OF_2020)), SHAPE)
    assert {(gap.type, gap.place) for gap in found if gap.place} == {
        ("uncovered_country", "singapore"),
        ("bare_stem", "mogilev-oblast"), ("bare_stem", "vaud"), ("bare_stem", "north-brabant"),
        ("missing_stem", "brunei"), ("missing_stem", "nepal"), ("missing_stem", "congo"),
    }  # fmt: skip
    assert len([gap for gap in found if gap.type == "empty_unit"]) == 11
