"""Places are found by id, former id, code or name, in this order, and never guessed: several are refused, and so is none."""

import gc
import weakref

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.errors import AmbiguousPlace, NotFound, WrongKind
from graph_service.records.base import Names
from graph_service.resolver import place_codes, resolve, resolve_country, resolve_home, resolve_region, resolve_unit
from graph_service.snapshot import Snapshot
from tests.drawing import agreement, place, snapshot

JIANGSU = Names(zh="江苏省", en="Jiangsu", local="Kiangsu", aliases=("Jiāngsū Shěng",))


def drawn() -> Snapshot:
    """Two provinces of China with cities that share a name, and places named as codes and other places are."""
    return snapshot(
        [
            place("Q148", "country", "CN", names=Names(zh="中国", en="China")),
            place("Q1", "province", "CN", "Q148", names=JIANGSU, iso_3166_2="CN-JS", gbt_2260="320000", former_ids=("old",)),
            place("Q2", "province", "CN", "Q148", names=Names(zh="浙江省", en="Zhejiang")),
            place("Q3", "city", "CN", "Q1", names=Names(zh="泰州市", en="Taizhou")),
            place("Q4", "city", "CN", "Q2", names=Names(zh="台州市", en="Taizhou")),
            place("Q5", "province", "CN", "Q148", names=Names(zh="吉林省", en="Jilin")),
            place("Q6", "city", "CN", "Q5", names=Names(zh="吉林市", en="Jilin City")),
            place("Q7", "province", "CN", "Q148", names=Names(zh="广西壮族自治区", en="Guangxi")),
            place("Q8", "city", "CN", "Q5", names=Names(zh="延边朝鲜族自治州", en="Yanbian")),
            place("Q9", "country", "GE", names=Names(zh="格鲁吉亚", en="Georgia")),
            place("Q30", "country", "US", names=Names(zh="美国", en="United States")),
            place("Q10", "province", "US", "Q30", names=Names(zh="佐治亚州", en="Georgia")),
            place("Q183", "country", "DE", names=Names(zh="德国", en="Germany", aliases=("Allemagne",))),
            place("Q11", "city", "DE", "Q183", names=Names(en="Köln")),
            place("Q12", "city", "DE", "Q183", names=Names(en="cn")),
            place("Q8646", "country", "HK", names=Names(zh="中国香港", aliases=("Hong Kong",)), area_of="CN"),
            agreement("Q4", "Q11"),
        ]
    )  # fmt: skip


DRAWN = drawn()


@pytest.mark.parametrize(
    "given",
    ["Q1", "old", "CN-JS", "cn-js", "320000", "江苏省", "江苏", "Jiangsu", " JIANGSU ", "kiangsu", "jiangsu  sheng"],
)
def test_a_place_is_found_by_id_former_id_code_and_name_in_any_language(given: str) -> None:
    assert resolve(DRAWN, given).id == resolve_home(DRAWN, given).id == "Q1"


@pytest.mark.thorough
def test_every_place_of_the_seeds_is_found_by_its_own_id_former_ids_and_codes(seeds: Snapshot) -> None:
    for found in seeds.places.values():
        for way in (found.id, *found.former_ids, found.iso_3166_2, found.gbt_2260):
            assert way is None or resolve(seeds, way) is found
    assert {resolve_country(seeds, found.id) for found in seeds.countries.values()} == set(seeds.countries)


def test_each_name_on_record_is_that_of_one_place_or_refused_with_all_that_have_it(seeds: Snapshot) -> None:
    for found in list(seeds.places.values())[::60]:
        for name in found.names.spellings():
            try:
                meant = {resolve(seeds, name).id}
            except AmbiguousPlace as error:
                meant = {candidate.id for candidate in error.candidates}
            assert found.id in meant or seeds.country(name.upper()), name


@pytest.mark.parametrize("given", ["江苏", "江苏省", "Jiangsu", "CN-JS", "320000"])
def test_jiangsu_of_the_seeds_is_found_as_people_write_it(seeds: Snapshot, given: str) -> None:
    assert resolve_home(seeds, given).id == "Q16963"


@pytest.mark.parametrize(
    ("given", "place_id"),
    [("广西", "Q7"), ("延边", "Q8"), ("泰州", "Q3"), ("佐治亚", "Q10"), ("CN", "Q148"), ("Koln", "Q11"), ("KÖLN", "Q11")],
)
def test_the_ending_of_a_chinese_name_and_accents_may_be_left_out_and_codes_come_first(given: str, place_id: str) -> None:
    assert resolve(DRAWN, given).id == place_id


@pytest.mark.parametrize("given", ["江", "江苏省省", "苏省", "Jiang", "Jiangsu Province", "", "  ", "\n", "省", ".*", "苏.*"])
def test_a_part_of_a_name_or_a_pattern_is_no_name(given: str) -> None:
    with pytest.raises(NotFound):
        resolve(DRAWN, given)


