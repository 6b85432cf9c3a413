"""Coverage of frames: whom it counts, what it leaves out, and how it says what is not known."""

from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.errors import BadRequest, WrongKind
from graph_service.metrics.coverage import Coverage, Scope
from graph_service.metrics.coverage_rows import CoverageRow, axes_of, coverage_rows
from graph_service.metrics.selection import Selection
from graph_service.metrics.vine import vine_of
from graph_service.records.base import Names, Record
from graph_service.records.frame import Frame
from graph_service.records.membership import Membership
from graph_service.snapshot import Snapshot
from tests.drawing import DRAWN, agreement, place, snapshot, witnessed

NOW = Selection(date(2026, 11, 21))
SOURCE = {"sources": DRAWN, "layer": "home"}


def frame(name: str, members: Iterable[str], **more: object) -> list[Record]:
    """A frame and its members; a member may carry its dates: `nepal 2015/2017`, `nepal 2001..2010`."""
    rows: list[Record] = [Frame(id=f"frame:{name}", kind=str(more.pop("kind", "group")), **more, **SOURCE)]  # type: ignore[arg-type]
    for member in members:
        place_id, _, dates = member.partition(" ")
        start, _, end = dates.partition("..")
        rows.append(
            Membership(
                id=f"membership:{name}-{place_id}",
                member=place_id,
                of=f"frame:{name}",
                from_=start or None,
                to=end or None,
                **SOURCE,
            )
        )
    return rows


def rows(
    found: Snapshot, by: str, name: str | None = None, selection: Selection = NOW, tier: int | None = None
) -> list[CoverageRow]:
    vine = vine_of(found, "jiangsu", selection)
    chosen = found.record(Frame, f"frame:{name}") if name else None
    return list(coverage_rows(vine, axes_of(by), chosen, tier))


def of(found: Snapshot, name: str, selection: Selection = NOW, tier: int | None = None) -> Coverage:
    """The coverage of a whole frame by Jiangsu."""
    (row,) = rows(found, "frame", name, selection, tier)
    return row.coverage


def counts(found: Snapshot, by: str, name: str | None = None) -> dict[str, tuple[int, int]]:
    """Numerator and denominator of each part."""
    return {
        ",".join(label.key for label in row.labels.values()): (len(row.coverage.covered), row.coverage.declared)
        for row in rows(found, by, name)
    }


PLAN = snapshot([*witnessed(), *frame("plan", ["netherlands", "nepal", "congo"], declared=5, open=True)])


def test_a_frame_that_claims_more_than_it_names_is_covered_within_an_interval() -> None:
    found = of(PLAN, "plan")
    assert (found.covered, found.missing) == (("congo", "nepal"), ("netherlands",))
    assert (found.named, found.declared) == (3, 5)
    assert (found.low, found.high) == (2 / 5, 4 / 5)


def test_a_frame_named_in_full_is_covered_by_a_share() -> None:
    found = of(snapshot([*witnessed(), *frame("three", ["netherlands", "nepal", "congo"], declared=3)]), "three")
    assert found.low == found.high == 2 / 3


def test_an_open_frame_says_that_its_list_goes_on() -> None:
    assert of(PLAN, "plan").scope.open
    assert not of(snapshot([*witnessed(), *frame("closed", ["nepal"])]), "closed").scope.open


def test_the_home_country_is_no_member_to_be_covered() -> None:
    found = of(snapshot([*witnessed(), *frame("plan", ["china", "nepal", "congo"], declared=5)]), "plan")
    assert (found.named, found.declared) == (2, 4)
    assert (found.low, found.high) == (2 / 4, 4 / 4)


def test_membership_is_that_of_the_date() -> None:
    drawn = snapshot([*witnessed(), *frame("club", ["nepal 2020-05-01", "congo 2001..2024-01-31", "belarus"])])
    assert of(drawn, "club", Selection(date(2019, 12, 31))).scope.sure == {"belarus", "congo"}
    assert of(drawn, "club").scope.sure == {"belarus", "nepal"}


def test_a_member_that_joined_within_a_span_around_the_date_is_told_apart_and_not_counted() -> None:
    drawn = snapshot([*witnessed(), *frame("club", ["nepal 2019/2021", "congo"])])
    found = of(drawn, "club", Selection(date(2020, 6, 30)))
    assert (found.scope.sure, [member.id for member in found.scope.perhaps]) == ({"congo"}, ["nepal"])
    assert found.declared == 1


