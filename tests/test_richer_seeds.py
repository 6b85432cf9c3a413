"""What the sets found later brought into the seeds: regions and counties, classes, dates, ends, totals, with their sources."""

import csv
from collections import Counter

import pytest

from graph_service.metrics.knowledge import knowledge_of
from graph_service.metrics.selection import select
from graph_service.metrics.vine import vine_of
from graph_service.records.agreement import Agreement
from graph_service.records.place import Place
from graph_service.resolver import id_named
from graph_service.snapshot import Snapshot
from tests.test_seeds import INPUTS, MUNICIPALITIES, ROOT, of_china

NEVER_REGIONS = ("SI", "MK", "MT", "SG", "MC", "VA")
WITH_CODES_OF_THEIR_OWN = (
    "CN-TW",
    "CN-HK",
    "CN-MO",
    "US-PR",
    "US-GU",
    "NL-AW",
    "NL-CW",
    "NO-21",
    "NO-22",
    "FI-01",
    "FR-971",
    "FR-NC",
)


def needs_inputs() -> None:
    """Skip aloud where the public data are not beside the project."""
    if not (INPUTS / "more").is_dir():
        pytest.skip(f"the public data are not in {INPUTS}; GRAPH_SERVICE_SEED_INPUTS names another folder")


def stages(seeds: Snapshot, one: str, other: str) -> list[tuple[str, str | None]]:
    """Kind and date of each stage of the agreement of two places."""
    rows = seeds.network.table(Agreement).values()
    (found,) = [row for row in rows if set(row.parties) == {one, other}]
    return [(stage.kind, stage.date) for stage in found.stages]


def test_chinese_provinces_have_region_level_stems(seeds: Snapshot) -> None:
    stems = [
        (unit.id, partner.id)
        for agreement, unit, partner in of_china(seeds)
        if unit.level == partner.level == "province" and agreement.stages[0].kind in ("formal", "unclassified")
    ]
    assert len(stems) > 400
    assert {unit for unit, _ in stems} >= MUNICIPALITIES.keys()


def test_dates_and_classes_are_on_record(seeds: Snapshot) -> None:
    rows = seeds.network.table(Agreement).values()
    assert sum(any(stage.date for stage in row.stages) for row in rows) > 2_200
    assert sum(all(stage.kind != "unclassified" for stage in row.stages) for row in rows) > 2_500


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("Q42061", "Q205922", [("exchange", "1997"), ("formal", "1998-04-21")]),  # Qiqihar and Goyang
        ("Q46862", "Q41066", [("exchange", "2007-09-09"), ("formal", "2014-11-07")]),  # Hubei and North Chungcheong
        ("Q16572", "gn:2694762", [("formal", "1997-11-24"), ("terminated", "2019-11/2020-02")]),  # Guangzhou and Linköping
        ("Q490", "Q656", [("formal", "1967-10-02"), ("suspended", "2012")]),  # Milan and Saint Petersburg
        ("Q15175", "Q1951", [("formal", "2017-04-24"), ("terminated", None)]),  # Guangdong and Alberta
    ],
)
def test_earlier_stages_and_ends_are_stages_of_one_agreement(
    seeds: Snapshot, one: str, other: str, told: list[tuple[str, str | None]]
) -> None:
    assert stages(seeds, one, other) == told


def test_municipalities_count_their_districts_in_published_totals_too(seeds: Snapshot) -> None:
    known = knowledge_of(vine_of(seeds, "Q11725", select(seeds)))
    assert (known.tiers["2"].claimed, known.tiers["2"].as_of) == (23, "2023-12")


def test_a_published_total_that_counts_exchange_partners_says_so(seeds: Snapshot) -> None:
    known = knowledge_of(vine_of(seeds, "Q43407", select(seeds)))
    assert known.tiers["1"].claimed == 89
    assert known.tiers["1"].kinds == ("formal", "exchange")


@pytest.mark.parametrize("country", NEVER_REGIONS)
def test_municipalities_and_parts_of_city_states_are_not_added_as_regions(seeds: Snapshot, country: str) -> None:
    added = {place.id for place in seeds.places.values() if place.country == country and place.id.startswith("iso:")}
    assert added <= {"iso:MK-303"}, "a partner from the first set of data"


def test_nations_and_counties_are_the_regions_added_of_the_united_kingdom(seeds: Snapshot) -> None:
    added = {place.iso_3166_2 for place in seeds.places.values() if place.country == "GB" and place.id.startswith("iso:")}
    assert {"GB-CAM", "GB-KEN", "GB-SRY"} <= added
    assert added.isdisjoint({"GB-BFS", "GB-ISL", "GB-OLD", "GB-UKM", "GB-LND"})


