"""One cluster of a home: every agreement in a country or region."""

from collections.abc import Iterator

from pydantic import Field

from graph_service.answers.clusters import ClusterAgreement, ClusterAnswer, cluster_answer
from graph_service.pages.words import COUNTED_AS
from graph_service.questions.parameters import OfHome
from graph_service.questions.question import Question, Shown, View
from graph_service.questions.shown import both_names, headline, name_in, row_of, titled
from graph_service.resolver import resolve_home, resolve_region
from graph_service.words.agreements import KINDS, STATUSES
from graph_service.words.bilingual import Bilingual, Language, called, plural
from graph_service.words.headings import dated, heads

_COUNTED = ("counted", "beside", "apart")  # in the order in which they are told


class Cluster(OfHome):
    """Which cluster of whom."""

    partner: str = Field(description="a country, area or region abroad")


def cluster(view: View, ask: Cluster) -> ClusterAnswer:
    """One cluster: the stem, every grape with class and unit, units without a grape, partners still free."""
    resolve_home(view.snapshot, ask.home)  # of two that are not understood the home is told first, as in the path of HTTP
    partner = resolve_region(view.snapshot, ask.partner)
    return cluster_answer(view.vine(ask), partner, view.standards.rules)


def rows(answer: ClusterAnswer) -> Iterator[tuple[object, ...]]:
    """One row per agreement, in the order of `shown`: those that count, those beside them, and those with an area of the home's
    own state, apart."""
    for item, counted in sorted(_told(answer), key=_reading_of):
        sides = (item.unit.id, *both_names(item.unit.names), item.partner.id, *both_names(item.partner.names))
        region = (item.region.id, *both_names(item.region.names)) if item.region else (None, None, None)
        standing = (item.kind, item.status, item.certainty, item.since, item.since_also)
        yield (item.id, *sides, *region, item.tier, item.role, item.grape_class, item.stem, *standing, counted)


def shown(answer: ClusterAnswer, lang: Language) -> Shown:
    """One row per agreement, as people read a cluster: stems before grapes, class by class and tier by tier."""
    lines = (
        (
            *(_counts_as(item, counted, lang), called(KINDS, item.kind, lang), called(STATUSES, item.status, lang)),
            *(dated(item.since, item.since_also, lang, item.since_basis), item.tier),
            row_of((item.unit, item.partner), lang, "agreement", item.id),
        )
        for item, counted in sorted(_told(answer), key=_reading_of)
    )
    where, total = name_in(answer.partner, lang), answer.total
    told = Bilingual(
        f"与{where}的葡萄串（集群），在册{total:,}对", f"cluster with {where}, {plural(total, 'agreement')} on record"
    )
    title = headline(answer.home, lang, told.zh, told.en)
    apart = (getattr(answer.apart, lang),) if answer.apart else ()
    columns = heads(lang, "counts", "kind", "status", "since", "tier", "agreement")
    return Shown(titled(title, answer.knowledge, lang), columns, lines, apart)


def _told(answer: ClusterAnswer) -> Iterator[tuple[ClusterAgreement, str]]:
    """Every agreement, and whether it is counted, beside the count, or apart."""
    for word, items in zip(_COUNTED, (answer.agreements, answer.beside, answer.agreements_apart), strict=True):
        yield from ((item, word) for item in items)


def _reading_of(told: tuple[ClusterAgreement, str]) -> tuple[object, ...]:
    item, counted = told
    return _COUNTED.index(counted), *reading(item)


def reading(item: ClusterAgreement) -> tuple[bool, str, int, bool, str]:
    """Where an agreement stands among those of its cluster, in files as on pages: stems first, class by class, tier by tier, by
    date, the undated last; those that are alike stay in the order of their ids."""
    return item.role != "stem", item.grape_class or "", item.tier, item.since is None, item.since or ""


def _counts_as(item: ClusterAgreement, counted: str, lang: Language) -> str | None:
    return called(COUNTED_AS, (item.grape_class or item.role) if counted == "counted" else "beside", lang)


CLUSTER = Question(
    name="cluster",
    title=Bilingual("一个葡萄串（集群）", "One cluster"),
    ask=Cluster,
    answer=ClusterAnswer,
    find=cluster,
    columns=(
        *("agreement", "unit", "unit_zh", "unit_en", "partner", "partner_zh", "partner_en"),
        *("region", "region_zh", "region_en", "tier", "role", "class", "stem"),
        *("kind", "status", "certainty", "since", "since_also", "counted"),
    ),
    rows=rows,
    shown=shown,
    path="clusters/{home}/{partner}",
    held=lambda _: None,
)
