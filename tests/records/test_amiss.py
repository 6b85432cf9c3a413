"""What is wrong with a value is told in words of ours, whatever it is: in JSON as a store keeps it, and in cells of a file."""

import tomllib
from typing import Any

import msgspec
import pytest

from graph_service.answers.marks import Marking
from graph_service.errors import StoreUnsound
from graph_service.files.cells import columns, from_cells, to_cells
from graph_service.planning.scenario import Scenario
from graph_service.records.amiss import UNSAID, amiss, first_amiss
from graph_service.records.base import Record
from graph_service.records.evaluation import Evaluation
from graph_service.records.registry import PLURAL_OF, RECORD_TYPES
from graph_service.store.canonical import decode_many, encode
from tests.conftest import ROOT
from tests.drawing import known_records

WRONG: tuple[Any, ...] = (
    None,
    True,
    3,
    -1,
    2.5,
    1e9,
    "",
    "x",
    "x" * 100_000,
    [],
    ["x"],
    ["x", "x", "x"],
    [3],
    [{}],
    {},
    {"x": 1},
)
OF_THE_VALIDATOR = ("Expected", "Invalid enum", "Object ", "`")
ONE_OF_EACH = [next(record for record in known_records() if type(record) is cls) for _, cls in RECORD_TYPES]


def is_ours(words: str) -> bool:
    return UNSAID not in words and not any(each in words for each in OF_THE_VALIDATOR)


def spoilt(value: Any) -> list[tuple[str, Any]]:
    """Values like this one with something else in the place of each part, by the place."""
    found: list[tuple[str, Any]] = []
    if isinstance(value, dict):
        found += [(name, value | {name: wrong}) for name in value for wrong in WRONG]
        found += [(name, {key: each for key, each in value.items() if key != name}) for name in value]
        found += [(name, value | {name: part}) for name, each in value.items() for _, part in spoilt(each)]
        found.append(("mayor", value | {"mayor": "x"}))
    elif isinstance(value, list):
        found += [(str(at), [*value[:at], part, *value[at + 1 :]]) for at, each in enumerate(value) for _, part in spoilt(each)]
    return found


@pytest.mark.parametrize("record", ONE_OF_EACH, ids=lambda record: type(record).__name__)
def test_whatever_is_no_record_is_told_in_words_of_ours_and_by_its_field(record: Record) -> None:
    cls, refused = type(record), 0
    for name, value in spoilt(msgspec.json.decode(encode(record))):
        try:
            msgspec.convert(value, cls)
        except msgspec.ValidationError:
            refused += 1
            words = first_amiss(cls, value)
            assert is_ours(words), (value, words)
            assert words.startswith(name), (value, words)
        else:
            assert list(amiss(cls, value)) == [], value
    assert refused


DOCUMENTS: dict[type[Any], Any] = {
    Scenario: {
        "home": "Q1", "agreements": [{"unit": "a", "partner": "b", "kind": "formal", "signed": "2020"}], "end": ["c"],
        "as_of": "2026-05-31", "kinds": ["formal"], "layer": "all",
    },
    Marking: {"home": "Q1", "gap": "g", "state": "taken", "reason": "so", "who": "x"},
    Evaluation: tomllib.loads((ROOT / "seeds" / "rules" / "points.toml").read_text("utf-8")),
}  # fmt: skip


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_document_that_is_none_is_told_so_too(kind: type[Any]) -> None:
    document, refused = DOCUMENTS[kind], 0
    assert list(amiss(kind, document)) == []
    for name, value in (*spoilt(document), *(("", wrong) for wrong in WRONG)):
        try:
            msgspec.convert(value, kind)
        except msgspec.ValidationError as error:
            if error.__cause__ is None:  # else a rule of its own refuses it, in its words
                refused += 1
                words = first_amiss(kind, value)
                assert is_ours(words), (value, words)
                assert words.startswith(name), (value, words)
        else:
            assert list(amiss(kind, value)) == [], value
    assert refused


@pytest.mark.parametrize("record", ONE_OF_EACH, ids=lambda record: type(record).__name__)
def test_a_cell_that_cannot_be_understood_is_told_in_words_of_ours(record: Record) -> None:
    cls, cells = type(record), to_cells(record)
    wrong = ("", "x", "-1", "2.5", "nan", "1e9", "x|y", "|", "x" * 100_000)
    told = [(column, refusal(cls, cells | {column: cell})) for column in columns(cls) for cell in wrong]
    assert any(words for _, words in told)
    for column, words in told:
        if words:
            assert is_ours(words), (column, words)
            assert words.partition(":")[0].partition(".")[0] in (*columns(cls), "names", "sources"), (column, words)


def refusal(cls: type[Record], cells: dict[str, str]) -> str:
    """What is wrong with a row, if anything is."""
    try:
        from_cells(cls, {name: cell for name, cell in cells.items() if cell}, "home")
    except ValueError as error:
        return str(error)
    return ""


def test_a_record_that_cannot_be_read_is_named_with_what_is_wrong() -> None:
    pair = next(record for record in known_records() if PLURAL_OF[type(record)] == "agreements")
    body = msgspec.json.encode(msgspec.json.decode(encode(pair)) | {"parties": ["oss"]})
    with pytest.raises(StoreUnsound, match=rf"Agreement '{pair.id}': it cannot be read \(parties: 1 in the list are too few\)"):
        decode_many("agreements", body)
    with pytest.raises(StoreUnsound, match=r"places, record no. 1: it cannot be read \(\[\] has no fields\)"):
        decode_many("places", b"[]")
