"""Which groups the whole network falls into."""

from collections.abc import Iterator

from pydantic import Field

from graph_service.answers.communities import CommunitiesAnswer, communities_answer
from graph_service.answers.pages import MAX_LIMIT
from graph_service.graph.communities import CommunitiesBy
from graph_service.questions.parameters import InPages
from graph_service.questions.question import Language, Measuring, Question, Shown, View
from graph_service.questions.shown import name_of
from graph_service.questions.whole_network import OfNetwork, measuring, short, titled
from graph_service.words.bilingual import Bilingual
from graph_service.words.headings import heads

_LARGEST_SEED = 2**32 - 1
_NAMED = 3  # places of each in a terminal


class Communities(InPages, OfNetwork):
    """How communities are looked for, and whose to list."""

    seed: int = Field(0, ge=0, le=_LARGEST_SEED, description="the same gives the same communities")
    resolution: float = Field(1.0, gt=0, le=100, allow_inf_nan=False, description="higher gives more and smaller communities")
    place: str | None = Field(None, description="a place: only its community")
    shown: int = Field(10, ge=0, le=MAX_LIMIT, description="places shown of each")


def communities(view: View, ask: Communities) -> CommunitiesAnswer:
    """Groups of places, or countries, that are linked more among themselves than with others; or the one of a place."""
    (place,) = view.named(ask, "place")
    selection, by = view.selection(ask), CommunitiesBy(ask.seed, ask.resolution)
    return communities_answer(
        view.snapshot, selection, ask.grain, by, place=place, shown=ask.shown, limit=ask.most, cursor=ask.cursor
    )


def measured(view: View, ask: Communities) -> Measuring:
    """The communities of all places."""
    return measuring(view, ask, CommunitiesBy(ask.seed, ask.resolution))


def rows(answer: CommunitiesAnswer) -> Iterator[tuple[object, ...]]:
    """One row per community."""
    for item in answer.items:
        countries = [found.country for found in item.countries]
        names = "; ".join(name_of(place) for place in item.places)
        yield item.number, item.size, item.country_count, countries, [place.id for place in item.places], names


def shown(answer: CommunitiesAnswer, lang: Language) -> Shown:
    """One row per community, with its first places."""
    lines = (
        (
            *(item.number, item.size, item.country_count),
            " ".join(f"{found.country} {found.places}" for found in item.countries),
            "; ".join(name_of(place) for place in item.places[:_NAMED]),
        )
        for item in answer.items
    )
    modularity = short(answer.modularity) or "?"
    found = Bilingual(f"{answer.total}个社团，模块度 {modularity}", f"{answer.total} communities, modularity {modularity}")
    return Shown(titled(found, answer, lang), heads(lang, "number", "places", "countries", "most_in", "first_places"), lines)


COMMUNITIES = Question(
    name="communities",
    title=Bilingual("社团", "Communities"),
    ask=Communities,
    answer=CommunitiesAnswer,
    find=communities,
    columns=("number", "size", "country_count", "countries", "places", "names"),
    rows=rows,
    shown=shown,
    tag="whole network",
    measuring=measured,
)