def test_a_name_of_several_places_is_refused_with_all_of_them_the_best_linked_first() -> None:
    with pytest.raises(AmbiguousPlace) as caught:
        resolve(DRAWN, "taizhou", "city")
    assert [(found.id, found.names["zh"]) for found in caught.value.candidates] == [("Q4", "台州市"), ("Q3", "泰州市")]
    assert str(caught.value) == (
        "'taizhou' names 2 places; give the id of one: "
        "Q4 (台州市 Taizhou; city in 浙江省 Zhejiang, CN), Q3 (泰州市 Taizhou; city in 江苏省 Jiangsu, CN)"
    )


def test_a_code_of_several_places_is_refused_as_a_name_is() -> None:
    twice = snapshot([place("a", "city", "CN", gbt_2260="320100"), place("b", "city", "CN", gbt_2260="320100")])
    with pytest.raises(AmbiguousPlace, match="'320100' names 2 places"):
        resolve(twice, "320100")


def test_the_two_taizhou_of_the_seeds_are_told_apart(seeds: Snapshot) -> None:
    with pytest.raises(AmbiguousPlace) as caught:
        resolve(seeds, "Taizhou", "city")
    assert {found.names["zh"] for found in caught.value.candidates} == {"泰州市", "台州市"}


def test_what_the_parameter_asks_for_comes_before_places_of_other_levels() -> None:
    assert resolve_home(DRAWN, "吉林").id == "Q5"
    assert resolve_home(DRAWN, "Georgia").id == "Q10"
    assert resolve_country(DRAWN, "Georgia") == "GE"
    assert resolve_region(DRAWN, "吉林").id == "Q5", "the partner of a cluster is a country or a province"
    assert resolve_unit(DRAWN, "Taizhou", "Q1").id == "Q3"
    assert resolve_home(DRAWN, "泰州").id == "Q3", "whoever asks says what it is and where it lies"
    for several in ("吉林", "Georgia"):
        with pytest.raises(AmbiguousPlace):
            resolve(DRAWN, several)


@pytest.mark.parametrize("given", ["DE", "de", " De ", "Germany", "GERMANY", "德国", "allemagne", "Q183"])
def test_a_country_is_found_by_code_name_and_id(given: str) -> None:
    assert resolve_country(DRAWN, given) == "DE"


def test_an_area_is_found_as_a_country_is_and_a_code_of_the_list_need_not_be_on_record() -> None:
    assert [resolve_country(DRAWN, given) for given in ("HK", "Hong Kong", "aq")] == ["HK", "HK", "AQ"]


@pytest.mark.parametrize(
    ("given", "nearest"), [("UK", []), ("Germny", ["Q183"]), ("江苏", []), ("ZZ", []), ("", []), ("Hong", ["Q8646"])]
)
def test_a_country_that_is_none_is_refused_with_the_nearest(given: str, nearest: list[str]) -> None:
    with pytest.raises(NotFound, match=f"no country has the id, code or name {given!r}") as caught:
        resolve_country(DRAWN, given)
    assert [found.id for found in caught.value.suggestions] == nearest


def test_the_letters_and_the_formal_name_of_a_country_are_names_of_it(seeds: Snapshot) -> None:
    called = {"UK": "GB", "USA": "US", "PRC": "CN", "中华人民共和国": "CN", "Czech Republic": "CZ", "波黑": "BA"}
    assert {name: resolve_country(seeds, name) for name in called} == called


def test_the_id_of_another_place_is_no_country() -> None:
    with pytest.raises(WrongKind, match=r"Q1 \(Jiangsu\) is a province; it lies in CN"):
        resolve_country(DRAWN, "Q1")


def test_a_place_that_is_none_is_refused_with_at_most_five_of_the_nearest_of_those_asked_for(seeds: Snapshot) -> None:
    with pytest.raises(NotFound) as caught:
        resolve_home(seeds, "Jiangssu")
    assert caught.value.suggestions[0].id == "Q16963"
    with pytest.raises(NotFound) as caught:
        resolve(seeds, "san")
    assert len(caught.value.suggestions) == 5
    with pytest.raises(NotFound) as caught:
        resolve_home(seeds, "Hangzhouu")
    assert caught.value.suggestions[0].names["en"] == "Hangzhou", "where none of those is near, others are told"


@given(st.text(max_size=12))
def test_any_text_is_answered_or_refused_in_one_line(text: str) -> None:
    for ask in (resolve, resolve_home, resolve_country):
        told = ""
        try:
            ask(DRAWN, text)
        except (NotFound, AmbiguousPlace) as error:
            told = str(error)
        assert len(told.splitlines()) <= 1


def test_what_is_kept_for_it_does_not_hold_the_snapshot() -> None:
    found = drawn()
    kept = found.once(place_codes)
    gone = weakref.ref(found.network)
    del found
    gc.collect()
    assert (kept["CN-JS"], gone()) == (("Q1",), None)


@pytest.mark.parametrize(("code", "of_its_own"), [("CN-HK", "HK"), ("cn-tw", "TW"), ("CN-MO", "MO"), ("US-PR", "PR")])
def test_an_area_of_a_state_is_found_by_its_code_as_a_part_of_it_too(seeds: Snapshot, code: str, of_its_own: str) -> None:
    assert resolve(seeds, code).id == resolve(seeds, of_its_own).id
