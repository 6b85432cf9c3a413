"""The public layers: complete where they claim to be, right where homonyms and city-regions tempt, and rebuilt to the byte."""

import csv
import os
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_service.records.agreement import Agreement, agreement_id
from graph_service.records.checks import find_flaws
from graph_service.records.claim import Claim
from graph_service.records.place import Place
from graph_service.search.folding import HAN
from graph_service.snapshot import Snapshot

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
INPUTS = Path(os.environ.get("GRAPH_SERVICE_SEED_INPUTS", SEEDS.parent.parent / "shared" / "data"))
JIANGSU, GUANGDONG, JEONBUK = "Q16963", "Q15175", "Q41157"
MUNICIPALITIES = {"Q956": 16, "Q8686": 16, "Q11736": 16, "Q11725": 38}  # GB/T 2260 (2023 list)
# The grapes that the data set's own description names: a city of Jiangsu and its partner in North Jeolla.
GRAPES = (
    ("Q42622", "Q42140"),  # Suzhou – Jeonju
    ("Q57958", "Q42137"),  # Zhenjiang – Iksan
    ("Q57719", "Q42141"),  # Xuzhou – Jeongeup
    ("Q57866", "Q42087"),  # Yancheng – Namwon
    ("Q57947", "gn:1842939"),  # Nantong – Gimje
    ("Q57818", "gn:1833466"),  # Huai'an – Wanju
)
# Chinese name and province of each of two cities that share a romanised name.
HOMONYMS = {
    "Taizhou": {"Q57931": ("泰州市", "Q16963"), "cn:331000": ("台州市", "Q16967")},
    "Suzhou": {"Q42622": ("苏州市", "Q16963"), "cn:341300": ("宿州市", "Q40956")},
    "Fuzhou": {"cn:361000": ("抚州市", "Q57052"), "Q68481": ("福州市", "Q41705")},
    "Yichun": {"cn:360900": ("宜春市", "Q57052"), "cn:230700": ("伊春市", "Q19206")},
    "Yulin": {"cn:610800": ("榆林市", "Q47974"), "cn:450900": ("玉林市", "Q15176")},
}
CITY_REGIONS = {
    "Vienna": "Q1741", "Berlin": "Q64", "Hamburg": "Q1055", "Moscow": "Q649", "Saint Petersburg": "Q656", "Kyiv": "Q1899",
    "Minsk": "Q2280", "Tokyo": "Q1490", "Seoul": "Q8684", "Busan": "Q16520", "Bangkok": "Q1861", "Hanoi": "Q1858",
    "Ho Chi Minh City": "Q1854", "Jakarta": "Q3630", "Delhi": "Q1353", "Mexico City": "Q1489", "Buenos Aires": "Q1486",
    "Prague": "Q1085", "Budapest": "Q1781", "Bucharest": "Q19660", "Addis Ababa": "Q3624", "Almaty": "Q35493",
    "Astana": "Q1520", "Tashkent": "Q269", "Ulaanbaatar": "Q23430", "Phnom Penh": "Q1850", "Washington, D.C.": "Q61",
}  # fmt: skip
# A city or city-region and the different unit around it or of the same name.
DIFFERENT = (("Q612", "Q613"), ("Q1519", "Q187712"), ("Q649", "Q1697"), ("Q35493", "Q186466"), ("Q269", "Q487585"))
UNITED_NATIONS = """
AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CU
CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID IE IL IN IQ
IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MR MT MU
MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN
SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VC VE VN VU WS YE ZA ZM ZW
"""


def named(place: Place) -> tuple[str | None, str | None]:
    """The Chinese name of a place and the id of what it lies in."""
    return place.names.zh, place.parent


def of_china(seeds: Snapshot) -> Iterator[tuple[Agreement, Place, Place]]:
    """Agreements of places with one end in China: the agreement, the Chinese end and the foreign end."""
    for agreement in seeds.network.table(Agreement).values():
        ends = [seeds.places[party] for party in agreement.parties if party in seeds.places]
        chinese = [place for place in ends if place.country == "CN"]
        if len(ends) == 2 and len(chinese) == 1:
            yield agreement, chinese[0], next(place for place in ends if place is not chinese[0])


