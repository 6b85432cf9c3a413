"""Places typed into forms: a name in either language, by itself or with what it lies in, and what a form writes of it."""

import pytest

from graph_service.errors import AmbiguousPlace
from graph_service.resolver import resolve
from graph_service.site.templating import Frame
from graph_service.site.typed import called_so, found_by, typed, written
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual, Language

COLOGNE, VICTORIA = "Q365", "Q2132"


@pytest.mark.parametrize("text", ["科隆（德国）", "科隆(北莱茵-威斯特法伦州)", "Cologne", "Cologne (Germany)", "科隆 (Germany)"])
def test_a_name_with_what_it_lies_in_names_the_place_in_either_language(seeds: Snapshot, text: str) -> None:
    assert found_by(seeds, text, resolve).id == COLOGNE


@pytest.mark.parametrize("text", ["科隆", "科隆（日本）", "科隆（）"])
def test_what_names_several_places_or_none_is_never_guessed(seeds: Snapshot, text: str) -> None:
    with pytest.raises(Exception) as told:  # noqa: PT011  # of either kind
        found_by(seeds, text, resolve)
    assert isinstance(told.value, AmbiguousPlace) == (text == "科隆")


@pytest.mark.parametrize(("language", "text"), [("zh", "科隆（德国）"), ("en", "Cologne")])
def test_a_form_is_filled_in_the_language_of_its_page(seeds: Snapshot, language: Language, text: str) -> None:
    assert written(Frame(language, "../"), seeds, seeds.places[COLOGNE]) == text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_a_form_is_filled_with_leads_back_to_every_partner_of_a_home(seeds: Snapshot, language: Language) -> None:
    agreements = seeds.agreements_of("Q16666")
    partners = [seeds.places[place] for one in agreements if (place := one.other("Q16666")) in seeds.places]
    texts = {place.id: written(Frame(language, "../"), seeds, place) for place in partners}
    assert {place: found_by(seeds, text, called_so).id for place, text in texts.items()} == {place: place for place in texts}
    assert [text for place, text in texts.items() if text == place] == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("New York", {"Q60", "Q1384"}),
        ("纽约", {"Q60", "Q1384"}),
        ("Oklahoma", {"Q34863", "Q1649"}),
        ("Mexico", {"Q96", "Q1489", "Q82112"}),
        ("Jilin", {"Q45208", "Q92277"}),
        ("Washington", {"Q1223", "Q61", "gn:4413621", "wp:US.washington-county"}),  # the capital too, no place once called so
        ("Milan", {"Q490", "gn:5162920", "wp:US.milan"}),
    ],
)
def test_a_text_means_all_that_are_called_so_whether_or_not_it_is_the_whole_official_name(
    seeds: Snapshot, text: str, meant: set[str]
) -> None:
    with pytest.raises(AmbiguousPlace) as told:
        called_so(seeds, text)
    assert {place.id for place in told.value.candidates} == meant


@pytest.mark.first(3)
@pytest.mark.parametrize("text", ["Nanjing", "Cologne", "Tokyo", "Q60", "CN-JS", "320000", "北京", "Singapore"])
def test_what_only_one_place_is_called_means_it(seeds: Snapshot, text: str) -> None:
    assert called_so(seeds, text) == resolve(seeds, text)


@pytest.mark.parametrize("text", ["New York", "纽约"])
@pytest.mark.parametrize("saved", [False, True])
def test_of_several_the_one_with_most_agreements_by_far_is_taken_and_the_others_offered_in_page_and_file(
    seeds: Snapshot, text: str, saved: bool
) -> None:
    frame = Frame("en", "../", saved=saved)
    field = typed(frame, seeds, "to", Bilingual("到", "to"), text, likeliest=True)
    assert field.place == seeds.places["Q60"]
    assert [told for told, _ in field.meant] == ["New York · United States"]


def test_the_place_that_holds_others_of_its_name_is_meant_by_what_it_lies_in(seeds: Snapshot) -> None:
    frame = Frame("en", "../")
    texts = {place: written(frame, seeds, seeds.places[place]) for place in ("Q60", "Q1384")}
    assert texts == {"Q60": "New York City", "Q1384": "New York (United States)"}
    assert {found_by(seeds, text, called_so).id for text in texts.values()} == {*texts}
