"""CSV tables: what was written is read back, and whatever is wrong is one fault with file, line, column and remedy."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_service.errors import Fault
from graph_service.files.tables import Reading, format_table, read_table, type_of_file
from graph_service.records.base import Names, Record
from graph_service.records.registry import PLURAL_OF, RECORD_TYPES
from tests.drawing import known_records, place
from tests.drawn_records import records

Write = Callable[[str | bytes], Path]
HEADER = "id,name_en,level,country,parent,lat,lon,placeholder,source,quote"
OSS = "oss,Oss,city,NL,,51.765,5.518,,GeoNames,"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes places.csv: text as UTF-8, bytes as they are."""

    def write_places(content: str | bytes) -> Path:
        path = tmp_path / "places.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_places


def read(path: Path) -> Reading:
    return read_table(path, "places", "home")


def the_fault(path: Path) -> Fault:
    reading = read(path)
    assert reading.rows == []
    (fault,) = reading.faults
    assert fault.file == str(path)
    assert fault.remedy
    assert "\n" not in str(fault)
    return fault


@pytest.mark.first(2)
@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_a_table_of_any_type_is_read_back(kind: tuple[str, type[Record]], tmp_path_factory: pytest.TempPathFactory) -> None:
    plural, cls = kind
    path = tmp_path_factory.mktemp("tables") / f"{plural}.csv"

    @settings(max_examples=10)
    @given(st.lists(records(cls), max_size=4, unique_by=lambda record: record.id))
    def is_read_back(rows: list[Record]) -> None:
        path.write_text(format_table(rows, plural), "utf-8", newline="")
        reading = read_table(path, plural, "home")
        assert reading.faults == []
        assert [row.record for row in reading.rows] == sorted(rows, key=lambda record: record.id)

    is_read_back()


@given(st.permutations(known_records()))
@settings(max_examples=10)
def test_the_order_of_records_changes_nothing(rows: list[Record]) -> None:
    for plural, cls in RECORD_TYPES:
        same = [record for record in rows if type(record) is cls]
        assert format_table(same, plural) == format_table(reversed(same), plural)


def test_columns_without_a_value_are_left_out_unless_required() -> None:
    header = format_table([place("vaud", "province", "CH")], "places").splitlines()[0]
    assert header == "id,name_en,level,country,source"


def test_a_lone_carriage_return_is_written_as_a_line_break(write: Write) -> None:
    path = write(format_table([place("vaud", "province", "CH", note="one\rtwo\r\nthree")], "places"))
    assert read(path).rows[0].record.note == "one\ntwo\nthree"


def test_a_row_knows_its_file_and_the_line_it_begins_on(write: Write) -> None:
    path = write(f'{HEADER}\n"oss",Oss,city,NL,,,,,GeoNames,"O\ns\ns"\nvaud,Vaud,province,CH,,,,,list,\n')
    assert [(row.record.id, row.file, row.line) for row in read(path).rows] == [("oss", str(path), 2), ("vaud", str(path), 5)]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_byte_order_mark_and_any_line_ends_are_accepted(mark: str, end: str, write: Write) -> None:
    reading = read(write(f"{mark}{HEADER}{end}{OSS}{end}"))
    assert (reading.faults, [row.record.id for row in reading.rows]) == ([], ["oss"])


def test_white_space_around_cells_and_empty_lines_mean_nothing(write: Write) -> None:
    reading = read(write(f"{HEADER.replace(',', ' , ')}\n\n , , \n oss , Oss,city,NL ,,,,,GeoNames,\n,,,,,,,,,\n"))
    assert (reading.faults, [row.record.id for row in reading.rows]) == ([], ["oss"])


