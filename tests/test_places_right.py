"""Places and agreements of the seeds that stood wrong once: each at its homonym, under another's name, or in another region."""

import csv

import pytest
from fastapi.testclient import TestClient

from graph_service.records.agreement import Agreement
from graph_service.records.place import Place
from graph_service.snapshot import Snapshot
from tests.test_seeds import INPUTS
from tools.earth import km

# A region for places of England that are counties, and codes of boroughs, unitary authorities and council areas that are none.
COUNTIES = {"Q21272241": "Essex", "iso:GB-KEN": "Kent (United Kingdom)", "Q11775003": "Derbyshire", "Q23109": "Norfolk"}
NATIONS = {"Q21": "England", "Q22": "Scotland", "Q25": "Wales", "Q26": "Northern Ireland"}
BOROUGHS = {
    "Q208139": "Q21",  # Newham
    "Q11365639": "Q21",  # Wirral
    "Q797782": "Q21",  # Medway
    "Q202177": "Q22",  # Angus
    "Q748078": "Q25",  # Neath Port Talbot
    "Q7055155": "Q26",  # Ards and North Down
}


def partners(seeds: Snapshot, place: str) -> set[str]:
    """The ids of the parties to agreements with a place."""
    rows = seeds.network.table(Agreement).values()
    return {party for row in rows if place in row.parties for party in row.parties} - {place}


def living(seeds: Snapshot, record_id: str) -> str:
    """The id under which a place or an agreement lives."""
    records = [*seeds.places.values(), *seeds.network.table(Agreement).values()]
    return next(record.id for record in records if record_id == record.id or record_id in record.former_ids)


def point(place: Place) -> tuple[float, float]:
    assert place.lat is not None
    assert place.lon is not None
    return place.lat, place.lon


def test_wyndham_is_the_city_in_victoria_with_its_three_pairs(seeds: Snapshot) -> None:
    wyndham = seeds.places["wp:AU.wyndham-city"]
    assert (wyndham.parent, seeds.places["Q36687"].names.en) == ("Q36687", "Victoria")
    assert partners(seeds, wyndham.id) == {"Q57970", "gn:1864549", "gn:5339840"}
    assert partners(seeds, "gn:2057705") == set()
    assert living(seeds, "Q57970~gn:2057705") == "Q57970~wp:AU.wyndham-city"


@pytest.mark.parametrize(
    ("place", "region"),
    [
        ("wp:AU.southern-grampians", "Q36687"),  # Victoria
        ("gn:3084237", "Q54157"),  # Sulęcin, Lubusz
        ("wp:PL.sulecin-county", "Q54157"),
        ("wp:CH.vucherens", "Q12771"),  # Vaud
    ],
)
def test_a_place_hangs_on_the_region_it_lies_in(seeds: Snapshot, place: str, region: str) -> None:
    assert seeds.places[place].parent == region


def test_pl_16_is_opole(seeds: Snapshot) -> None:
    opole = seeds.places["Q54171"]
    assert (opole.names.zh, opole.names.en, opole.iso_3166_2) == ("奥波莱省", "Opole Voivodeship", "PL-16")
    assert "Upper Silesia" not in opole.names.aliases
    assert km(point(opole), point(seeds.places["Q92212"])) < 40


def test_altai_krai_has_its_own_point_and_the_republic_its_own_record(seeds: Snapshot) -> None:
    krai = seeds.places["Q5942"]
    assert (krai.names.zh, krai.names.en, krai.iso_3166_2) == ("阿尔泰边疆区", "Altai Krai", "RU-ALT")
    assert km(point(krai), point(seeds.places["Q6014"])) < 150  # Barnaul
    assert seeds.places["iso:RU-AL"].names.zh == "阿尔泰共和国"


