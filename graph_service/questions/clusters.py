"""How a home's agreements hang together, per country and region."""

from collections.abc import Iterator

from msgspec.structs import replace

from graph_service.answers.clusters import ClusterRow, ClustersAnswer, clusters_answer
from graph_service.answers.paging import page_of
from graph_service.planning.listing import lists_of
from graph_service.questions.agreements import AGREEMENTS
from graph_service.questions.called import Called
from graph_service.questions.counted import by_class, counted, counted_words
from graph_service.questions.parameters import AsAWhole, OfHome
from graph_service.questions.question import Question, Shown, View
from graph_service.questions.shown import KNOWN, both_names, headline, titled, with_id
from graph_service.words.agreements import CLASSES_TOLD
from graph_service.words.bilingual import Bilingual, Language
from graph_service.words.headings import dated, heads

_COUNTED = ("stem", "stem_also", "bare", "grapes", "A", "B", "C", "D", "U", "exchange", "planned", "tiers", "depth", "strength")


class Clusters(AsAWhole, OfHome):
    """Whose clusters."""


def clusters(view: View, ask: Clusters) -> ClustersAnswer:
    """How a home's agreements hang together, per country and region, with every rate's counts and ids."""
    whole = clusters_answer(view.vine(ask), view.standards.rules)
    page = page_of(whole.items, lambda row: f"{row.grain}:{row.partner.id}", ask.most, ask.cursor)
    return replace(whole, items=page.items, next=page.next)


def rows(answer: ClustersAnswer) -> Iterator[tuple[object, ...]]:
    """One row per country and region, each with the lists that would hold what is missing in it, and below them one per
    area of the home's own state."""
    lists, tiers = lists_of(answer.knowledge), map(int, answer.knowledge.tiers)
    known = (answer.knowledge.establishes(tiers), lists.zh, lists.en)
    for row in answer.items:
        yield (
            *(row.grain, row.partner.id, *both_names(row.partner.names), *_stem(row)),
            *(row.roles["grape"], *row.classes.values(), row.exchange, row.planned, row.tiers, row.depth),
            *(row.strength.score, sum(row.roles.values()), *known),
        )
    for area in answer.areas.items:
        name = ("area", area.place.id, *both_names(area.place.names))
        yield (*name, *[None] * len(_COUNTED), area.agreements, *[None] * len(KNOWN))


def shown(answer: ClustersAnswer, lang: Language) -> Shown:
    """Regions stand under their country, and areas under the word for them."""
    columns = heads(lang, "strength", "stem_since", "classes", "exchange", "plan", "tiers", "depth", "country_region")
    totals = answer.totals
    title = headline(
        answer.home,
        lang,
        f"葡萄串（集群），在册{totals.agreements}对，友城{totals.partners}个，国家和地区{totals.countries}个",
        f"clusters, {totals.agreements} agreements, {totals.partners} partners, {totals.countries} countries and areas on record",
    )
    lines = [*(_line(row, answer, lang) for row in answer.items), *_area_lines(answer, lang, len(columns))]
    return Shown(titled(title, answer.knowledge, lang), columns, lines, (getattr(CLASSES_TOLD, lang),))


def _line(row: ClusterRow, answer: ClustersAnswer, lang: Language) -> tuple[object, ...]:
    since = dated(row.stem.since, row.stem.since_also, lang, row.stem.since_basis) if row.stem else "—"
    words = counted_words(answer.home.id, answer.kinds, partner=row.partner.id)
    counts = (
        by_class(row.classes, AGREEMENTS, words),
        counted(row.exchange, AGREEMENTS, **{**words, "kind": "exchange"}),
        counted(row.planned, AGREEMENTS, **{**words, "kind": None, "status": "planned"}),
        *("\u00a0".join(map(str, row.tiers)), row.depth),
    )
    leads = with_id(row.partner, lang, "cluster", answer.home.id, row.partner.id, before="" if row.grain == "country" else "└ ")
    return (f"{row.strength.score:.1f}", since, *counts, leads)


def _area_lines(answer: ClustersAnswer, lang: Language, width: int) -> Iterator[tuple[object, ...]]:
    for number, area in enumerate(answer.areas.items):
        head = "" if number else f"{getattr(answer.areas.called, lang)}: "
        told = with_id(area.place, lang, before=head)
        yield *[""] * (width - 1), Called(f"{told}, {area.agreements}", on_page=f"{told.on_page}, {area.agreements}")


def _stem(row: ClusterRow) -> tuple[object, ...]:
    """Since when there is a stem, what sources give else, and whether it is bare."""
    stem = row.stem
    return (stem.since or "undated", stem.since_also, stem.bare) if stem else (None, None, None)


CLUSTERS = Question(
    name="clusters",
    title=Bilingual("葡萄串（集群）", "Clusters"),
    ask=Clusters,
    answer=ClustersAnswer,
    find=clusters,
    columns=("grain", "id", "zh", "en", *_COUNTED, "agreements", *KNOWN),
    rows=rows,
    shown=shown,
)
