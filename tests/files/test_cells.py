"""Records as rows of cells: every record comes back as it went, and every odd cell is told by its column."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_service.files.cells import columns, from_cells, from_columns, join, required_columns, split, to_cells
from graph_service.files.tables import read_table
from graph_service.records.agreement import Agreement
from graph_service.records.base import Names, Record, Source
from graph_service.records.claim import Claim
from graph_service.records.place import Place
from graph_service.records.plan import Plan
from graph_service.records.registry import RECORD_TYPES
from tests.drawing import DRAWN, agreement, place
from tests.drawn_records import records, texts

PLACE = {"id": "vaud", "level": "province", "country": "CH", "source": "a list"}


def refusal(**cells: str) -> str:
    with pytest.raises(ValueError, match=r".") as caught:
        from_cells(Place, PLACE | cells, "home")
    return str(caught.value)


@pytest.mark.first(2)
@pytest.mark.parametrize("cls", [kind.cls for kind in RECORD_TYPES])
def test_a_record_of_any_type_comes_back_from_its_cells(cls: type[Record]) -> None:
    @settings(max_examples=25)
    @given(records(cls))
    def comes_back(record: Record) -> None:
        assert from_cells(cls, to_cells(record), "home") == record

    comes_back()


@pytest.mark.first(2)
@pytest.mark.parametrize("cls", [kind.cls for kind in RECORD_TYPES])
def test_many_rows_read_at_once_are_the_records_of_each(cls: type[Record]) -> None:
    @settings(max_examples=10, deadline=None)
    @given(st.lists(records(cls), min_size=2, max_size=4))
    def are(some: list[Record]) -> None:
        rows = [to_cells(record) for record in some]
        assert from_columns(cls, {column: [row[column] for row in rows] for column in columns(cls)}, "home", len(rows)) == some

    are()


def test_one_row_that_is_no_record_leaves_the_others_to_be_read(tmp_path: Path) -> None:
    table = tmp_path / "places.csv"
    rows = [f"p{number},city,{'CN' if number != 7 else 'China'},a list" for number in range(20)]
    table.write_text("\n".join(["id,level,country,source", *rows]), "utf-8")
    reading = read_table(table, "places", "home")
    assert [row.line for row in reading.rows] == [line for line in range(2, 22) if line != 9]
    assert [(fault.line, fault.field) for fault in reading.faults] == [(9, "country")]


@pytest.mark.parametrize("cls", [kind.cls for kind in RECORD_TYPES])
def test_a_row_has_exactly_the_columns_of_its_type(cls: type[Record]) -> None:
    assert len(set(columns(cls))) == len(columns(cls))
    assert required_columns(cls) < set(columns(cls))
    assert {"id", "source"} <= required_columns(cls)


def test_the_parties_of_an_agreement_have_columns_of_their_own_and_those_of_a_plan_are_a_list() -> None:
    assert {"a", "b", "stages"} <= required_columns(Agreement)
    assert "parties" in columns(Plan)
    assert "parties" not in columns(Agreement)


def test_long_texts_stand_on_the_right() -> None:
    assert columns(Place)[-4:] == ("source", "quote", "confidence", "note")


@given(st.lists(texts(), max_size=4))
def test_a_list_comes_back_from_its_cell(parts: list[str]) -> None:
    assert split(join(parts)) == parts


def test_a_bar_or_a_backslash_inside_a_part_is_escaped() -> None:
    assert split(r"a\|b| c |d\\") == ["a|b", "c", "d\\"]
    assert join(["a|b", "c", "d\\"]) == r"a\|b|c|d\\"


def test_a_backslash_before_anything_else_is_itself() -> None:
    assert split(r"C:\temp|x") == [r"C:\temp", "x"]


def test_an_empty_cell_is_an_empty_list() -> None:
    assert split("") == []


def test_sources_stand_side_by_side_with_their_quotes_and_confidences() -> None:
    sources = (Source("a list"), Source("a|page", "the words", "low"), Source("third"))
    cells = to_cells(Place(id="vaud", level="province", country="CH", layer="home", sources=sources))
    assert (cells["source"], cells["quote"], cells["confidence"]) == (r"a list|a\|page|third", "|the words", "|low")


def test_a_quote_that_ends_with_a_bar_keeps_it() -> None:
    quoted = Place(id="vaud", level="province", country="CH", layer="home", sources=(Source("d", "a|"),))
    assert from_cells(Place, to_cells(quoted), "home") == quoted


@pytest.mark.parametrize(
    ("value", "cell"), [(349.0, "349"), (4.6, "4.6"), (123456789012.0, "123456789012"), (0.1234567890123, "0.1234567890123")]
)
def test_a_figure_keeps_all_its_digits(value: float, cell: str) -> None:
    assert to_cells(Claim(id="c", subject="s", measure="m", value=value, sources=DRAWN, layer="home"))["value"] == cell


def test_what_is_unknown_is_an_empty_cell_and_no_zero() -> None:
    cells = to_cells(place("vaud", "province", "CH"))
    assert (cells["population"], cells["lat"], cells["key"], cells["needs"]) == ("", "", "", "")
    assert to_cells(place("vaud", "province", "CH", population=0, key=True))["population"] == "0"


@pytest.mark.parametrize(
    ("cell", "flag"), [("yes", True), ("TRUE", True), ("1", True), ("是", True), ("0", False), ("否", False)]
)
def test_a_flag_is_yes_or_no(cell: str, flag: bool) -> None:
    found = from_cells(Place, PLACE | {"key": cell}, "home")
    assert isinstance(found, Place)
    assert found.key is flag


def test_a_flag_is_nothing_else() -> None:
    assert refusal(key="maybe") == "key: 'maybe' is neither yes nor no"


def test_more_quotes_or_confidences_than_sources_are_refused() -> None:
    assert refusal(quote="one|two").startswith("quote: 2 for 1 source(s)")
    assert refusal(source="x|y", confidence="low|low|low").startswith("confidence: 3 for 2 source(s)")


def test_a_row_without_source_is_refused() -> None:
    assert refusal(source="") == "source: the value is missing"


@pytest.mark.parametrize(("a", "b", "missing"), [("", "vaud", "a"), ("vaud", "", "b")])
def test_an_agreement_without_a_party_is_refused(a: str, b: str, missing: str) -> None:
    cells = to_cells(agreement("oss", "vaud")) | {"a": a, "b": b}
    with pytest.raises(ValueError, match=f"{missing}: the value is missing"):
        from_cells(Agreement, cells, "home")


def test_names_and_aliases_are_read_from_their_columns() -> None:
    found = from_cells(Place, PLACE | {"name_zh": "沃州", "name_local": "Vaud", "aliases": "Waadt|Pays de Vaud"}, "home")
    assert found.names == Names(zh="沃州", local="Vaud", aliases=("Waadt", "Pays de Vaud"))


def test_the_layer_is_given_with_the_row() -> None:
    assert from_cells(Place, PLACE, "china").layer == "china"
