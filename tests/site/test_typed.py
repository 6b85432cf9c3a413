"""Places typed into forms: a name in either language, by itself or with what it lies in, and what a form writes of it."""

import pytest

from graph_service.errors import AmbiguousPlace
from graph_service.resolver import resolve
from graph_service.site.templating import Frame
from graph_service.site.typed import found_by, written
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Language

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
    assert {place: found_by(seeds, text, resolve).id for place, text in texts.items()} == {place: place for place in texts}
    assert [text for place, text in texts.items() if text == place] == []
