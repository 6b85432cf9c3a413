"""Pages of a list: every row once, whatever the limit, and a cursor that names the last row seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.answers.paging import Page, page_after, page_of
from graph_service.errors import BadRequest


def page(rows: str, limit: int, cursor: str | None = None) -> Page[str]:
    return page_of(rows, str, limit, cursor)


def test_a_page_says_how_many_rows_there_are_and_where_the_next_begins() -> None:
    assert page("abcde", 2) == Page(5, ("a", "b"), "b")
    assert page("abcde", 2, "b") == Page(5, ("c", "d"), "d")
    assert page("abcde", 2, "d") == Page(5, ("e",), None)


def test_a_page_that_holds_the_rest_has_no_next() -> None:
    assert page("ab", 2) == Page(2, ("a", "b"), None)
    assert page("ab", 2, "b") == Page(2, (), None)
    assert page("", 2) == Page(0, (), None)


def test_a_cursor_of_no_row_is_refused() -> None:
    with pytest.raises(BadRequest, match="'z' is in no page of this list; begin again without a cursor") as caught:
        page("ab", 2, "z")
    assert caught.value.parameter == "cursor"


@given(st.sets(st.characters(categories=["L"])).map(sorted), st.integers(1, 5))
def test_following_the_pages_gives_every_row_once(rows: list[str], limit: int) -> None:
    seen: list[str] = []
    found = page_of(rows, str, limit, None)
    while True:
        seen += found.items
        assert found.total == len(rows)
        if found.next is None:
            break
        found = page_of(rows, str, limit, found.next)
    assert seen == rows


@given(st.sets(st.characters(categories=["L"])).map(sorted), st.integers(1, 5), st.characters(categories=["L"]))
def test_in_the_order_of_keys_a_page_begins_after_its_cursor_whether_that_row_is_there_or_not(
    rows: list[str], limit: int, cursor: str
) -> None:
    rest = [row for row in rows if row > cursor]
    found = page_after(rows, str, limit, cursor)
    assert (found.items, found.total) == (tuple(rest[:limit]), len(rows))
    assert found.next == (rest[limit - 1] if len(rest) > limit else None)
