"""The homes a reader may start from: each counted with all of its units, the state with most stems first."""

from graph_service.metrics.selection import Selection
from graph_service.metrics.vine import vine_of
from graph_service.pages.homes import homes_by_country, homes_by_state
from graph_service.planning.areas import areas_called
from graph_service.snapshot import Snapshot
from tests.drawing import agreement, place, snapshot
from tests.pages.pages import DUTCH, dutch


def test_a_home_is_counted_with_all_of_its_units() -> None:
    (jiangsu,) = homes_by_country(DUTCH)["CN"]
    assert (jiangsu.place.id, jiangsu.agreements) == ("jiangsu", 9)


def test_the_country_with_most_stems_comes_first() -> None:
    assert next(iter(homes_by_country(DUTCH))) == "CN"


def test_domestic_agreements_and_those_of_organisations_make_no_home() -> None:
    domestic = snapshot([*dutch(), place("zhejiang", "province", "CN", "china"), agreement("jiangsu", "zhejiang")])
    assert [home.place.id for home in homes_by_country(domestic)["CN"]] == ["jiangsu"]


def test_a_home_is_counted_as_its_clusters_count_it(seeds: Snapshot) -> None:
    listed = {entry.place.id: entry.agreements for entry in seeds.once(homes_by_country)["CN"]}
    for home in ("Q16963", "Q15175", "Q8686"):
        assert listed[home] == len(vine_of(seeds, home, Selection(seeds.today)).ties.effective)


def test_a_state_whose_homes_are_all_in_its_areas_still_heads_them() -> None:
    records = [
        place("realm", "country", "DK"), place("isles", "country", "FO", levels=("country", "province"), area_of="DK"),
        agreement("isles", "vaud"),
    ]  # fmt: skip
    (group,) = (group for group in homes_by_state(snapshot([*dutch(), *records])) if group.code == "DK")
    assert (group.homes, [home.place.id for home in group.areas["FO"]]) == ((), ["isles"])


def test_areas_are_called_by_the_word_of_their_own_state_where_it_is_on_record() -> None:
    china, other = place("c", "country", "CN", areas_called="港澳台"), place("u", "country", "US")
    found = snapshot([china, place("hk", "country", "HK", area_of="CN"), other, place("pr", "country", "PR", area_of="US")])
    assert [areas_called(found, code).zh for code in ("CN", "HK", "PR")] == ["港澳台", "港澳台", "本国地区"]
