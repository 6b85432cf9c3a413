"""The answer of the data-quality report."""

from msgspec import Struct

from graph_service.metrics.sums import Sums, sums_of
from graph_service.planning.quality import ROWS, CheckName, find_astray, find_oddities
from graph_service.planning.quality_lists import find_doubtful_lists
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual


class QualityItem(Struct, frozen=True):
    """One oddity: the check that found it, the records and what is odd."""

    check: CheckName
    ids: tuple[str, ...]
    message: Bilingual


class QualityAnswer(Struct, frozen=True, kw_only=True):
    """Findings by check; `items` holds at most `limit` of each check, `counts` all of them. `sums` states whether the rows of
    countries and areas add up to the totals."""

    snapshot: str
    total: int
    counts: dict[CheckName, int]
    sums: Sums
    items: tuple[QualityItem, ...]
    next: str | None = None


def quality_answer(snapshot: Snapshot, limit: int) -> QualityAnswer:
    """The answer of `/check`."""
    sums = snapshot.once(sums_of)
    found = {ROWS: tuple(find_astray(sums)), **snapshot.once(find_oddities), **snapshot.once(find_doubtful_lists)}
    counts = {name: len(findings) for name, findings in found.items()}
    items = tuple(QualityItem(name, *finding) for name, findings in found.items() for finding in findings[:limit])
    return QualityAnswer(snapshot=snapshot.version, total=sum(counts.values()), counts=counts, sums=sums, items=items)