def test_the_three_layers_together_have_no_flaw(seeds: Snapshot) -> None:
    assert find_flaws(seeds.network) == []


def test_every_record_names_a_source(seeds: Snapshot) -> None:
    assert all(source.document for record in seeds.network for source in record.sources)


def test_the_layers_hold_what_their_description_counts(seeds: Snapshot) -> None:
    count = Counter((record.layer, type(record)) for record in seeds.network)
    assert (count["world", Place], count["china", Place]) == (19_867, 3_216)
    # 27,315 rows, less 1,531 second rows of a pair, less the two pairs that the home layer has.
    assert (count["world", Agreement], count["china", Agreement]) == (23_081, 2_698)


def test_the_tables_have_the_form_in_which_they_are_read() -> None:
    """Else each start makes them anew."""
    tables = sorted(SEEDS.rglob("*.csv"))
    assert tables
    assert [path.name for path in tables if not unicodedata.is_normalized("NFC", path.read_text("utf-8"))] == []


@pytest.mark.parametrize("table", sorted((ROOT / "tools" / "seed_builder" / "tables").glob("*.csv")), ids=lambda path: path.stem)
def test_the_description_counts_the_rows_of_each_hand_made_table(table: Path) -> None:
    with table.open(encoding="utf-8", newline="") as file:
        rows = sum(1 for _ in csv.DictReader(file))
    assert f"| `{table.name}` | {rows} |" in (SEEDS / "SOURCES.md").read_text(encoding="utf-8")


def test_the_thirty_one_provinces_and_all_prefectures_of_china_are_there(seeds: Snapshot) -> None:
    levels = Counter(place.level for place in seeds.places.values() if place.country == "CN" and not place.placeholder)
    assert (levels["province"], levels["city"]) == (31, 333)


@pytest.mark.parametrize(("province", "cities", "counties"), [(JIANGSU, 13, 95), (GUANGDONG, 21, 122)])
def test_the_two_home_provinces_are_complete(seeds: Snapshot, province: str, cities: int, counties: int) -> None:
    units = [place for place in seeds.below(province) if not place.placeholder]
    levels = Counter(place.level for place in units)
    assert (levels["city"], levels["county"]) == (cities, counties)


@pytest.mark.parametrize(("municipality", "districts"), MUNICIPALITIES.items())
def test_a_municipality_is_province_and_city_with_all_its_districts(seeds: Snapshot, municipality: str, districts: int) -> None:
    assert seeds.places[municipality].levels == ("province", "city")
    assert len(list(seeds.children(municipality))) == districts


def test_jiangsu_has_its_284_agreements_26_of_the_province(seeds: Snapshot) -> None:
    units = [unit for _, unit, _ in of_china(seeds) if seeds.lies_in(unit.id, JIANGSU)]
    assert len(units) >= 284
    assert sum(unit.id == JIANGSU for unit in units) >= 26


def test_the_stem_with_north_jeolla_is_dated_to_the_day(seeds: Snapshot) -> None:
    stem = seeds.network.table(Agreement)[agreement_id(JIANGSU, JEONBUK)]
    assert [(stage.kind, stage.date) for stage in stem.stages] == [("formal", "1994-10-27")]


@pytest.mark.parametrize(("unit", "partner"), GRAPES)
def test_six_grapes_hang_on_the_stem_with_north_jeolla(seeds: Snapshot, unit: str, partner: str) -> None:
    assert agreement_id(unit, partner) in seeds.network.table(Agreement)
    assert seeds.lies_in(unit, JIANGSU)
    assert seeds.lies_in(partner, JEONBUK)


def test_north_jeolla_answers_to_its_old_and_its_new_name(seeds: Snapshot) -> None:
    assert {"全罗北道", "全北特别自治道", "North Jeolla", "Jeonbuk State"} <= set(seeds.places[JEONBUK].names.spellings())