@pytest.mark.parametrize(
    ("former", "place", "country"),
    [
        ("wp:DE.kufstein", "Q486341", "AT"),
        ("wp:DE.knittelfeld", "gn:2773887", "AT"),
        ("Q16231", "Q6259", "IT"),  # Pavia
        ("gn:3166645", "Q185412", "SM"),
        ("gn:3181793", "Q201368", "SM"),
        ("gn:3172906", "Q206962", "SM"),
        ("wp:DE.markischer-kreis", "wp:DE.markischer-district", "DE"),
        ("wp:DE.schleswig-flensburg", "wp:DE.schleswig-flensburg-district", "DE"),
        ("wp:DE.wesermarsch", "wp:DE.wesermarsch-district", "DE"),
        ("wp:PT.kolbuszowa", "Q991797", "PL"),
        ("wp:PY.puerto-varas", "Q51596", "CL"),
        ("wp:FI.mariehamn", "gn:3041732", "AX"),
        ("wp:FR.kourou", "gn:3381303", "GF"),
    ],
)
def test_what_stood_twice_is_one_place_under_one_country(seeds: Snapshot, former: str, place: str, country: str) -> None:
    assert former not in seeds.places
    assert living(seeds, former) == place
    assert seeds.places[place].country == country


def test_taizhou_has_pavia_once(seeds: Snapshot) -> None:
    assert "Q6259" in partners(seeds, "Q57931")
    assert living(seeds, "Q16231~Q57931") == "Q57931~Q6259"


@pytest.mark.parametrize(
    ("place", "wrong"),
    [("Q851056", "达拉巴尼"), ("gn:3462315", "瓦拉达里斯州长"), ("Q3299950", "普卢日内"), ("gn:2057705", "温德姆市")],
)
def test_a_place_does_not_bear_the_chinese_name_of_another(seeds: Snapshot, place: str, wrong: str) -> None:
    assert seeds.places[place].names.zh
    assert wrong not in {seeds.places[place].names.zh, *seeds.places[place].names.aliases}


def test_ahlen_and_aalen_are_told_apart_in_chinese(seeds: Snapshot) -> None:
    assert [seeds.places[place].names.zh for place in ("Q1132", "Q3951")] == ["阿伦（北威州）", "阿伦（巴符州）"]
    assert all("阿伦" in seeds.places[place].names.aliases for place in ("Q1132", "Q3951"))


@pytest.mark.parametrize(("borough", "nation"), BOROUGHS.items())
def test_a_borough_is_no_region_and_lies_in_its_nation(seeds: Snapshot, borough: str, nation: str) -> None:
    assert not seeds.places[borough].is_region_or_country
    assert seeds.places[borough].parent == nation


def test_nations_and_counties_are_the_regions_of_the_united_kingdom(seeds: Snapshot) -> None:
    regions = {
        place.id: place
        for place in seeds.places.values()
        if place.country == "GB" and place.is_region_or_country and place.parent
    }
    assert {**NATIONS, **COUNTIES}.items() <= {(place_id, place.names.en) for place_id, place in regions.items()}
    counties = {place_id for place_id in regions if place_id not in NATIONS}
    assert {regions[county].parent for county in counties} == {"Q21", "Q22"}
    assert {county for county in counties if regions[county].parent == "Q22"} == {"Q201149"}  # Fife, a partner of a province


