"""The whole table, and the page made of it."""

from collections.abc import Iterator

from tests.acceptance import rows_000, rows_001_exchanges, rows_002, rows_003, rows_004
from tests.acceptance.row import Row, Rows
from tests.conftest import ROOT

DOCUMENTS: tuple[Rows, ...] = (rows_000.ROWS, rows_001_exchanges.ROWS, rows_002.ROWS, rows_003.ROWS, rows_004.ROWS)
ALL_ROWS: tuple[Row, ...] = tuple(row for rows in DOCUMENTS for row in rows)
PAGE = ROOT / "docs" / "acceptance.md"
ROW_TEST = "tests/acceptance/test_rows.py::test_a_row_is_answered"
INTRO = """# Acceptance

五份文件里写到的每一项制度、机制、指标、规划、平台和数据，都在下表占一行：它是什么，怎样问到，由哪个测试守住。
M 为必须，S 为应当，X 为不在范围内。表由 `python -m tests.acceptance` 写成，测试核对它与代码一致。

Every system, mechanism, indicator, plan, platform and figure that the five documents describe has a row below: what it is,
what answers it, which test holds it. M must work, S should work, X is out of scope. `python -m tests.acceptance` writes this
page, and a test holds it to the rows in `tests/acceptance/`. Words are those of the [glossary](glossary.md); addresses are
asked of the service as they stand, on the rows of `seeds/`.
"""


def page() -> str:
    """The page `docs/acceptance.md`."""
    return "\n".join([INTRO, _summary(), *map(_section, DOCUMENTS), _left_out()])


def _summary() -> str:
    return "\n".join(["| class | rows | answered | in part | open |", "|---|---|---|---|---|", *map(_counted, ("M", "S")), ""])


def _counted(grade: str) -> str:
    rows = [row for row in ALL_ROWS if row.grade == grade]
    in_part = [row.id for row in rows if row.check and row.lacks]
    still_open = [row.id for row in rows if not row.check]
    answered = len(rows) - len(in_part) - len(still_open)
    return f"| {grade} | {len(rows)} | {answered} | {', '.join(in_part) or '–'} | {', '.join(still_open) or '–'} |"


def _section(rows: Rows) -> str:
    head = [f"## {rows.document}", "", "| row | class | what | answered by | test | state |", "|---|---|---|---|---|---|"]
    return "\n".join([*head, *(_line(row) for row in rows if row.grade != "X"), ""])


def _line(row: Row) -> str:
    asks = " ".join(f"`{ask}`" for ask in row.asks) or "–"
    tests = " ".join(f"`{node}`" for node in _tests(row)) or "–"
    return f"| {row.id} | {row.grade} | {row.zh}<br>{row.en} | {asks} | {tests} | {_state(row)} |"


def _tests(row: Row) -> Iterator[str]:
    if row.check:
        yield f"{ROW_TEST}[{row.id}]"
    yield from row.tests


def _state(row: Row) -> str:
    if row.check is None:
        return f"open: {row.lacks}"
    return f"in part; lacks {row.lacks}" if row.lacks else "answered"


def _left_out() -> str:
    rows = [row for row in ALL_ROWS if row.grade == "X"]
    head = ["## Out of scope", "", "| row | what | why |", "|---|---|---|"]
    return "\n".join([*head, *(f"| {row.id} | {row.zh}<br>{row.en} | {row.reason} |" for row in rows), ""])
