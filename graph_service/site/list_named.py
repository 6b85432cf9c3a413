"""Lists of a home that a text of the search names beside a place: 江苏 缺口, Nanjing candidates, 江苏 2026年 周年."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, partial
from itertools import chain
from typing import NamedTuple

from graph_service.metrics.home import home_above
from graph_service.questions.agreements import AGREEMENTS
from graph_service.questions.gaps import GAPS
from graph_service.questions.question import AnyQuestion
from graph_service.records.place import Place
from graph_service.search.folding import compact, line
from graph_service.site.group_named import group_called, place_and
from graph_service.site.home import of_homes
from graph_service.site.phrases import AND, cuts_of_chinese, in_two
from graph_service.site.templating import Frame
from graph_service.site.to_lists import below_root
from graph_service.site.two_places import party_called, two_places
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual, both
from graph_service.words.planning import GAPS as GAP_TYPES

_PARTS = re.compile("[、（）]")  # of a title that says the same twice, or several: 葡萄串（集群）
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)\s*年?")
# What people call a list beside its title and its name in addresses.
_ALSO: Mapping[str, tuple[str, ...]] = {
    "gaps": ("差距", "空白", "worklist", "gap"),
    "candidates": ("候选", "候选伙伴", "候选友城", "建议", "candidate"),
    "anniversaries": ("周年纪念", "纪念日", "anniversary"),
    "coverage": ("覆盖", "覆盖面"),
    "growth": ("增长", "历年"),
    "clusters": ("cluster",),
    "matrix": ("units and countries",),
}


class Asked(NamedTuple):
    """A list that is asked for, the year that is named with it, the text beside both, which says of whom, and the type of gaps
    that alone are asked for."""

    question: AnyQuestion
    year: str | None
    whose: str
    gap: str | None = None

    @property
    def called(self) -> Bilingual:
        """The list or the type, with its year."""
        name = GAP_TYPES[self.gap] if self.gap else self.question.title
        zh, en = (f"{self.year}年", f" {self.year}") if self.year else ("", "")
        return Bilingual(f"{zh}{name.zh}", f"{name.en}{en}")


def list_asked(text: str) -> Asked | None:
    """The list that a text names beside names of places; a year alone asks for the agreements of that year."""
    chinese = ((one, other) for one, other, _ in cuts_of_chinese(text))
    for parts in chain(in_two(AND, text), chinese):
        for whose, called in (parts, parts[::-1]):
            found = _called_so(called, whose)
            if found is not None and whose:
                return found
    return None


def list_alone(text: str) -> Asked | None:
    """The list that a text names by itself, of nobody."""
    return _called_so(text, "")


def _called_so(called: str, whose: str) -> Asked | None:
    year = _YEAR.search(called)
    rest = compact(line(re.sub("^的", "", _YEAR.sub("", called))))
    gap = _by_type().get(rest)
    found = (GAPS if gap else _by_name().get(rest)) if rest else AGREEMENTS if year else None
    return None if found is None else Asked(found, year[1] if year else None, whose, gap)


def ways_to_list(frame: Frame, snapshot: Snapshot, asked: Asked) -> Iterator[tuple[str, str]]:
    """The way to the list of a home; of a unit of it, for a country or for a set of countries, to what the list has of these,
    where that can be asked."""
    question, year, whose, gap = asked
    place, words = _whose(snapshot, whose)
    words |= {"type": gap} if gap else {}
    home = home_above(snapshot, place.id) if place else None
    taken = question.ask.model_fields
    if home is None or place is None or not words.keys() <= taken.keys():
        return
    of_unit = place.id != home.id and ("unit" in taken or question is AGREEMENTS)
    if year and question is AGREEMENTS:
        words |= {"signed_from": year, "signed_to": year}
    elif year and "year" in taken:
        words |= {"year": year}
    whom = {"place": place.id} if of_unit and question is AGREEMENTS else {"home": home.id}
    unit = {"unit": place.id} if of_unit and question is not AGREEMENTS else {}
    name, title = both(place if of_unit else home), GAP_TYPES[gap] if gap else question.title
    narrower = _narrower(snapshot, words)
    zh = "、".join(filter(None, (name.zh, *(each.zh for each in narrower), year and f"{year}年")))
    en = ", ".join(filter(None, (name.en, *(each.en for each in narrower), year)))
    told = Bilingual(f"{zh}：{title.zh}", f"{en}: {title.en[0].lower()}{title.en[1:]}")
    yield frame.say(told), below_root(frame, question, **whom, **unit, **words)


def _whose(snapshot: Snapshot, text: str) -> tuple[Place | None, dict[str, str]]:
    """The place whose list is asked for, and the country or the set of countries that the list is narrowed to."""
    if (place := party_called(snapshot, text)) is not None:
        return place, {}
    if (grouped := place_and(snapshot, text, partial(group_called, snapshot))) is not None:
        return grouped[0], {"frame": grouped[1].id}
    one, other = two_places(snapshot, text) or (None, None)
    if one is not None and one.is_level("country") and not one.is_level("province"):
        one, other = other, one
    return (one, {"country": other.country}) if other is not None and other.is_level("country") else (None, {})


def _narrower(snapshot: Snapshot, words: Mapping[str, str]) -> list[Bilingual]:
    country, group = snapshot.country(words.get("country", "")), snapshot.network.find(words.get("frame", ""))
    told = [both(country)] if country else []
    return [*told, Bilingual(group.names.best("zh", "?"), group.names.best("en", "?"))] if group else told


@cache
def _by_type() -> Mapping[str, str]:
    """The types of gaps by what they are called: 空茎, bare stems."""
    return {
        compact(line(name)): gap
        for gap, label in GAP_TYPES.items()
        for name in (gap, gap.replace("_", " "), label.en.partition(",")[0], label.zh, *_PARTS.split(label.zh)[:1])
    }


@cache
def _by_name() -> Mapping[str, AnyQuestion]:
    """The lists of a home by all that they are called."""
    return {
        compact(line(name)): question
        for question in of_homes()
        for name in (question.name, question.title.en, *_PARTS.split(question.title.zh), *_ALSO.get(question.name, ()))
        if name
    }
