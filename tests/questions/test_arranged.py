"""Lists sorted, cut to some fields, and counted by some: worked by hand, and held against every order that is drawn."""

import csv
import io
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct, field

import graph_service as gs
from graph_service.questions.arranged import arranged
from graph_service.questions.parameters import InPages
from tests.drawing import TODAY


class Inner(Struct, frozen=True):
    """What a row holds inside."""

    code: str | None
    words: tuple[str, ...] = ()


class Row(Struct, frozen=True, kw_only=True):
    """A row of a list."""

    id: str
    number: int | None
    kind: str = field(name="class", default="A")
    inner: Inner | None = None
    counts: dict[str, int] = {}


class Rows(Struct, frozen=True, kw_only=True):
    """A list."""

    snapshot: str
    total: int
    items: tuple[Row, ...]
    next: str | None = None


ROWS = (
    Row(id="a", number=2, inner=Inner("DE", ("x", "y")), counts={"stem": 1}),
    Row(id="b", number=None, kind="B", inner=Inner("DE")),
    Row(id="c", number=10, inner=Inner(None, ("y",)), counts={"stem": 3}),
    Row(id="d", number=2),
)


def ask(rows: tuple[Row, ...] = ROWS, **words: Any) -> Any:
    return arranged(lambda _: Rows(snapshot="v", total=len(rows), items=rows), InPages.model_validate(words))


def ids(**words: Any) -> list[str]:
    return [row.id for row in ask(**words).items]


def test_a_list_is_sorted_by_the_first_field_and_equals_by_the_next_and_then_by_id() -> None:
    assert ids(sort="number") == ["a", "d", "c", "b"]
    assert ids(sort="number,-id") == ["d", "a", "c", "b"]


def test_what_is_unknown_comes_last_in_either_order() -> None:
    assert ids(sort="-number") == ["c", "a", "d", "b"]
    assert ids(sort="inner.code") == ["a", "b", "c", "d"]
    assert ids(sort="-counts.stem") == ["c", "a", "b", "d"]


def test_a_field_is_named_as_documents_have_it() -> None:
    assert ids(sort="-class") == ["b", "a", "c", "d"]
    with pytest.raises(gs.BadRequest, match="sort: there is no field 'kind'; an item has id, number, class, inner, counts"):
        ask(sort="kind")
    with pytest.raises(gs.BadRequest, match=r"there is no field 'inner\.cod'; inner has code, words"):
        ask(sort="inner.cod")


def test_groups_are_counted_the_largest_first_and_equal_ones_by_their_values() -> None:
    groups = ask(group_by="number,class")
    assert groups.items == (
        {"number": 2, "class": "A", "count": 2},
        {"number": 10, "class": "A", "count": 1},
        {"number": None, "class": "B", "count": 1},
    )
    assert (groups.counted, groups.total, groups.group_by) == (4, 3, ("number", "class"))


def test_a_row_with_several_values_stands_in_a_group_of_each_and_one_without_in_that_of_the_unknown() -> None:
    groups = ask(group_by="inner.words").items
    assert [(group["inner.words"], group["count"]) for group in groups] == [("y", 2), (None, 2), ("x", 1)]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"sort": "inner"}, "sort: inner is no single value"),
        ({"sort": "inner.words"}, "sort: inner.words is no single value"),
        ({"group_by": "inner"}, "group_by: inner holds several fields"),
        ({"group_by": "class", "sort": "id"}, "sort: groups come largest first"),
        ({"group_by": "class", "select": "id"}, "select: groups come largest first"),
        ({"sort": "number", "cursor": "a"}, "cursor: 'a' is none of a list sorted so"),
        ({"sort": "number", "cursor": "WzFd"}, "cursor: 'WzFd' is none of a list sorted so"),
    ],
)
def test_what_cannot_be_arranged_is_refused_by_name(words: dict[str, str], told: str) -> None:
    with pytest.raises(gs.BadRequest) as refused:
        ask(**words)
    assert str(refused.value).startswith(told)


