"""The tables of the page of a cluster: its agreements by what they count as."""

from collections.abc import Iterator

from graph_service.answers.clusters import ClusterAgreement, ClusterAnswer
from graph_service.answers.common import Since
from graph_service.metrics.vine import Vine
from graph_service.pages.words import COUNTED_AS
from graph_service.questions.called import Called
from graph_service.questions.cluster import reading
from graph_service.site.pictured import place_called, since_of
from graph_service.site.sections import Part, without_empty_columns
from graph_service.site.templating import Frame
from graph_service.words.agreements import BESIDE, CERTAINTIES, KINDS, STATUSES
from graph_service.words.bilingual import Bilingual, called
from graph_service.words.headings import heads

_STEMS, _GRAPES = Bilingual("主茎", "Stems"), Bilingual("葡萄", "Grapes")
_BESIDE, _APART = Bilingual(BESIDE.zh, "Beside the count"), Bilingual("另列的协议", "Told apart")
_UNCOUNTED = Bilingual("未计：可能与已计入的是同一对", "Not counted: perhaps one that counts")
_NOT = Bilingual("未计", "not counted")


def tables_of(frame: Frame, vine: Vine, answer: ClusterAnswer) -> Iterator[Part]:
    """The agreements by the part they play, each part in the order of the file: with regions, the grapes, those beside the count,
    those that may be no others, those told apart."""
    doubled = {tie.agreement.id for tie in vine.ties.beside}
    parts = (
        (_STEMS, None, sorted((item for item in answer.agreements if item.role == "stem"), key=reading)),
        (_GRAPES, None, sorted((item for item in answer.agreements if item.role != "stem"), key=reading)),
        (_BESIDE, BESIDE, sorted((item for item in answer.beside if item.id not in doubled), key=reading)),
        (_UNCOUNTED, _NOT, sorted((item for item in answer.beside if item.id in doubled), key=reading)),
        (_APART, BESIDE, sorted(answer.agreements_apart, key=reading)),
    )
    columns = heads(frame.language, "counts", "partner", "region", "unit", "tier", "kind", "status", "since")
    for title, counts, items in parts:
        rows = [_row(frame, item, counts) for item in items]
        yield without_empty_columns(Part(f"{frame.say(title)} ({len(rows):,})", columns, rows), frame.language)


def _row(frame: Frame, item: ClusterAgreement, counts: Bilingual | None) -> tuple[object, ...]:
    """One agreement; `counts` is what it counts as, where that is neither its class nor its role."""
    language = frame.language
    unsure = None if item.certainty == "surely" else frame.say(CERTAINTIES[item.certainty])
    return (
        frame.say(counts) if counts else called(COUNTED_AS, item.grape_class or item.role, language),
        place_called(frame, item.partner),
        item.region.names.best(language, item.region.id) if item.region and item.region.id != item.partner.id else None,
        place_called(frame, item.unit),
        item.tier,
        called(KINDS, item.kind, language),
        " · ".join(filter(None, (called(STATUSES, item.status, language), unsure))),
        Called(since_of(frame, Since(item.since, item.since_precision, item.since_basis, item.since_also)), "agreement", item.id),
    )
