"""The rows of countries and areas add up to the totals of every home, whatever the network; areas of its state stand apart.

Strategy: random networks with places that no parent leads to their country, places whose country is not on record, and areas,
written down here and loaded by nobody: a store may hold them since before such rows were told.
"""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from graph_service.metrics.clusters import clusters_of
from graph_service.metrics.coverage import all_countries, coverage, reach_of
from graph_service.metrics.selection import select
from graph_service.metrics.sums import sums_of
from graph_service.metrics.vine import vine_of
from graph_service.questions.check import Check, check
from graph_service.questions.question import View
from graph_service.records.agreement import Agreement
from graph_service.records.base import Names, Record
from graph_service.records.place import Place
from graph_service.rules import StrengthWeights
from graph_service.snapshot import Snapshot
from tests.drawing import agreement, place, snapshot

HOMES = (
    place("china", "country", "CN"),
    place("north", "province", "CN", "china"),
    place("north-city", "city", "CN", "north"),
    place("north-county", "county", "CN", "north-city"),
    place("capital", "province", "CN", "china", levels=("province", "city")),
    place("capital-district", "county", "CN", "capital"),
)
UNITS = ("north", "north-city", "north-county", "capital", "capital-district")
COUNTRIES = (
    place("netherlands", "country", "NL"),
    place("japan", "country", "JP"),
    place("singapore", "country", "SG", levels=("country", "province", "city")),
    place("hong-kong", "country", "HK", area_of="CN"),
    place("macao", "country", "MO", area_of="CN"),
)
CODES = ("NL", "JP", "SG", "HK", "MO", "RW", "CN")  # nobody wrote down Rwanda
STAGES = ("formal 2000", "unclassified", "exchange 2010", "formal 2000; terminated 2020", "planned", "formal 2025/2030")


@st.composite
def partners(draw: st.DrawFn) -> list[Place]:
    """Places of any level: under nothing, under one drawn before in the same country, or under the state of their area."""
    drawn: list[Place] = list(COUNTRIES)
    for number in range(draw(st.integers(1, 8))):
        code, level = draw(st.sampled_from(CODES)), draw(st.sampled_from(("province", "city", "county")))
        above = [each.id for each in drawn if each.country == code] + (["china"] if code in ("HK", "MO", "CN") else [])
        drawn.append(place(f"p{number}", level, code, draw(st.sampled_from((None, *above)))))
    return drawn


@st.composite
def networks(draw: st.DrawFn) -> list[Record]:
    """Two homes and what they may sign abroad, in areas and at home."""
    places = draw(partners())
    ids = st.tuples(st.sampled_from(UNITS), st.sampled_from([each.id for each in places]))
    pairs = draw(st.lists(ids, max_size=12, unique=True))
    ties: list[Agreement] = [agreement(a, b, draw(st.sampled_from(STAGES))) for a, b in pairs]
    return [*HOMES, *places, *ties]


@given(networks(), st.sampled_from(("formal", "formal,unclassified", "exchange", None)), st.sampled_from(("north", "capital")))
def test_the_rows_of_countries_and_areas_add_up_to_the_totals(records: list[Record], kinds: str | None, home: str) -> None:
    found = snapshot(records)
    vine = vine_of(found, home, select(found, kinds=kinds))
    rows = [row for row in clusters_of(vine, StrengthWeights()) if row.grain == "country"]
    held = Counter(tie.agreement.id for row in rows for tie in row.ties)
    assert held == Counter(tie.agreement.id for tie in vine.ties.effective)
    assert held.keys().isdisjoint(tie.agreement.id for tie in vine.ties.areas)
    covered = coverage(all_countries(vine), reach_of(vine, (1, 2, 3))).covered
    assert set(covered) == {row.partner.id for row in rows if row.ties and row.partner.id in found.places}


@given(networks())
def test_the_check_states_the_sums_of_all_homes(records: list[Record]) -> None:
    found = snapshot(records)
    sums = sums_of(found)
    vines = [vine_of(found, place.id, select(found)) for place in found.places.values() if place.is_level("province")]
    assert sums.agreements == sums.in_rows == sum(len(vine.ties.effective) for vine in vines)
    assert (sums.apart, sums.astray) == (sum(len(vine.ties.areas) for vine in vines), ())


def test_a_second_country_of_one_code_in_a_store_is_told_with_what_its_row_lacks() -> None:
    second = place("z-country", "country", "NL")  # since before a load refused it
    oss = place("oss", "city", "NL", "netherlands")
    found = check(View(snapshot([*HOMES, *COUNTRIES, second, oss, agreement("north-city", "oss")])), Check(limit=5))
    assert (found.sums.agreements, found.sums.in_rows) == (1, 0)
    assert found.counts["country_rows"] == 1
    told = next(item for item in found.items if item.check == "country_rows")
    assert told.ids == ("north", "north-city~oss")
    assert told.message.zh == "各国家和地区行共0对，与合计1对不符"
    assert told.message.en == "the rows of countries and areas hold 0 agreements, the totals 1"


def test_a_place_that_counts_by_its_code_alone_is_listed_with_what_it_lacks() -> None:
    stray, lost = place("p-kigali", "city", "RW"), place("p-oss", "city", "NL")
    ties = agreement("north", "p-kigali"), agreement("north", "p-oss")
    found = check(View(snapshot([*HOMES, *COUNTRIES, stray, lost, *ties])), Check(limit=5))
    told = {(item.check, *item.ids): (item.message.zh, item.message.en) for item in found.items}
    assert told["without_country", "p-kigali"] == (
        "RW未在册，按代码计入",
        "no country or area RW is on record; counted under its code",
    )
    assert told["without_parent", "p-oss"] == (
        "缺上级，只按国家或地区计入",
        "no parent on record; counted under its country or area only",
    )
    assert found.counts["without_country"] == 1
    assert found.sums.agreements == found.sums.in_rows == 2


def test_a_chinese_name_in_other_letters_is_told_also_of_a_place_without_agreements() -> None:
    renamed = place("suzhou", "city", "CN", names=Names(zh="Suzhou"))
    found = check(View(snapshot([*HOMES, *COUNTRIES, renamed])), Check(limit=5))
    [told] = [item for item in found.items if item.check == "without_chinese_name"]
    assert (told.ids, told.message.zh) == (("suzhou",), "中文名“Suzhou”中没有汉字")
    assert told.message.en == "the Chinese name “Suzhou” has no Chinese character in it"


def test_the_sums_of_the_seeds_hold(seeds: Snapshot) -> None:
    sums = sums_of(seeds)
    assert sums.homes > 1_000
    assert sums.agreements == sums.in_rows
    assert sums.apart > 0
    assert sums.astray == ()