rows_drawn = st.lists(
    st.builds(Row, id=st.text("abc", min_size=1, max_size=3), number=st.none() | st.integers(0, 3), kind=st.sampled_from("AB")),
    unique_by=lambda row: row.id,
    max_size=12,
).map(tuple)
orders = st.lists(st.sampled_from(["number", "-number", "class", "-class", "inner.code"]), min_size=1, max_size=3)


@given(rows_drawn, orders, st.integers(1, 4))
def test_pages_of_a_sorted_list_hold_each_row_once_in_the_order_of_the_whole(
    rows: tuple[Row, ...], order: list[str], limit: int
) -> None:
    whole, cursor, seen = ask(rows, sort=order).items, None, []
    while True:
        page = ask(rows, sort=order, limit=limit, cursor=cursor)
        seen += page.items
        if (cursor := page.next) is None:
            break
    assert tuple(seen) == whole
    assert {row.id for row in whole} == {row.id for row in rows}


@given(rows_drawn.filter(len), orders, st.data())
def test_a_page_goes_on_though_the_row_before_it_is_gone(rows: tuple[Row, ...], order: list[str], data: st.DataObject) -> None:
    first = ask(rows, sort=order, limit=data.draw(st.integers(1, len(rows))))
    gone = first.items[-1]
    left = tuple(row for row in rows if row is not gone)
    rest = ask(left, sort=order, cursor=first.next).items if first.next else ()
    assert sorted(row.id for row in (*first.items, *rest)) == sorted(row.id for row in rows)


@given(rows_drawn, st.sampled_from(["number", "class", "number,class", "inner.words"]))
def test_the_counts_of_groups_of_single_values_add_up_to_the_rows(rows: tuple[Row, ...], by: str) -> None:
    groups = ask(rows, group_by=by)
    assert sum(group["count"] for group in groups.items) == groups.counted == len(rows)


GAPS = {"home": "jiangsu", "as_of": TODAY.isoformat()}


def test_http_gives_the_fields_that_are_selected_and_no_others(client: TestClient) -> None:
    whole = client.get("/v1/gaps", params=GAPS).json()
    part = client.get("/v1/gaps", params={**GAPS, "select": "rank,reason.zh"}).json()
    assert part["items"] == [{"rank": item["rank"], "reason": {"zh": item["reason"]["zh"]}} for item in whole["items"]]
    assert {name: value for name, value in part.items() if name != "items"} == {
        name: value for name, value in whole.items() if name != "items"
    }


def test_a_table_has_the_columns_that_are_selected_in_their_order(client: TestClient) -> None:
    text = client.get("/v1/gaps", params={**GAPS, "select": "type,rank", "format": "csv"}).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["type", "rank"]
    assert [row[1] for row in rows[1:]] == [str(rank) for rank in range(1, len(rows))]
    refused = client.get("/v1/gaps", params={**GAPS, "select": "reason.zh", "format": "csv"})
    assert (refused.status_code, refused.json()["errors"][0]["parameter"]) == (422, "select")
    assert "the columns are rank, priority" in refused.json()["detail"]


def test_groups_are_a_table_too_and_show_themselves(client: TestClient, drawn_store: str) -> None:
    groups = client.get("/v1/gaps", params={**GAPS, "group_by": "type"}).json()
    assert [sorted(item) for item in groups["items"]] == [["count", "type"]] * groups["total"]
    assert sum(item["count"] for item in groups["items"]) == groups["counted"]
    text = client.get("/v1/gaps", params={**GAPS, "group_by": "type", "format": "csv"}).content.decode("utf-8-sig")
    assert text.splitlines() == ["type,count", *(f"{item['type']},{item['count']}" for item in groups["items"])]
    shown = repr(gs.open(drawn_store, today=TODAY).gaps(home="jiangsu", group_by="type"))
    assert shown.splitlines()[:2] == ["Gaps", "type | count"]


def test_the_link_to_the_next_page_keeps_the_order(client: TestClient) -> None:
    first = client.get("/v1/gaps", params={**GAPS, "sort": "-rank", "limit": "2"})
    address = first.headers["link"].split(">")[0].removeprefix("<")
    assert "sort=-rank" in address
    second = client.get(f"/v1/gaps{address}").json()["items"]
    ranks = [item["rank"] for item in [*first.json()["items"], *second]]
    assert ranks == sorted(ranks, reverse=True)