@pytest.mark.parametrize(("name", "cities"), HOMONYMS.items())
def test_homonyms_are_told_apart_by_id(seeds: Snapshot, name: str, cities: dict[str, tuple[str, str]]) -> None:
    assert {place_id: named(seeds.places[place_id]) for place_id in cities} == cities
    assert {seeds.places[place_id].names.en for place_id in cities} == {name}


def test_both_dates_of_a_conflict_are_claims(seeds: Snapshot) -> None:
    subject = agreement_id(JIANGSU, "Q1198")
    stated = {claim.stated for claim in seeds.network.table(Claim).values() if claim.subject == subject}
    assert stated == {"1992-08-01, sister", "1988, sister", "1992, sister"}


def test_a_suspension_that_a_note_dates_is_a_stage(seeds: Snapshot) -> None:
    nagoya = seeds.network.table(Agreement)[agreement_id("Q16666", "Q11751")]
    assert [(stage.kind, stage.date) for stage in nagoya.stages] == [("formal", "1978-12-21"), ("suspended", "2012-02")]


def test_an_upgrade_that_a_note_tells_is_two_stages(seeds: Snapshot) -> None:
    lower_hutt = seeds.network.table(Agreement)[agreement_id("Q57931", "Q1015681")]
    assert [(stage.kind, stage.date) for stage in lower_hutt.stages] == [("exchange", "2005-02"), ("formal", "2008")]


@pytest.mark.parametrize("place_id", CITY_REGIONS.values(), ids=CITY_REGIONS)
def test_a_city_that_is_a_first_level_division_hangs_on_its_country(seeds: Snapshot, place_id: str) -> None:
    place = seeds.places[place_id]
    assert place.is_municipality
    assert seeds.places[place.parent or ""].level == "country"


@pytest.mark.parametrize(("city", "other"), DIFFERENT)
def test_units_that_differ_stay_two(seeds: Snapshot, city: str, other: str) -> None:
    assert not seeds.places[other].is_municipality
    assert city not in seeds.places[other].former_ids


def test_city_states_are_country_region_and_city(seeds: Snapshot) -> None:
    assert all(seeds.places[place_id].levels == ("country", "province", "city") for place_id in ("Q334", "Q235", "Q237"))


def test_every_partner_of_a_province_is_a_region_or_known_to_be_a_city(seeds: Snapshot) -> None:
    provinces = {unit.id for _, unit, _ in of_china(seeds) if unit.level == "province"} - MUNICIPALITIES.keys()
    cities = {
        partner.names.en for _, unit, partner in of_china(seeds) if unit.id in provinces and not partner.is_region_or_country
    }
    departments = {"Alpes-Maritimes", "Seine-et-Marne", "Lozère"}  # below the regions of France
    assert cities - departments == {"Urmia", "Christchurch", "Coatzacoalcos", "Auckland", "São Paulo", "Bridgetown"}


def test_each_country_code_has_one_country_with_both_names(seeds: Snapshot) -> None:
    public = [place for place in seeds.places.values() if place.layer != "home"]
    countries = Counter(place.country for place in public if place.is_level("country"))
    assert set(countries.values()) == {1}
    assert {place.country for place in public} <= countries.keys()
    assert all(place.names.zh and place.names.en for place in public if place.is_level("country"))


def test_every_member_state_of_the_united_nations_is_there(seeds: Snapshot) -> None:
    assert set(UNITED_NATIONS.split()) - {place.country for place in seeds.places.values() if place.is_level("country")} == set()
    assert len(UNITED_NATIONS.split()) == 193


def test_a_dissolved_region_says_when_and_into_what(seeds: Snapshot) -> None:
    alsace = seeds.places["Q1142"]
    assert (alsace.valid_to, alsace.succeeded_by) == ("2015-12-31", ("Q18677983",))