@pytest.mark.parametrize(
    ("column", "row", "code"),
    [
        ("id", "os\x07s,Oss,city,NL,,,,,GeoNames,", "U+0007"),
        ("name_en", "oss,Oss\x1f,city,NL,,,,,GeoNames,", "U+001F"),
        ("name_en", "oss,\x85Oss,city,NL,,,,,GeoNames,", "U+0085"),
        ("name_en", "oss,O\ufffess,city,NL,,,,,GeoNames,", "U+FFFE"),
        ("name_en", 'oss,"O\nss",city,NL,,,,,GeoNames,', "U+000A"),
        ("level", "oss,Oss,city\0,NL,,,,,GeoNames,", "U+0000"),
        ("source", "oss,Oss,city,NL,,,,,Geo\x01Names,", "U+0001"),
        ("quote", "oss,Oss,city,NL,,,,,GeoNames,a\x1b[31mb", "U+001B"),
    ],
)
def test_a_character_no_file_can_carry_is_told_by_line_column_and_code(column: str, row: str, code: str, write: Write) -> None:
    fault = the_fault(write(f"{HEADER}\n{row}\n"))
    assert (fault.line, fault.field, fault.remedy) == (2, column, f"delete {code} there")
    assert f"the character {code} (" in fault.problem


def test_a_table_of_records_holds_no_formula_and_gives_the_names_back(write: Write) -> None:
    names = ("=1+1", "'=1+1", "''@x", "-12.5", "'a", "＋1")
    text = format_table([place(f"p{at}", "city", "CN", names=Names(en=name)) for at, name in enumerate(names)], "places")
    cells = [line.split(",")[1] for line in text.splitlines()[1:]]
    assert cells == ["'=1+1", "''=1+1", "'''@x", "-12.5", "'a", "'＋1"]
    assert [row.record.names.en for row in read(write(text)).rows] == [*names]


def test_a_free_text_may_have_lines_and_tabs(write: Write) -> None:
    (row,) = read(write(f'{HEADER}\noss,Oss,city,NL,,,,,GeoNames,"one\ttwo\r\nthree"\n')).rows
    assert row.record.sources[0].quote == "one\ttwo\r\nthree"


def test_columns_may_stand_in_any_order(write: Write) -> None:
    assert read(write("source,country,level,id\nGeoNames,NL,city,oss\n")).rows[0].record.id == "oss"


def test_a_header_alone_is_a_table_without_records(write: Write) -> None:
    assert read(write(HEADER)) == Reading([], [])


def test_a_file_in_another_encoding_is_told_by_its_first_line_that_is_not_utf_8(write: Write) -> None:
    fault = the_fault(write(f"{HEADER}\n{OSS}\nzuerich,Zürich,city,CH,,,,,list,\n".encode("latin-1")))
    assert (fault.line, fault.problem, fault.remedy) == (3, "not UTF-8", "save the file as “CSV UTF-8” and load it again")


@pytest.mark.parametrize("content", ["", " \n\n", "\ufeff"])
def test_an_empty_file_is_told(content: str, write: Write) -> None:
    assert the_fault(write(content)).problem == "the file is empty"


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert the_fault(tmp_path / "places.csv").problem == "cannot be read (No such file or directory)"


def test_a_missing_column_is_told(write: Write) -> None:
    fault = the_fault(write("id,level,source\noss,city,GeoNames\n"))
    assert (fault.line, fault.field, fault.problem) == (1, "country", "the column is missing")
    assert fault.remedy == "add it; places need country, id, level, source"


def test_an_unknown_column_is_told(write: Write) -> None:
    fault = the_fault(write("id,level,country,source,contry\noss,city,NL,GeoNames,NL\n"))
    assert (fault.line, fault.field, fault.problem) == (1, "contry", "unknown column")


def test_a_column_without_a_name_is_told(write: Write) -> None:
    fault = the_fault(write("id,level,country,source,\noss,city,NL,GeoNames,\n"))
    assert (fault.line, fault.field, fault.problem) == (1, None, "a column without a name")