def test_a_department_below_a_region_is_no_region_beside_it(seeds: Snapshot) -> None:
    levels = {place.iso_3166_2: place.level for place in seeds.places.values() if place.iso_3166_2}
    assert {levels[code] for code in ("FR-32", "FR-91", "FR-06", "IT-BG", "IT-PI", "BF-BAM")} == {"county"}
    assert {levels[code] for code in ("FR-IDF", "IT-BZ", "IT-32", "PH-CEB", "IQ-AR", "DO-11")} == {"province"}
    assert seeds.network.redirects["Q375466"] == "Q193307", "the district that stood for the region of Olomouc"


@pytest.mark.parametrize("code", WITH_CODES_OF_THEIR_OWN)
def test_an_entry_of_iso_3166_1_is_never_a_second_place(seeds: Snapshot, code: str) -> None:
    assert [place.level for place in seeds.places.values() if place.iso_3166_2 == code] in ([], ["country"])
    assert f"iso:{code}" not in seeds.places


def test_a_region_that_was_added_takes_no_name_from_a_place_that_had_it(seeds: Snapshot) -> None:
    """Hà Nam in Viet Nam is 河南省 too: nobody could open the home of Henan by its name."""
    named = {name: id_named(seeds, "place", name) for name in ("河南省", "Maryland", "Limassol", "乌兰巴托", "Liège", "Kosovo")}
    assert named["河南省"] == "Q43684"
    assert named["Maryland"] == "Q1391"
    assert not [place for place in seeds.places.values() if place.id.startswith("iso:RS-2") and place.iso_3166_2 > "RS-24"]


def test_development_zones_are_no_counties(seeds: Snapshot) -> None:
    assert not [place.id for place in seeds.places.values() if place.names.zh and place.names.zh.endswith("高新技术产业开发区")]


def test_a_region_that_two_states_claim_is_not_added_where_no_agreement_names_it(seeds: Snapshot) -> None:
    assert {"iso:IN-AR", "iso:IN-JK", "iso:IN-LA", "iso:PK-JK"}.isdisjoint(seeds.places)


def test_no_two_regions_of_a_country_bear_one_code(seeds: Snapshot) -> None:
    codes = Counter(place.iso_3166_2 for place in seeds.places.values() if place.iso_3166_2)
    assert [code for code, count in codes.items() if count > 1] == []


def test_every_county_of_the_code_list_is_there_below_the_unit_that_the_list_names(seeds: Snapshot) -> None:
    needs_inputs()
    with (INPUTS / "more" / "cn_counties_all.csv").open(encoding="utf-8", newline="") as file:
        listed = {row["cn_code"]: seeds.network.redirects.get(row["parent_id"], row["parent_id"]) for row in csv.DictReader(file)}
    held = {place.gbt_2260: place for place in seeds.places.values() if place.gbt_2260}
    zones = {row.removeprefix("cn:") for row in _dropped()}
    missing = listed.keys() - held.keys()
    assert {code for code in missing if int(code[-2:]) not in range(71, 80)} <= zones, "zones have statistical codes"
    elsewhere = [code for code in listed.keys() & held.keys() if held[code].parent not in (listed[code], held[code].id)]
    assert [code for code in elsewhere if held[code].level == "county"] == []


def test_every_region_whose_code_has_a_published_chinese_name_has_one(seeds: Snapshot) -> None:
    needs_inputs()
    with (INPUTS / "names" / "subdivisions_zh.csv").open(encoding="utf-8", newline="") as file:
        published = {row["iso_3166_2"] for row in csv.DictReader(file) if not row["iso_3166_2"].startswith(("IR-", "MA-"))}
    regions = [place for place in seeds.places.values() if isinstance(place, Place) and place.level == "province"]
    assert [place.id for place in regions if not place.names.zh and place.iso_3166_2 in published] == []


def test_no_table_holds_names_of_iso_codes(seeds: Snapshot) -> None:
    """They are under the LGPL; regions are named by CLDR or by hand."""
    sources = {source.document for place in seeds.places.values() for source in place.sources}
    assert not [source for source in sources if "iso-codes" in source or "pycountry" in source]


def _dropped() -> list[str]:
    with (ROOT / "tools" / "seed_builder" / "tables" / "dropped.csv").open(encoding="utf-8", newline="") as file:
        return [row["id"] for row in csv.DictReader(file)]