def corrections(table: str) -> list[dict[str, str]]:
    """The rows of a table of corrections; skips aloud where the public data are not beside the project."""
    if not (INPUTS / "corrections").is_dir():
        pytest.skip(f"the public data are not in {INPUTS}; GRAPH_SERVICE_SEED_INPUTS names another folder")
    with (INPUTS / "corrections" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_pair_of_the_table_of_corrections_is_at_the_place_that_was_meant(seeds: Snapshot) -> None:
    rows = corrections("seed_repoints")
    assert len(rows) == 34
    for row in rows:
        right = living(seeds, row["right_place"])
        assert living(seeds, row["seed_agreement"]) == "~".join(sorted((right, living(seeds, row["partner"])))), row["rgre"]


def test_a_doubt_that_the_table_decides_is_mended(seeds: Snapshot) -> None:
    rows = [row for row in corrections("seed_doubts") if row["better"].startswith("table")]
    assert len(rows) == 9
    for row in rows:
        home = living(seeds, row["a_id"])
        assert living(seeds, row["resolver_id"]) in partners(seeds, home)
        assert living(seeds, row["seeds_id"]) not in partners(seeds, home)


@pytest.mark.parametrize(
    ("home", "right", "wrong"),
    [
        ("gn:10987897", "gn:8299578", "gn:2176264"),  # Adachi: Belmont in Western Australia
        ("Q692745", "gn:5742750", "Q54264"),  # Monbetsu: Newport in Oregon
        ("gn:2770651", "gn:1858066", "Q386677"),  # Neustift: Kusatsu in Gunma
        ("Q210796", "Q732376", "gn:667527"),  # Komárno: Sebeș in Alba
    ],
)
def test_of_two_namesakes_with_one_partner_the_one_that_was_meant_has_it(
    seeds: Snapshot, home: str, right: str, wrong: str
) -> None:
    assert right in partners(seeds, home)
    assert wrong not in partners(seeds, home)


def test_a_town_whose_name_tells_its_country_or_region_lies_there(seeds: Snapshot) -> None:
    wallern, mariazell = (
        seeds.places[living(seeds, "wp:DE.wallern-im-burgenland")],
        seeds.places["wp:DE.mariazell-eschbronn"],
    )
    assert (wallern.country, seeds.places[str(wallern.parent)].names.en) == ("AT", "Burgenland")
    assert (mariazell.country, seeds.places[str(mariazell.parent)].names.en) == ("DE", "Baden-Württemberg")
    assert seeds.places[living(seeds, "wp:FR.saint-laurent-du-maroni")].country == "GF"


def test_tamba_is_one_city_whose_sister_cities_are_in_the_state_of_washington(seeds: Snapshot) -> None:
    assert living(seeds, "gn:11612482") == "gn:13132799"
    states = {seeds.places[party].parent for party in partners(seeds, "gn:13132799") if seeds.places[party].country == "US"}
    assert {seeds.places[str(state)].names.en for state in states} == {"Washington"}


def test_dalian_has_bremen_once_and_it_is_the_city(seeds: Snapshot) -> None:
    assert partners(seeds, "Q74881") & {"Q1209", "Q24879"} == {"Q24879"}
    assert living(seeds, "Q1209~Q74881") == "Q24879~Q74881"
    assert seeds.network.table(Agreement)["Q24879~Q74881"].stages[0].date == "1985-04-17"


@pytest.mark.parametrize(
    ("part", "city"),
    [
        ("gn:5120034", "Q60"),  # Harlem, New York City
        ("gn:8348945", "Q34932"),  # Tingalpa, Brisbane
        ("Q153260", "Q586"),  # Bad Godesberg, Bonn
        ("Q1634585", "Q270"),  # Mokotów, Warsaw
    ],
)
def test_a_quarter_that_lists_write_as_a_part_of_a_city_lies_in_it_and_is_no_city(seeds: Snapshot, part: str, city: str) -> None:
    assert (seeds.places[part].parent, seeds.places[part].level) == (city, "county")


def test_a_town_far_from_the_city_that_it_is_written_as_a_part_of_stays_where_it_is(seeds: Snapshot) -> None:
    vaihingen = seeds.places["gn:2817927"]  # on the Enz, not the quarter of Stuttgart
    assert (vaihingen.parent, vaihingen.level) == ("Q985", "city")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "地点存疑：名单写作“San Ysidro (San Diego)”，而在册位置距"),
        ("en", "place in doubt: the lists write “San Ysidro (San Diego)”"),
    ],
)
def test_the_pages_of_a_place_in_doubt_and_of_its_agreement_say_so(
    seeds: Snapshot, seeds_client: TestClient, lang: str, words: str
) -> None:
    (tie,) = seeds.agreements_of("gn:5489914")
    for page in ("place/gn:5489914", f"agreement/{tie.id}"):
        assert words in seeds_client.get(f"/views/{page}?lang={lang}").text
