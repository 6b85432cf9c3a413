"""The shelf never holds more bytes than it has room for, and gives up what was not asked for the longest."""

from hypothesis import given
from hypothesis import strategies as st

from graph_service.api.shelf import VARIANTS, Address, Ready, Shelf

A, B, C = (("/a", b""), ("/b", b""), ("/c", b""))


def answer(size: int) -> Ready:
    return Ready.of(200, [], bytes(size))


def filled(room: int, *addresses: Address) -> Shelf:
    """A shelf with an answer of 1000 bytes for each address, in this order; each takes 2502 with path and bookkeeping."""
    shelf = Shelf(["tag"], room)
    for address in addresses:
        shelf.put(address, VARIANTS, answer(1000))
    return shelf


def held(shelf: Shelf) -> list[Address]:
    return [address for address in (A, B, C) if shelf.take(address, 0) is not None]


def test_the_oldest_goes_when_there_is_no_more_room() -> None:
    assert held(filled(3 * 2502, A, B, C)) == [A, B, C]
    assert held(filled(3 * 2502 - 1, A, B, C)) == [B, C]


def test_what_is_asked_for_stays() -> None:
    shelf = filled(2 * 2502, A, B)
    assert shelf.take(A, 3) is not None
    shelf.put(C, VARIANTS, answer(1000))
    assert held(shelf) == [A, C]


def test_an_answer_longer_than_the_room_drives_nothing_out() -> None:
    shelf = filled(2 * 2502, A)
    shelf.put(B, VARIANTS, answer(6000))
    assert held(shelf) == [A]


def test_variants_are_kept_apart_and_go_together() -> None:
    shelf = Shelf(["tag"], 3 * 2502)
    plain, compressed = answer(1000), answer(1000)
    shelf.put(A, (0, 1), plain)
    shelf.put(A, (2, 3), compressed)
    assert [shelf.take(A, variant) for variant in VARIANTS] == [plain, plain, compressed, compressed]
    assert shelf.taken == 2 * 2502
    shelf.put(B, VARIANTS, answer(1000))
    shelf.put(C, VARIANTS, answer(1000))
    assert (held(shelf), shelf.taken) == ([B, C], 2 * 2502)


def test_what_two_asked_for_at_the_same_time_is_counted_once() -> None:
    shelf = filled(9 * 2502, A, A)
    assert shelf.taken == 2502


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from([(0,), (1,), (0, 2), (0, 1, 2, 3)]), st.integers(0, 3000))))
def test_the_room_is_never_exceeded(puts: list[tuple[str, tuple[int, ...], int]]) -> None:
    shelf = Shelf(["tag"], 8000)
    for path, variants, size in puts:
        shelf.put((path, b""), variants, answer(size))
        assert 0 <= shelf.taken <= 8000
