"""What a place may be typed as follows from its record, in one small index; the resolver takes alternate names last."""

import sys
import tracemalloc

import pytest
from msgspec.structs import replace

from graph_service.answers.places import suggest_answer
from graph_service.errors import AmbiguousPlace
from graph_service.records.base import Names
from graph_service.records.network import ChangeSet, Network
from graph_service.resolver import resolve
from graph_service.search.find import find_places
from graph_service.search.index import Part, search_index
from graph_service.snapshot import Snapshot
from tests.drawing import TODAY, place, snapshot
from tools import readings

NRW = Names(zh="北莱茵-威斯特法伦州", en="North Rhine-Westphalia")
DRAWN = snapshot(
    [
        place("CN", "country", "CN", names=Names(zh="中国", en="China")),
        place("nanjing", "city", "CN", "CN", names=Names(zh="南京市", en="Nanjing"), alternates=("Nankin", "Нанкин")),
        place("DE", "country", "DE", names=Names(zh="德国", en="Germany"), alternates=("Deutschland",)),
        place("nrw", "province", "DE", "DE", names=NRW, iso_3166_2="DE-NW"),
        place("koeln", "city", "DE", "nrw", names=Names(zh="科隆", en="Cologne", local="Köln")),
        place("town", "city", "US", names=Names(en="Pekin"), population=30_000),
        place("beijing", "city", "CN", "CN", names=Names(en="Beijing"), alternates=("Pekin", "Peking"), population=2 * 10**7),
        place("kanazawa", "city", "JP", names=Names(zh="金泽市", en="Kanazawa"), alternates=("金沢市",)),
        place("twin-a", "city", "FR", names=Names(en="Aville"), alternates=("Tween",)),
        place("twin-b", "city", "FR", names=Names(en="Bville"), alternates=("Tween",)),
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    ("query", "meant", "match", "matched"),
    [
        ("南京", "nanjing", "exact", "南京市"),
        ("Nankin", "nanjing", "exact", "Nankin"),
        ("нанкин", "nanjing", "exact", "Нанкин"),
        ("nj", "nanjing", "exact", "nj"),
        ("NAN JING", "nanjing", "exact", "Nanjing"),
        ("Nanj", "nanjing", "start", "Nanjing"),
        ("Nanjng", "nanjing", "typo", "Nanjing"),
        ("anjin", "nanjing", "part", "Nanjing"),
        ("westphalia", "nrw", "word", "North Rhine-Westphalia"),
        ("koeln", "koeln", "exact", "Köln"),
        ("KOLN", "koeln", "exact", "Köln"),
        ("Köln Deutschland", "koeln", "exact", "Köln"),
        ("德国科隆", "koeln", "exact", "科隆"),
        ("北威州", "nrw", "exact", "北威州"),
        ("NRW", "nrw", "exact", "nrw"),
        ("de-nw", "nrw", "exact", "de nw"),
        ("金沢", "kanazawa", "exact", "金泽市"),
        ("金澤市", "kanazawa", "exact", "金泽市"),
        ("Kanazawa-shi", "kanazawa", "exact", "Kanazawa"),
        ("Pekin", "beijing", "exact", "Pekin"),
    ],
)
def test_an_answer_says_how_it_fits_and_by_which_name(query: str, meant: str, match: str, matched: str) -> None:
    item, *_ = suggest_answer(DRAWN, query, 5).items
    assert (item.id, item.match, item.matched) == (meant, match, matched)


def test_an_answer_tells_country_region_and_agreements() -> None:
    item, *_ = suggest_answer(DRAWN, "koeln", 5).items
    assert item.country_names == DRAWN.places["DE"].names
    assert ([names.en for names in item.within], item.agreement_count) == (["North Rhine-Westphalia", "Germany"], 0)


def test_a_name_of_its_own_stands_before_an_alternate_one_for_the_resolver_and_several_are_refused() -> None:
    assert resolve(DRAWN, "Pekin").id == "town"
    assert resolve(DRAWN, "peking").id == "beijing"
    with pytest.raises(AmbiguousPlace) as caught:
        resolve(DRAWN, "Tween")
    assert {candidate.id for candidate in caught.value.candidates} == {"twin-a", "twin-b"}


@pytest.mark.thorough
def test_a_changed_place_is_found_by_its_new_name_alone_and_the_rest_of_the_index_is_kept(seeds: Snapshot) -> None:
    before = seeds.once(search_index).parts[0]
    changed = replace(seeds.places["Q16666"], names=Names(en="Zzyzxville"), alternates=())
    after = Snapshot(seeds.network.changed_by(ChangeSet((changed,))), "after", TODAY)
    base, added = after.once(search_index).parts
    assert base is before
    assert [found.id for found in added.places] == ["Q16666"]
    assert [hit.place.id for hit in find_places(after, "Zzyzxville")] == ["Q16666"]
    assert "Q16666" not in [hit.place.id for hit in find_places(after, str(seeds.places["Q16666"].names.zh))]
    assert find_places(seeds, "Zzyzxville") == ()


def test_a_network_without_places_has_an_index() -> None:
    assert find_places(Snapshot(Network(), "none", TODAY), "Oss") == ()


@pytest.mark.thorough
def test_the_index_of_the_seeds_takes_less_than_20_mib(seeds: Snapshot) -> None:
    Part.of(())
    find_places(DRAWN, "南京")  # what is read once and kept
    tracemalloc.start()
    part = Part.of(seeds.places.values())
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sys.getsizeof(part) < held < 20 * 1024**2


def test_the_readings_are_those_of_the_dictionary_they_are_made_from() -> None:
    assert readings.FILE.read_text("utf-8") == readings.table()
