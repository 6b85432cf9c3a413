"""What in the data deserves a second look."""

from collections.abc import Iterator
from typing import ClassVar

from msgspec import Struct
from pydantic import Field

from graph_service.metrics.sums import Sums, sums_of
from graph_service.planning.quality import ROWS, CheckName, find_astray, find_oddities
from graph_service.planning.quality_lists import find_doubtful_lists
from graph_service.questions.parameters import Limited
from graph_service.questions.question import Question, Shown, View
from graph_service.words.bilingual import Bilingual, Language, called
from graph_service.words.headings import heads
from graph_service.words.records import CHECKS


class Check(Limited):
    """How much of the report."""

    in_table: ClassVar[int] = 20

    limit: int | None = Field(
        None,
        ge=1,
        le=100_000,
        description="findings of each check at most; if left out 100 in json over HTTP, 20 in a terminal, all everywhere else",
    )


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


def check(view: View, ask: Check) -> QualityAnswer:
    """What in the data deserves a second look: sums that fail, dates in conflict, odd lives, missing names."""
    snapshot = view.snapshot
    sums = snapshot.once(sums_of)
    found = {ROWS: tuple(find_astray(sums)), **snapshot.once(find_oddities), **snapshot.once(find_doubtful_lists)}
    counts = {name: len(findings) for name, findings in found.items()}
    items = tuple(QualityItem(name, *finding) for name, findings in found.items() for finding in findings[: ask.most])
    return QualityAnswer(snapshot=snapshot.version, total=sum(counts.values()), counts=counts, sums=sums, items=items)


def rows(answer: QualityAnswer) -> Iterator[tuple[object, ...]]:
    """One row per finding."""
    return ((item.check, item.ids, item.message.zh, item.message.en) for item in answer.items)


def shown(answer: QualityAnswer, lang: Language) -> Shown:
    """One row per finding, in one language."""
    counts = {called(CHECKS, name, lang): count for name, count in answer.counts.items()}
    sums = answer.sums
    title = Bilingual(
        f"数据质量检查{answer.total:,}条\n{'，'.join(f'{name}{count:,}' for name, count in counts.items())}",
        f"{answer.total:,} findings\n{', '.join(f'{name} {count:,}' for name, count in counts.items())}",
    )
    told = Bilingual(
        f"{sums.homes}个省级单位：合计境外协议{sums.agreements}对，各国家和地区行共{sums.in_rows}对；与本国地区的{sums.apart}对另列",
        f"{sums.homes} homes: {sums.agreements} agreements abroad in the totals, {sums.in_rows} in the rows of countries and "
        f"areas; {sums.apart} with areas of the home's own state stand apart",
    )
    lines = ((called(CHECKS, item.check, lang), getattr(item.message, lang), " ".join(item.ids)) for item in answer.items)
    return Shown(getattr(title, lang), heads(lang, "check", "finding", "records"), lines, (getattr(told, lang),))


CHECK = Question(
    name="check",
    title=Bilingual("数据质量检查", "Data check"),
    ask=Check,
    answer=QualityAnswer,
    find=check,
    columns=("check", "ids", "zh", "en"),
    rows=rows,
    shown=shown,
    tag="claims",
)
