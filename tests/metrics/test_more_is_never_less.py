"""More never means less (domain rules, section 7), over the random networks of `worlds.py` in which no agreement may be the
same as another, except where it holds of all.
"""

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from graph_service.records.activity import Activity
from graph_service.records.agreement import Agreement
from graph_service.records.base import Names, Source
from graph_service.records.claim import Claim
from tests.metrics.worlds import (
    SIGNED,
    SOURCE,
    Pair,
    World,
    claims,
    dates,
    grown,
    grows,
    kinds,
    lives,
    no_less,
    pairs,
    single_worlds,
    strengths,
    sure_dates,
    worlds,
)

steadily = settings(max_examples=40)
WEIGHT = {"intent": 0.2, "exchange": 0.5, "unclassified": 1.0, "formal": 1.0}


@steadily
@given(single_worlds(), kinds, pairs, st.sampled_from(SIGNED), sure_dates, st.sampled_from(("", "; dormant")))
def test_adding_an_effective_agreement_lowers_neither_strength_nor_depth_nor_coverage(
    world: World, chosen: frozenset[str], pair: tuple[str, str], kind: str, when: str, sleep: str
) -> None:
    world = world._replace(lives={known: life for known, life in world.lives.items() if known != pair})
    after = world.changed(pair, f"{kind}{when}{sleep}")
    assert grows(grown(world.records(), chosen | {kind}), grown(after.records(), chosen | {kind}))


@steadily
@given(single_worlds(), kinds, pairs, lives, st.sampled_from(("terminated", "suspended")), dates)
def test_ending_an_agreement_raises_neither_strength_nor_depth_nor_coverage(
    world: World, chosen: frozenset[str], pair: tuple[str, str], life: str, step: str, when: str
) -> None:
    before, after = world.changed(pair, life), world.changed(pair, f"{life}; {step}{when}")
    assert grows(grown(after.records(), chosen), grown(before.records(), chosen))


@settings(max_examples=250)
@given(single_worlds(), st.sets(st.sampled_from(SIGNED)), pairs, st.sampled_from(("exchange", "unclassified")), sure_dates, dates)
def test_an_upgrade_to_formal_never_lowers_strength(
    world: World, others: set[str], pair: Pair, kind: str, when: str, then: str
) -> None:
    chosen = frozenset(others | {"formal"})
    before, after = world.changed(pair, f"{kind}{when}"), world.changed(pair, f"{kind}{when}; formal{then}")
    assert no_less(strengths(grown(after.records(), chosen)), strengths(grown(before.records(), chosen)))


@steadily
@given(single_worlds(), kinds, pairs, st.sampled_from(SIGNED), sure_dates, st.sampled_from(SIGNED), dates)
def test_recording_a_signing_of_equal_or_higher_weight_never_lowers_strength(
    world: World, others: frozenset[str], pair: Pair, kind: str, when: str, more: str, then: str
) -> None:
    if WEIGHT[more] < WEIGHT[kind]:
        kind, more = more, kind
    chosen = others | {kind, more}
    before, after = world.changed(pair, f"{kind}{when}"), world.changed(pair, f"{kind}{when}; {more}{then}")
    assert no_less(strengths(grown(after.records(), chosen)), strengths(grown(before.records(), chosen)))


@steadily
@given(single_worlds(), kinds, pairs, lives, st.sampled_from(("renewal", "resumed", "contact")), dates)
def test_recording_a_renewal_or_a_resumption_never_lowers_strength(
    world: World, chosen: frozenset[str], pair: Pair, life: str, step: str, when: str
) -> None:
    before, after = world.changed(pair, life), world.changed(pair, f"{life}; {step}{when}")
    assert no_less(strengths(grown(after.records(), chosen)), strengths(grown(before.records(), chosen)))


@steadily
@given(single_worlds(), kinds, pairs, st.sampled_from(SIGNED), sure_dates, st.sampled_from(("", "; suspended", "; dormant 2018")))
def test_recording_the_day_of_a_signing_never_lowers_strength(
    world: World, chosen: frozenset[str], pair: Pair, kind: str, when: str, later: str
) -> None:
    before, after = world.changed(pair, f"{kind}{later}"), world.changed(pair, f"{kind}{when}{later}")
    assert no_less(strengths(grown(after.records(), chosen)), strengths(grown(before.records(), chosen)))


@steadily
@given(worlds(), kinds, claims(), st.sampled_from(("2001", "2019", "2020-12-31", "2021", None)))
def test_recording_an_activity_a_claim_a_name_or_a_source_never_lowers_strength(
    world: World, chosen: frozenset[str], told: Claim, when: str | None
) -> None:
    before = strengths(grown(world.records(), chosen))
    claimed = world._replace(claims=(*world.claims, replace(told, id="claim:more")))
    assert strengths(grown(claimed.records(), chosen)) == before
    known = world.records()
    visits = [
        Activity(id=f"more-{tie.id}", kind="visit", date=when, agreement=tie.id, **SOURCE)
        for tie in known
        if isinstance(tie, Agreement)
    ]
    assert no_less(strengths(grown([*known, *visits], chosen)), before)
    named = [replace(row, names=Names(zh="名", en=row.names.en), sources=(*row.sources, Source("another"))) for row in known]
    assert strengths(grown(named, chosen)) == before


@steadily
@given(worlds(), kinds, kinds)
def test_more_kinds_never_mean_less(world: World, one: frozenset[str], other: frozenset[str]) -> None:
    fewer, more = grown(world.records(), one), grown(world.records(), one | other)
    assert {tie.agreement.id for tie in fewer.ties.effective} <= {tie.agreement.id for tie in more.ties.effective}
    assert {stem.agreement for stem in fewer.stems} <= {stem.agreement for stem in more.stems}
    on_stem = [{tie.agreement.id for tie in vine.ties.effective if tie.grape_class == "A"} for vine in (fewer, more)]
    assert on_stem[0] <= on_stem[1]
    assert grows(fewer, more)
