"""How names are broken where they have room: at spaces and hyphens, a long word with a hyphen of its own."""

import pytest

from graph_service.pages.lettering import CELL, LEAST, Room, width_of


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("Siegen-Wittgenstein (district)", ("Siegen-", "Wittgenstein", "(district)")),
        ("Offenbach am Main", ("Offenbach am", "Main")),
        ("A - B", ("A - B",)),
        ("-", ("-",)),
        ("石勒苏益格-荷尔斯泰因州", ("石勒苏益格-荷尔", "斯泰因州")),
        ("Donaudampfschifffahrts", ("Donaudampfs-", "chifffahrts")),
    ],
)
def test_a_name_is_broken_at_its_spaces_and_hyphens_else_in_equal_parts(name: str, rows: tuple[str, ...]) -> None:
    assert Room(()).put(name, 0, 0, 1, "#000", 400).rows == rows


@pytest.mark.parametrize(
    "name", ["Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", "a b " * 40, "超" * 60, "-" * 99, "W" * 17]
)
@pytest.mark.parametrize("most_rows", [1, 2, 3])
@pytest.mark.parametrize("weight", [400, 600])
def test_whatever_a_name_is_it_stands_in_its_room_in_letters_that_can_be_read(name: str, most_rows: int, weight: int) -> None:
    label = Room(()).put(name, 0, 0, 1, "#000", weight, most_rows)
    assert len(label.rows) <= most_rows
    assert label.size >= LEAST
    assert max(width_of(row, label.size) for row in label.rows) <= CELL
    assert len("".join(label.rows)) >= len(name.replace(" ", "")) or label.rows[-1].endswith("…")


def test_a_name_stands_clear_of_the_mark_of_another_where_it_can() -> None:
    room = Room((), marks=[(10.0, -5.0, 10.0, 10.0)])
    assert not list(room.write("Lusaka", 0, 0, 2, clear=True))
    assert list(room.write("Lusaka", 0, 0, -2, clear=True))
    assert list(room.write("Lusaka", 0, 0, 2))
