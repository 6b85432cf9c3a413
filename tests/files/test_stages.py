"""The text form of stages: `KIND [DATE] [inferred] [#ORDER] [aim=KIND] [(NOTE)]`, separated by semicolons."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.files.stages import format_stages, parse_stages
from graph_service.records.agreement import Stage
from tests.drawn_records import stages


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("formal", [{"kind": "formal"}]),
        ("formal 1994-09-09", [{"kind": "formal", "date": "1994-09-09"}]),
        ("formal 2015/2019", [{"kind": "formal", "date": "2015/2019"}]),
        ("formal 2017 inferred", [{"kind": "formal", "date": "2017", "basis": "inferred"}]),
        ("exchange 2021/2025 #4", [{"kind": "exchange", "date": "2021/2025", "order": 4}]),
        ("planned 2022 aim=formal", [{"kind": "planned", "date": "2022", "aim": "formal"}]),
        ("suspended 2012-02 by=Q16666 (why)", [{"kind": "suspended", "date": "2012-02", "by": "Q16666", "note": "why"}]),
        ("formal (姊妹学校; sister schools)", [{"kind": "formal", "note": "姊妹学校; sister schools"}]),
        ("intent 2001; formal 2004-05", [{"kind": "intent", "date": "2001"}, {"kind": "formal", "date": "2004-05"}]),
        ("  intent   2001 ;formal;", [{"kind": "intent", "date": "2001"}, {"kind": "formal"}]),
        ("", []),
    ],
)
def test_a_cell_is_read_as_its_stages(cell: str, expected: list[dict[str, Any]]) -> None:
    assert list(parse_stages(cell)) == expected


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("1994", "1994"),
        ("formal, 1994", ", 1994"),
        ("formal 1994; (note) formal", " (note) formal"),
        ("formal (a (b))", "formal (a (b))"),
        ("formal 1994 (open", "formal 1994 (open"),
        ("formal #4 1994", "formal #4 1994"),
        ("formal 1994 guessed", "formal 1994 guessed"),
        ("formal #-1", "formal #-1"),
        ("Formal 1994", "Formal 1994"),
    ],
)
def test_a_cell_of_another_form_is_refused_from_where_it_strays(cell: str, shown: str) -> None:
    with pytest.raises(ValueError, match="stages: cannot read them from") as caught:
        parse_stages(cell)
    assert shown in str(caught.value)


def test_stages_are_written_in_one_way() -> None:
    life = (
        Stage(kind="intent", date="2001"),
        Stage(kind="planned", date="2004", order=2, aim="formal", basis="inferred", note="x"),
    )
    assert format_stages(life) == "intent 2001; planned 2004 inferred #2 aim=formal (x)"


def test_parentheses_of_notes_become_full_width() -> None:
    assert format_stages([Stage(kind="formal", note="signed (again)")]) == "formal (signed （again）)"


@given(st.lists(stages(), max_size=5))
def test_what_was_written_is_read_back(life: list[Stage]) -> None:
    assert [Stage(**stage) for stage in parse_stages(format_stages(life))] == life
