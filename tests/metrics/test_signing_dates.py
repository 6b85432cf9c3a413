"""Which dates of signing are contested: what sources give otherwise than the record, and is the date of no other step."""

import pytest

from graph_service.answers.agreements import agreement_answer
from graph_service.metrics.selection import select
from graph_service.metrics.signing_dates import also_given, more_exact
from graph_service.planning.quality import find_oddities
from graph_service.records.claim import Claim
from graph_service.records.vocabulary import AgreementKind
from graph_service.snapshot import Snapshot
from graph_service.words.days import contested, written
from tests.drawing import DRAWN, agreement, jiangsu, snapshot, witnessed_places

Said = tuple[str, tuple[AgreementKind, ...]]


def signed(number: int, said: Said) -> Claim:
    stated, kinds = said
    return Claim(
        id=f"signed:{number}",
        subject="oss~taizhou",
        measure="signed",
        stated=stated,
        scope_kinds=kinds,
        sources=DRAWN,
        layer="home",
    )


def drawn(stages: str, *said: Said) -> Snapshot:
    claims = [signed(number, one) for number, one in enumerate(said)]
    return snapshot([*jiangsu(), *witnessed_places(), agreement("taizhou", "oss", stages), *claims])


@pytest.mark.parametrize(
    ("stages", "said", "expected"),
    [
        ("formal 1984-11-12", [("1985, sister", ("formal",))], ("1985",)),
        ("formal 1984-11-12", [("1984, sister", ("formal",)), ("1984-11, sister", ("formal",))], ()),
        ("formal 1984", [("1984-11-12, sister", ("formal",))], ()),
        ("formal 1984/1986", [("1985, sister", ("formal",))], ()),
        ("formal 1984-11-12", [("1985, sister", ("formal",)), ("1985-03, sister", ("formal",))], ("1985-03",)),
        ("formal 1984-11-12", [("1980, friendly-exchange", ("exchange",))], ()),
        ("formal 1984-11-12", [("1983", ())], ("1983",)),
        ("exchange 1980; formal 1984-11-12", [("1980", ()), ("1984", ("unclassified",))], ()),
        ("formal 1984-11-12; renewal 2005", [("2005, sister", ("formal",))], ()),
        ("unclassified 1984", [("1990, sister", ("formal",)), ("1979, intent", ("intent",))], ("1990",)),
        ("formal", [("1985, sister", ("formal",))], ()),
        ("formal 1984", [("undated, sister", ("formal",))], ()),
    ],
)
def test_a_date_is_contested_by_another_of_the_same_signing(stages: str, said: list[Said], expected: tuple[str, ...]) -> None:
    there = drawn(stages, *said)
    (tie,) = there.agreements_of("oss")
    dated = [stage for stage in tie.stages if stage.kind != "renewal"][-1]
    assert also_given(there, tie, dated) == expected
    assert agreement_answer(there, tie, select(there)).agreement.since_also == expected
    assert bool(find_oddities(there)["conflicting_dates"]) == bool(expected)


def test_a_contested_date_is_written_as_the_language_writes_days() -> None:
    told = {lang: contested("1984-11-12*", ("1985-03", "1986"), lang) for lang in ("zh", "en")}  # type: ignore[arg-type]
    assert written(told["zh"] or "", "zh") == "1984年11月12日*（另有说法：1985年3月、1986）"
    assert written(told["en"] or "", "en") == "12 November 1984* (also given as March 1985, 1986)"


@pytest.mark.parametrize(
    ("stages", "said", "expected"),
    [
        ("formal 1984", [("1984-11, sister", ("formal",)), ("1984-11-12, sister", ("formal",))], "1984-11-12"),
        ("formal 1984/1986", [("1985, sister", ("formal",))], "1985"),
        ("formal 1984-11-12", [("1984, sister", ("formal",)), ("1985-03-01, sister", ("formal",))], None),
        ("formal 1984", [("1984-11-12, friendly-exchange", ("exchange",))], None),
        ("formal", [("1985, sister", ("formal",))], None),
    ],
)
def test_a_date_is_told_more_exactly_by_one_of_the_same_signing_that_lies_within_it(
    stages: str, said: list[Said], expected: str | None
) -> None:
    there = drawn(stages, *said)
    (tie,) = there.agreements_of("oss")
    assert more_exact(there, tie, tie.stages[-1]) == expected