def test_an_observer_is_no_member() -> None:
    observer = Membership(id="membership:watch", member="nepal", of="frame:club", grade="observer", **SOURCE)
    assert of(snapshot([*witnessed(), *frame("club", ["congo"]), observer]), "club").scope.sure == {"congo"}


def test_a_frame_before_its_first_member_has_no_share() -> None:
    found = of(snapshot([*witnessed(), *frame("club", ["nepal 2020"])]), "club", Selection(date(1999, 1, 1)))
    assert (found.named, found.low, found.high) == (0, None, None)


def test_a_claimed_size_says_nothing_of_days_before_the_frame_began() -> None:
    drawn = snapshot([*witnessed(), *frame("plan", ["nepal 2020"], declared=9, valid_from="2015")])
    assert of(drawn, "plan", Selection(date(2010, 1, 1))).declared == 0
    assert of(drawn, "plan", Selection(date(2021, 1, 1))).declared == 9


def test_a_frame_without_places_is_refused() -> None:
    with pytest.raises(WrongKind, match=r"frame:idea .* has no country among its members"):
        of(snapshot([*witnessed(), *frame("idea", [])]), "idea")


def test_an_agreement_of_an_uncertain_date_makes_a_missing_member_possible() -> None:
    found = of(PLAN, "plan", Selection(date(2017, 6, 30)))
    assert (found.covered, found.missing, found.possible) == ((), ("congo", "nepal", "netherlands"), ("congo",))


def test_a_planned_agreement_is_named_beside_the_coverage() -> None:
    drawn = snapshot([*witnessed(), *frame("plan", ["netherlands"]), agreement("taizhou", "oss", "planned 2022 aim=formal")])
    found = of(drawn, "plan")
    assert (found.covered, found.missing, found.planned) == ((), ("netherlands",), ("netherlands",))


def test_one_tier_counts_agreements_of_that_tier_only() -> None:
    drawn = snapshot([*witnessed(), *frame("five", ["belarus", "nepal"])])
    assert of(drawn, "five", tier=1).covered == ("belarus",)
    assert of(drawn, "five", tier=2).covered == ("nepal",)


def test_a_tier_the_home_does_not_have_is_refused() -> None:
    found = snapshot([place("land", "country", "AA"), place("town", "province", "AA", "land", levels=("province", "city"))])
    with pytest.raises(BadRequest, match="tier: town has the tiers 1 to 2"):
        list(coverage_rows(vine_of(found, "town", NOW), ("tier",), None, 3))


CONTINENTS = snapshot(
    [
        *witnessed(),
        *frame("asia", ["china", "nepal", "brunei"], kind="continent", names=Names(zh="亚洲", en="Asia")),
        *frame("europe", ["belarus", "switzerland", "netherlands"], kind="continent"),
        *frame("plan", ["netherlands", "nepal", "congo"], declared=5),
    ]
)


def test_a_breakdown_by_continent_leaves_no_country_out() -> None:
    assert counts(CONTINENTS, "continent") == {"frame:asia": (2, 2), "frame:europe": (2, 3), "none": (1, 1)}


def test_a_continent_holds_at_most_the_unnamed_members_that_fit_in_it() -> None:
    # Two members are unnamed; Asia has one more country that could be one of them, Europe two.
    assert counts(CONTINENTS, "continent", "plan") == {"frame:asia": (1, 2), "frame:europe": (0, 3), "none": (1, 1)}


def test_continents_are_no_rows_among_the_frames() -> None:
    assert counts(CONTINENTS, "frame") == {"frame:plan": (2, 5)}


def test_two_axes_make_a_row_for_each_pair() -> None:
    assert counts(CONTINENTS, "continent,tier") == {
        "frame:asia,1": (0, 2), "frame:asia,2": (2, 2), "frame:asia,3": (0, 2),
        "frame:europe,1": (2, 3), "frame:europe,2": (0, 3), "frame:europe,3": (0, 3),
        "none,1": (0, 1), "none,2": (1, 1), "none,3": (0, 1),
    }  # fmt: skip


def test_a_country_is_covered_or_not() -> None:
    assert counts(CONTINENTS, "country", "plan") == {"congo": (1, 1), "nepal": (1, 1), "netherlands": (0, 1)}