def test_a_repeated_column_is_told_once(write: Write) -> None:
    fault = the_fault(write("id,level,country,source,id,id\noss,city,NL,GeoNames,oss,oss\n"))
    assert (fault.line, fault.field, fault.problem) == (1, "id", "the column stands there twice")


def test_everything_wrong_with_a_header_is_told_at_once(write: Write) -> None:
    faults = read(write("levle,note,note\n")).faults
    assert [fault.field for fault in faults] == ["country", "id", "level", "source", "levle", "note"]


@pytest.mark.parametrize("name", ['"Oss', '"Oss" ', '"O"ss"'])
def test_broken_quotation_marks_are_told_from_the_line_they_begin_on(name: str, write: Write) -> None:
    fault = the_fault(write(f"{HEADER}\n{OSS}\noss2,{name},city,NL,,,,,GeoNames,\nvaud,Vaud,province,CH,,,,,list,\n"))
    assert (fault.line, fault.remedy) == (3, "check the quotation marks from this line on")
    assert fault.problem.startswith("not CSV: ")


def test_a_quotation_mark_inside_a_plain_cell_is_a_character_like_any_other(write: Write) -> None:
    assert read(write(f'{HEADER}\noss,O"s"s,city,NL,,,,,GeoNames,\n')).rows[0].record.names.en == 'O"s"s'


@pytest.mark.parametrize(("row", "count"), [("oss,Oss,city,NL", 4), (f"{OSS},more", 11)])
def test_a_row_with_another_number_of_cells_is_told(row: str, count: int, write: Write) -> None:
    fault = the_fault(write(f"{HEADER}\n{row}\n"))
    assert (fault.line, fault.problem) == (2, f"{count} cells under 10 columns")


BAD_CELLS = [
    ("id", "o ss", "id", "an id has no white space and none of / ? # | ; ,"),
    ("id", "", "id", "the value is missing"),
    ("level", "town", "level", "'town' is none of city, country, county, province"),
    ("level", "", "level", "the value is missing"),
    ("country", "Netherlands", "country", "not an ISO 3166-1 code of two capital letters; write one such as CN"),
    ("lat", "91", "lat", "91 is too large; 90 is the most"),
    ("lat", "nan", "lat", "it is no number"),
    ("lat", "51,7", "lat", "'51,7' is no number"),
    ("lat", "", "lat", "it goes together with lon; one is missing"),
    ("placeholder", "maybe", "placeholder", "'maybe' is neither yes nor no"),
    ("source", "", "source", "the value is missing"),
    ("source", "GeoNames||", "source", "no. 2: it is empty"),
    ("quote", "one|two", "quote", r"2 for 1 source(s); a bar inside a text is written \|"),
]


@pytest.mark.parametrize(("column", "cell", "field", "problem"), BAD_CELLS)
def test_a_bad_cell_is_told_by_line_and_column(column: str, cell: str, field: str, problem: str, write: Write) -> None:
    row = OSS.split(",")
    row[HEADER.split(",").index(column)] = f'"{cell}"'
    reading = read(write(f"{HEADER}\n{OSS}\n{','.join(row)}\n"))
    (fault,) = reading.faults
    assert [row.line for row in reading.rows] == [2]
    assert (fault.line, fault.field, fault.problem) == (3, field, problem)
    assert fault.remedy == ("fill it in" if problem == "the value is missing" else "correct the value")


@pytest.mark.parametrize(
    ("header", "row", "field", "problem"),
    [
        ("valid_to", "2022-13", "valid_to", "'2022-13' is no day of the calendar"),
        ("levels", "province|country", "levels", "'city' is not among province, country"),
        ("levels", "city|town", "levels", "no. 2: 'town' is none of city, country, county, province"),
        ("former_ids", "x|a b", "former_ids", "an id has no white space and none of / ? # | ; ,"),
        ("confidence", "certain", "confidence", "no. 1: 'certain' is none of high, low, medium"),
    ],
)
def test_a_bad_value_in_any_other_column_is_told_too(header: str, row: str, field: str, problem: str, write: Write) -> None:
    fault = the_fault(write(f"id,level,country,source,{header}\noss,city,NL,GeoNames,{row}\n"))
    assert (fault.line, fault.field, fault.problem) == (2, field, problem)