def test_second_level_partners_of_jiangsu_hold_their_towns(seeds: Snapshot) -> None:
    assert seeds.lies_in("Q210985", "Q21272241")  # Chelmsford, partner of Wuxi, lies in Essex
    assert seeds.lies_in("Q184163", "Q21272241")  # Colchester, partner of Yangzhou
    assert seeds.lies_in("Q134121", "Q1125")  # the city of Namur in the province


def test_one_district_in_two_ways_of_writing_is_one_place(seeds: Snapshot) -> None:
    assert seeds.network.redirects["wp:KR.songpa-seoul"] == "wp:KR.seoul-songpa"
    assert seeds.places["wp:KR.seoul-songpa"].parent == "Q8684"


def test_regions_have_the_chinese_name_published_for_their_code(seeds: Snapshot) -> None:
    """Candidates and gaps name regions; a planner who reads Chinese was told Gyeonggi."""
    names = {"Q20937": "京畿道", "Q16994": "卢瓦尔河地区大区", "Q758056": "阿提卡", "Q587090": "拉扎维霍拉桑省"}
    assert {place_id: seeds.places[place_id].names.zh for place_id in names} == names
    regions = [place for place in seeds.places.values() if place.level == "province"]
    unnamed = [place.iso_3166_2 for place in regions if not place.names.zh]
    assert len(unnamed) < 50, "Iran's and Morocco's, whose codes were given to others, and codes that nobody translated"
    assert not [place for place in regions if re.search("[()A-Za-z²]", place.names.zh or "")]


def test_no_row_of_the_inputs_is_lost(seeds: Snapshot, inputs: Path) -> None:
    known = {*seeds.network.table(Agreement), *seeds.network.redirects}
    stated = []
    for part in ("world", "more", "more-2", "more-3", "more-4"):
        with (inputs / part / "agreements.csv").open(encoding="utf-8", newline="") as file:
            stated += [
                agreement_id(*sorted(row[end].replace("/", ".") for end in ("a_id", "b_id"))) for row in csv.DictReader(file)
            ]
    assert len(stated) == 27_315
    assert [pair for pair in stated if pair not in known] == []


@pytest.mark.thorough
def test_building_again_gives_the_committed_bytes(inputs: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tools.seed_builder", "--from", str(inputs), "--to", str(tmp_path)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    built = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.csv")}
    assert len(built) == 7
    assert built == {path: (ROOT / path).read_bytes() for path in built}


def test_the_builder_says_what_is_missing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tools.seed_builder", "--from", str(tmp_path)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (1, "")
    assert "cannot be read" in run.stderr
    assert "--from" in run.stderr


@pytest.fixture(scope="session")
def inputs() -> Path:
    """The public data sets the layers were built from."""
    if not (INPUTS / "world" / "agreements.csv").exists():
        pytest.skip(f"the public data sets are not at {INPUTS}; name their folder in GRAPH_SERVICE_SEED_INPUTS to rebuild")
    return INPUTS


def test_a_population_of_a_gazetteer_says_that_it_counts_the_town(seeds: Snapshot) -> None:
    """GeoNames tells of populated places; a Chinese prefecture is many times the town it is named after."""
    counted = [place for place in seeds.places.values() if place.population is not None]
    chinese = [place for place in counted if place.country == "CN" and place.level in ("city", "county")]
    assert {place.population_of for place in counted} == {"town", "unit"}
    assert {place.population_of for place in chinese} == {"town"}
    gazetteer = {
        place.id for place in counted if place.level == "city" and {str(s.document)[:8] for s in place.sources} == {"GeoNames"}
    }
    assert {seeds.places[each].population_of for each in gazetteer} == {"town"}
    assert not [place.id for place in seeds.places.values() if place.population is None and place.population_of is not None]


def test_an_english_name_has_chinese_in_it_only_as_a_gloss_in_brackets(seeds: Snapshot) -> None:
    named = [record.names.en for record in seeds.network if record.names.en and HAN.search(record.names.en)]
    assert [name for name in named if not re.search(r"\([^()]*[\u4e00-\u9fff]+\)", name)] == []