def test_the_order_of_two_axes_changes_the_order_of_the_rows_only() -> None:
    one = {tuple(key.split(",")): found for key, found in counts(CONTINENTS, "frame,country").items()}
    other = {tuple(key.split(","))[::-1]: found for key, found in counts(CONTINENTS, "country,frame").items()}
    assert one == other
    assert len(one) == 3


@pytest.mark.parametrize("text", ["", "planet", "tier,tier", "tier,", "continent,country,tier"])
def test_axes_that_are_unknown_doubled_or_too_many_are_refused(text: str) -> None:
    with pytest.raises(BadRequest, match="by: "):
        axes_of(text)


# Properties. Any agreement of Jiangsu with any of these places may or may not be there.
PARTNERS = ("mogilev-oblast", "vaud", "bandar", "kathmandu", "pointe-noire", "north-brabant", "oss")
MEMBERS = ("belarus", "switzerland", "brunei", "nepal", "congo", "netherlands", "china")
STAGES = st.sampled_from(("formal 2001", "exchange 2005-03", "unclassified", "intent 2010", "formal 2015/2019", "planned 2020"))
PAIRS = st.dictionaries(
    st.tuples(st.sampled_from(("jiangsu", "nanjing", "suzhou", "kunshan")), st.sampled_from(PARTNERS)), STAGES, max_size=6
)
FRAMES = st.tuples(st.sets(st.sampled_from(MEMBERS), min_size=1), st.integers(0, 3))
PLACES = [record for record in witnessed() if record.id in MEMBERS or "~" not in record.id]


def drawn(pairs: dict[tuple[str, str], str], members: Iterable[str], unnamed: int) -> Snapshot:
    named = sorted(members)
    ties = [agreement(unit, partner, stages) for (unit, partner), stages in pairs.items()]
    return snapshot([*PLACES, *ties, *frame("any", named, declared=len(named) + unnamed)])


@given(PAIRS, FRAMES, st.dates(date(1999, 1, 1), date(2026, 1, 1)))
def test_the_parts_of_a_coverage_add_up(pairs: dict[tuple[str, str], str], members: tuple[set[str], int], day: date) -> None:
    found = of(drawn(pairs, *members), "any", Selection(day))
    assert sorted((*found.covered, *found.missing)) == sorted(members[0] - {"china"})
    assert found.declared == found.named + members[1]
    assert set(found.possible) <= set(found.missing)
    if found.low is not None and found.high is not None:
        assert 0 <= found.low <= found.high <= 1


@given(PAIRS, FRAMES, st.sampled_from(PARTNERS), st.integers(1, 3))
def test_coverage_never_falls_when_an_agreement_is_added(
    pairs: dict[tuple[str, str], str], members: tuple[set[str], int], partner: str, tier: int
) -> None:
    unit = {1: "jiangsu", 2: "nanjing", 3: "kunshan"}[tier]
    more = pairs | {(unit, partner): "formal 1999"}
    for chosen in (None, 1, 2, 3):
        before, after = (of(drawn(found, *members), "any", tier=chosen) for found in (pairs, more))
        if pairs.get((unit, partner), "planned").startswith("planned"):
            assert set(before.covered) <= set(after.covered)


@given(PAIRS, FRAMES, st.sets(st.sampled_from(("formal", "unclassified", "exchange", "intent"))))
def test_coverage_never_falls_when_more_kinds_count(
    pairs: dict[tuple[str, str], str], members: tuple[set[str], int], kinds: set[str]
) -> None:
    found, day = drawn(pairs, *members), date(2026, 1, 1)
    fewer = of(found, "any", Selection(day, frozenset(kinds)))
    more = of(found, "any", Selection(day, frozenset(kinds | {"exchange"})))
    assert set(fewer.covered) <= set(more.covered)


@given(st.sets(st.sampled_from("abcdef")), st.sets(st.sampled_from("abcdef")), st.integers(0, 3), st.integers(0, 3))
def test_what_two_scopes_have_in_common_is_the_same_both_ways(one: set[str], other: set[str], k: int, m: int) -> None:
    def scope(ids: set[str], unnamed: int) -> Scope:
        return Scope(tuple(place(name, "country", "AA") for name in sorted(ids)), unnamed)

    here, there = scope(one, k).within(scope(other, m)), scope(other, m).within(scope(one, k))
    assert here.sure == there.sure == one & other
    assert here.unnamed <= k + m
