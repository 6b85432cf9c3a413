"""Lists of a home that a text of the search names beside a place: 江苏 缺口, Nanjing candidates, 江苏 2026年 周年."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from graph_service.metrics.home import home_above
from graph_service.questions.question import AnyQuestion
from graph_service.records.place import Place
from graph_service.search.folding import compact, line
from graph_service.site.home import of_homes
from graph_service.site.templating import Frame
from graph_service.site.to_lists import below_root
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual, both

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
}


def list_called(text: str) -> tuple[AnyQuestion, str | None] | None:
    """The list that is called so, and the year that is named with it."""
    year = _YEAR.search(text)
    found = _by_name().get(compact(line(_YEAR.sub("", text))))
    return None if found is None else (found, year[1] if year else None)


def ways_to_list(
    frame: Frame, snapshot: Snapshot, place: Place, named: tuple[AnyQuestion, str | None]
) -> Iterator[tuple[str, str]]:
    """The way to the list of a home; of a unit to what the list of its home has of it, where that can be asked."""
    question, year = named
    home, taken = home_above(snapshot, place.id), question.ask.model_fields
    if home is None:
        return
    of_unit = place.id != home.id and "unit" in taken
    words = {"unit": place.id if of_unit else None, "year": year if "year" in taken else None}
    whose, title = both(place if of_unit else home), question.title
    told = Bilingual(f"{whose.zh}：{title.zh}", f"{whose.en}: {title.en[0].lower()}{title.en[1:]}")
    yield frame.say(told), below_root(frame, question, home=home.id, **words)


@cache
def _by_name() -> Mapping[str, AnyQuestion]:
    """The lists of a home by all that they are called."""
    return {
        compact(line(name)): question
        for question in of_homes()
        for name in (question.name, question.title.en, *_PARTS.split(question.title.zh), *_ALSO.get(question.name, ()))
        if name
    }
