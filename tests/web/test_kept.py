"""Kept answers never take more bytes than there is room for, and what was not asked for the longest goes first."""

from hypothesis import given
from hypothesis import strategies as st

from graph_service.web.kept import VARIANTS, Address, Kept, Ready

A, B, C = (("/a", b""), ("/b", b""), ("/c", b""))


def answer(size: int) -> Ready:
    return Ready.of(200, [], bytes(size))


def filled(room: int, *addresses: Address) -> Kept:
    """Kept answers of 1000 bytes, one for each address, in this order; each takes 2502 with path and bookkeeping."""
    kept = Kept(["tag"], room)
    for address in addresses:
        kept.put(address, VARIANTS, answer(1000))
    return kept


def held(kept: Kept) -> list[Address]:
    return [address for address in (A, B, C) if kept.take(address, 0) is not None]


def test_the_oldest_goes_when_there_is_no_more_room() -> None:
    assert held(filled(3 * 2502, A, B, C)) == [A, B, C]
    assert held(filled(3 * 2502 - 1, A, B, C)) == [B, C]


def test_what_is_asked_for_stays() -> None:
    kept = filled(2 * 2502, A, B)
    assert kept.take(A, 3) is not None
    kept.put(C, VARIANTS, answer(1000))
    assert held(kept) == [A, C]


def test_an_answer_longer_than_the_room_drives_nothing_out() -> None:
    kept = filled(2 * 2502, A)
    kept.put(B, VARIANTS, answer(6000))
    assert held(kept) == [A]


def test_variants_are_kept_apart_and_go_together() -> None:
    kept = Kept(["tag"], 3 * 2502)
    plain, compressed = answer(1000), answer(1000)
    kept.put(A, (0, 1), plain)
    kept.put(A, (2, 3), compressed)
    assert [kept.take(A, variant) for variant in VARIANTS] == [plain, plain, compressed, compressed]
    assert kept.taken == 2 * 2502
    kept.put(B, VARIANTS, answer(1000))
    kept.put(C, VARIANTS, answer(1000))
    assert (held(kept), kept.taken) == ([B, C], 2 * 2502)


def test_what_two_asked_for_at_the_same_time_is_counted_once() -> None:
    kept = filled(9 * 2502, A, A)
    assert kept.taken == 2502


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from([(0,), (1,), (0, 2), (0, 1, 2, 3)]), st.integers(0, 3000))))
def test_the_room_is_never_exceeded(puts: list[tuple[str, tuple[int, ...], int]]) -> None:
    kept = Kept(["tag"], 8000)
    for path, variants, size in puts:
        kept.put((path, b""), variants, answer(size))
        assert 0 <= kept.taken <= 8000
