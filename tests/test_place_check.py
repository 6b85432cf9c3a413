"""The check of the places: it finds each class of fault where one is planted, and in the seeds nothing that is not known."""

import csv
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tools.place_check import countries, doubles, known, namesakes, page, quarters, regions
from tools.place_check.finding import Finding
from tools.place_check.outlines import outlines
from tools.place_check.register import Register, read

pytestmark = pytest.mark.thorough
SEEDS = ROOT / "seeds"
Check = Callable[[Register], Iterator[Finding]]


@pytest.fixture(scope="module")
def register() -> Register:
    return read(SEEDS)


@pytest.fixture(scope="module")
def findings(register: Register) -> list[Finding]:
    return known.find(register)


def rows(table: str) -> list[dict[str, str]]:
    """The rows of a table of all layers that the check reads."""
    found = []
    for layer in ("world", "china", "home"):
        with (SEEDS / layer / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            found += list(csv.DictReader(file))
    return found


@pytest.fixture(scope="module")
def planted(findings: list[Finding]) -> Callable[..., set[str]]:
    """What a check finds anew about a place once some of its cells are changed, or agreements are added."""
    places, agreements = rows("places"), rows("agreements")
    before = {finding.key for finding in findings}

    def plant(check: Check, place: str, *, like: str = "", ties: tuple[str, ...] = (), **cells: str) -> set[str]:
        model = next(row for row in places if row["id"] == (like or place))
        changed = [row for row in places if row["id"] != place] + [model | {"id": place, "former_ids": ""} | cells]
        more = [{"a": place, "b": partner} for partner in ties]
        found = check(Register(iter(changed), iter([*agreements, *more])))
        return {finding.check for finding in found if place in finding.ids and finding.key not in before}

    return plant


def test_the_seeds_hold_no_finding_that_is_not_known(findings: list[Finding]) -> None:
    judged = known.judge(findings)
    assert (judged.new, judged.gone) == ([], [])


def test_a_finding_that_is_right_says_why() -> None:
    with known.TABLE.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    assert {row["verdict"] for row in table} <= {known.RIGHT, known.OPEN}
    assert [row for row in table if row["verdict"] == known.RIGHT and not row["reason"]] == []


def test_the_page_lists_what_is_open(findings: list[Finding]) -> None:
    written = page.PAGE.read_text("utf-8")
    section = page.text(known.judge(findings))
    assert written == page.put(written, section)
    assert all(f"`{finding.ids[0]}`" in section for finding in known.judge(findings).open)


def test_a_section_takes_the_place_of_the_former_and_leaves_the_rest() -> None:
    page_of_three = page.put("# Title\n\nbefore\n", "one") + "\nafter\n"
    again = page.put(page_of_three, "two")
    assert (again.count("two"), again.count("one")) == (1, 0)
    assert again.startswith("# Title\n\nbefore\n")
    assert again.endswith("after\n")
    assert page.put(again, "two") == again


def test_a_town_amid_the_places_of_another_region_is_found(planted: Callable[..., set[str]]) -> None:
    """Ansbach, in the midst of Bavaria, as if it hung on Lower Saxony."""
    assert "amid another region" in planted(regions.amid_others, "gn:2955936", parent="Q1197")


def test_a_town_far_from_the_places_of_its_region_is_found(planted: Callable[..., set[str]]) -> None:
    """Changzhou as if it hung on Guangdong."""
    assert "far from its region" in planted(regions.far_from_siblings, "Q57970", parent="Q15175")


def test_a_region_whose_point_lies_far_from_its_places_is_found(planted: Callable[..., set[str]]) -> None:
    """Bavaria as if its point lay in Hamburg."""
    assert "region far from its places" in planted(regions.far_from_own_places, "Q980", lat="53.55", lon="9.99")


def test_a_town_whose_point_lies_in_another_country_is_found(planted: Callable[..., set[str]]) -> None:
    """Ansbach as if its point lay in Prague."""
    assert "in another country" in planted(countries.abroad, "gn:2955936", lat="50.08", lon="14.43")


def test_a_town_whose_point_lies_in_the_ocean_is_found(planted: Callable[..., set[str]]) -> None:
    assert "in the sea" in planted(countries.abroad, "gn:2955936", lat="46", lon="-20")


def test_a_town_without_point_or_region_whose_name_is_known_abroad_is_found(planted: Callable[..., set[str]]) -> None:
    """Innsbruck as a town of Germany."""
    cells = {"name_en": "Innsbruck", "country": "DE", "parent": "Q183", "lat": "", "lon": "", "population": ""}
    assert "nowhere in its country" in planted(countries.nowhere, "wp:DE.innsbruck", like="gn:2955936", ties=("Q90",), **cells)


def test_a_town_that_stands_twice_is_found_though_another_country_has_it(planted: Callable[..., set[str]]) -> None:
    """Ansbach again, one kilometre off, under a country that is not its own."""
    cells = {"country": "AT", "parent": "Q40", "lat": "49.29", "lon": "10.59", "name_en": "Änsbach"}
    assert "twice" in planted(doubles.twice, "wp:AT.ansbach", like="gn:2955936", **cells)


def test_a_district_that_stands_twice_under_two_words_for_district_is_found(planted: Callable[..., set[str]]) -> None:
    cells = {"name_en": "Steinfurt Kreis", "lat": "52.1", "lon": "7.5"}
    assert "twice" in planted(doubles.twice, "wp:DE.steinfurt-kreis", like="wp:DE.steinfurt-district", **cells)


def test_two_towns_of_a_country_under_one_chinese_name_are_found(planted: Callable[..., set[str]], register: Register) -> None:
    """Ansbach under the Chinese name of Munich."""
    assert "one Chinese name" in planted(doubles.one_chinese_name, "gn:2955936", name_zh=register.sites["Q1726"].name_zh)


def test_a_village_with_the_name_of_a_large_city_is_found_once_it_has_an_agreement(register: Register) -> None:
    with namesakes.LARGER.open(encoding="utf-8", newline="") as file:
        village = next(row["id"] for row in csv.DictReader(file) if row["id"] in register.sites)
    tied = Register(iter(rows("places")), iter([{"a": village, "b": "Q90"}]))
    assert [finding.ids for finding in namesakes.larger(tied)] == [(village,)]


def test_the_table_of_larger_namesakes_has_the_places_it_speaks_of_ten_times_as_large() -> None:
    sites = read(SEEDS).sites
    with namesakes.LARGER.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    assert all(int(row["population"]) >= 10 * sites[row["id"]].people for row in table if row["id"] in sites)


def test_a_village_whose_partners_are_large_cities_is_found(planted: Callable[..., set[str]]) -> None:
    """Paris and Shanghai as partners of Ansbach, if it were a village."""
    assert "small for its partners" in planted(
        namesakes.small_for_partners, "gn:2955936", population="900", ties=("Q1726", "Q1055", "Q365")
    )


def test_two_namesakes_with_one_partner_are_found(planted: Callable[..., set[str]], register: Register) -> None:
    """A second Ansbach, in Lower Saxony, with a partner of the first."""
    partner = register.partners["gn:2955936"][0]
    cells = {"parent": "Q1197", "lat": "53", "lon": "9.5"}
    assert "partner of two namesakes" in planted(
        namesakes.shared_partner, "wp:DE.ansbach", like="gn:2955936", ties=(partner,), **cells
    )


def test_an_agreement_that_its_partners_ties_point_to_a_namesake_of_is_found(
    planted: Callable[..., set[str]], register: Register
) -> None:
    """A second Ansbach whose only partner is tied to a partner of the first."""
    first = "gn:2955936"
    partner = next(
        far
        for near in register.partners[first]
        for far in sorted(register.partners[near])
        if far not in {first, *register.partners[first]}
    )
    cells = {"parent": "Q1197", "lat": "53", "lon": "9.5"}
    assert "ties of a namesake" in planted(namesakes.elsewhere, "wp:DE.ansbach", like=first, ties=(partner,), **cells)


@pytest.mark.parametrize(
    ("code", "lat", "lon", "within"),
    [
        ("CN", 32.06, 118.78, True),  # Nanjing
        ("DE", 47.58, 11.17, True),  # Bavaria, near the border
        ("RU", 66.9, 129.6, True),  # north of where its outline crosses the date line
        ("RU", 66.0, -172.0, True),  # beyond the date line
        ("FR", 52.5, 13.4, False),  # Berlin
        ("ZA", -29.6, 28.2, False),  # Lesotho, a hole in South Africa
    ],
)
def test_a_point_is_within_the_outline_of_its_country(code: str, lat: float, lon: float, within: bool) -> None:
    assert outlines()[code].holds(lat, lon) is within


def test_every_country_of_the_seeds_is_drawn_or_too_small(register: Register) -> None:
    undrawn = {site.country for site in register.sites.values()} - set(outlines())
    assert undrawn == {"BQ", "CC", "GF", "GI", "GP", "MQ", "RE", "SJ", "TK", "TV", "YT"}


def test_the_outlines_stay_in_the_tools() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert "tools/place_check" not in project
    assert list((ROOT / "graph_service").rglob("countries-50m*")) == []
    assert "Permission to use, copy, modify" in (ROOT / "tools" / "place_check" / "outlines" / "LICENSE").read_text("utf-8")


def test_the_command_fails_where_something_is_new_and_names_it(tmp_path: Path) -> None:
    """A copy of the seeds in which Ansbach lies in Prague."""
    for table in ("places", "agreements"):
        for layer in ("world", "china", "home"):
            text = (SEEDS / layer / f"{table}.csv").read_text("utf-8")
            (tmp_path / layer).mkdir(exist_ok=True)
            (tmp_path / layer / f"{table}.csv").write_text(text.replace("49.30481,10.5931", "50.08,14.43"), "utf-8")
    command = [sys.executable, "-m", "tools.place_check", "--seeds"]
    planted = subprocess.run([*command, tmp_path], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (planted.returncode, planted.stderr) == (1, "")
    assert "in another country: Ansbach (gn:2955936): its point lies in CZ" in planted.stdout


def test_the_command_says_where_it_finds_no_seeds(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tools.place_check", "--seeds", tmp_path]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (1, "")
    assert "cannot be read" in run.stderr


def test_a_part_of_a_city_that_lies_elsewhere_is_found(planted: Callable[..., set[str]]) -> None:
    assert planted(quarters.outside, "gn:8348945", parent="Q36687") == {"outside its city"}
    assert planted(quarters.outside, "gn:8348945") == set()