@pytest.mark.parametrize(
    ("a", "b", "stages", "field", "problem"),
    [
        ("", "oss", "formal", "a", "the value is missing"),
        ("oss", "vaud", "", "stages", "the value is missing"),
        ("oss", "vaud", "formal 1990-13", "stages", "'1990-13' is no day of the calendar"),
        (
            "oss",
            "vaud",
            "friendly 1990",
            "stages",
            (
                "no. 1, kind: 'friendly' is none of approval, contact, dormant, exchange, formal, intent, planned, renewal, "
                "resumed, suspended, terminated, unclassified"
            ),
        ),
        ("oss", "vaud", "formal aim=formal", "stages", "only a planned stage has an aim; this one is formal"),
    ],
)
def test_a_bad_agreement_is_told_by_line_and_column(
    a: str, b: str, stages: str, field: str, problem: str, tmp_path: Path
) -> None:
    path = tmp_path / "agreements.csv"
    path.write_text(f"id,a,b,stages,source\nx,{a},{b},{stages},list\n", "utf-8")
    (fault,) = read_table(path, "agreements", "home").faults
    assert (fault.line, fault.field, fault.problem) == (2, field, problem)


def test_every_bad_row_is_told_and_the_good_ones_are_read(write: Write) -> None:
    reading = read(write(f"{HEADER}\n{OSS}\nx,X,town,NL,,,,,l,\nvaud,Vaud,province,CH,,,,,l,\ny,Y,city,N,,,,,l,\n"))
    assert [fault.line for fault in reading.faults] == [3, 5]
    assert [row.record.id for row in reading.rows] == ["oss", "vaud"]


def test_a_fault_is_one_sentence_with_place_problem_and_remedy() -> None:
    assert str(Fault("places.csv", 3, "lat", "too far north", "correct it")) == "places.csv:3 [lat]: too far north; correct it"
    assert str(Fault("places.csv", None, None, "empty", "fill it")) == "places.csv: empty; fill it"


@pytest.mark.parametrize(
    ("name", "plural"),
    [
        ("places.csv", "places"), ("agreements-2026.csv", "agreements"), ("claims.old.csv", "claims"), ("plans_a.csv", "plans"),
        ("frames copy.csv", "frames"), ("place.csv", None), ("myplaces.csv", None), ("placesandmore.csv", None),
    ],
)  # fmt: skip
def test_the_name_of_a_file_says_what_it_holds(name: str, plural: str | None) -> None:
    assert type_of_file(Path(name)) == plural


def test_every_type_is_named_by_its_plural() -> None:
    assert [type_of_file(Path(f"{plural}.csv")) for plural in PLURAL_OF.values()] == list(PLURAL_OF.values())


@pytest.mark.parametrize(
    ("data", "problem", "remedy"),
    [
        ("id,name_zh\nhome:x,江苏省\n".encode("gbk"), "not UTF-8 but GBK, as Excel saves “CSV” in Chinese", "CSV UTF-8"),
        (b"PK\x03\x04\xff\xfe", "a workbook or an archive, not CSV", "save each sheet as “CSV UTF-8”"),
        (b"id,name_en\nhome:x,\xff\xfe\n", "not UTF-8", "CSV UTF-8"),
    ],
)
def test_files_of_excel_are_refused_by_what_they_are(tmp_path: Path, data: bytes, problem: str, remedy: str) -> None:
    (path := tmp_path / "places.csv").write_bytes(data)
    (fault,) = read_table(path, "places", "home").faults
    assert fault.problem == problem
    assert remedy in fault.remedy
