"""The change feed behaves the same in all stores: what was changed, by whom, before and after, and never a gap unsaid."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from graph_service.errors import FullCopyNeeded
from graph_service.records.base import Names, Record, Source
from graph_service.records.network import ChangeSet
from graph_service.records.organisation import Organisation
from graph_service.records.place import Place
from graph_service.store.base import Store
from graph_service.store.canonical import encode
from graph_service.store.feed import Changed, FeedPage, FeedQuery
from tests.drawing import agreement, place
from tests.one_loop import run

WHO = "查 Zha"


def city(name: str, **more: object) -> Place:
    return place(name, "city", "CN", **more)


def change(store: Store, *put: Record, remove: tuple[str, ...] = (), who: str | None = WHO) -> None:
    run(store.apply(ChangeSet(put, remove), who))


def feed(store: Store, **asked: object) -> FeedPage:
    return run(store.changes(FeedQuery(**asked)))  # type: ignore[arg-type]  # as the tests below give them


def told(rows: tuple[Changed, ...]) -> list[tuple[int, str, str | None, str | None]]:
    return [(row.sequence, row.record_id, row.before, row.after) for row in rows]


def test_an_empty_store_has_no_feed_and_stands_at_change_0(store: Store) -> None:
    page = feed(store, since=0)
    assert (page.begins, page.latest, page.total, page.items, page.more) == (None, 0, 0, (), False)
    assert run(store.load()).sequence == 0


def test_the_first_load_is_one_line_without_its_records(store: Store) -> None:
    change(store, city("a"), city("b"))
    page = feed(store)
    assert page.begins is not None
    assert (page.begins.sequence, page.begins.who, page.begins.records) == (1, WHO, 2)
    assert (page.since, page.latest, page.total, page.items) == (1, 1, 0, ())


def test_what_is_added_changed_and_removed_is_told_before_and_after(store: Store) -> None:
    old, new = city("a"), city("a", population=5)
    change(store, old, city("b"))
    change(store, new, city("c"), remove=("b",))
    assert sorted(told(feed(store, since=1).items)) == [
        (2, "a", encode(old), encode(new)),
        (2, "b", encode(city("b")), None),
        (2, "c", None, encode(city("c"))),
    ]


def test_after_a_change_a_record_is_as_it_was_before_its_next(store: Store) -> None:
    versions = [city("a", population=number) for number in range(4)]
    for version in versions:
        change(store, version)
    texts = [encode(version) for version in versions]
    assert told(feed(store, since=1).items) == [(n + 1, "a", texts[n - 1], texts[n]) for n in (1, 2, 3)]


def test_a_record_that_comes_back_was_not_there_before(store: Store) -> None:
    record = encode(city("a"))
    change(store, city("a"))
    change(store, remove=("a",))
    change(store, city("a"))
    assert told(feed(store, since=1).items) == [(2, "a", record, None), (3, "a", None, record)]


def test_a_change_tells_who_made_it_and_one_that_nobody_signed_tells_nobody(store: Store) -> None:
    change(store, city("a"))
    change(store, city("b"))
    change(store, city("c"), who=None)
    assert [(row.sequence, row.who) for row in feed(store, since=1).items] == [(2, WHO), (3, None)]


def test_changes_are_written_in_the_order_of_their_moments(store: Store) -> None:
    for name in "abcd":
        change(store, city(name))
    moments = [row.at for row in feed(store, since=1).items]
    assert moments == sorted(set(moments))
    assert all(moment.endswith("Z") for moment in moments)


def test_a_change_without_effect_is_no_change(store: Store) -> None:
    change(store, city("a"))
    change(store, city("a"), remove=("unknown",))
    assert feed(store, since=1).latest == 1


def test_a_failed_change_is_not_in_the_feed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph_service.records.base.refuse_unfit", lambda *_, **__: None)  # what is not foreseen fails late
    change(store, city("a"))
    with pytest.raises(UnicodeEncodeError):
        change(store, city("b", note="half a character: \ud83c"))
    assert (feed(store, since=1).latest, run(store.load()).sequence) == (1, 1)


def test_what_is_loaded_stands_at_the_last_change(store: Store) -> None:
    for name in "abc":
        change(store, city(name))
    assert run(store.load()).sequence == feed(store).latest == 3


def test_an_id_that_goes_to_another_type_is_removed_there_and_added_here(store: Store) -> None:
    union = Organisation(id="union", kind="network", sources=(Source("drawn"),), layer="home")
    change(store, city("union"))
    change(store, union, remove=("union",))
    rows = feed(store, since=1).items
    assert [(row.plural, row.before, row.after) for row in rows] == [
        ("places", encode(city("union")), None),
        ("organisations", None, encode(union)),
    ]


def test_records_of_every_script_come_out_as_they_went_in(store: Store) -> None:
    odd = city("呼伦贝尔🍇", names=Names(zh="呼伦贝尔市", local="ᠬᠥᠯᠦᠨ", aliases=("a 'quoted' \"name\"\\",)), note="two\nlines")
    change(store, city("a"))
    change(store, odd)
    assert told(feed(store, since=1).items) == [(2, "呼伦贝尔🍇", None, encode(odd))]


def test_a_page_ends_where_it_is_asked_to_and_the_next_begins_there(store: Store) -> None:
    change(store, city("a"))
    change(store, *(city(f"b{number}") for number in range(5)))
    change(store, *(city(f"c{number}") for number in range(2)))
    seen: list[str] = []
    after, more = None, True
    while more:
        page = feed(store, since=1, limit=3, after=after)
        assert (page.total, len(page.items) <= 3) == (7, True)
        seen += [row.record_id for row in page.items]
        after, more = (page.items[-1].sequence, page.items[-1].position), page.more
    assert seen == ["b0", "b1", "b2", "b3", "b4", "c0", "c1"]


def test_a_page_that_ends_with_the_feed_has_no_next(store: Store) -> None:
    change(store, city("a"))
    change(store, city("b"), city("c"))
    assert not feed(store, since=1, limit=2).more


def test_the_feed_can_be_cut_at_a_change_and_still_tells_what_its_records_were_after_it(store: Store) -> None:
    versions = [city("a", population=number) for number in range(4)]
    for version in versions:
        change(store, version)
    page = feed(store, since=1, until=2)
    assert (page.latest, page.total) == (2, 1)
    assert told(page.items) == [(2, "a", encode(versions[0]), encode(versions[1]))]


@pytest.mark.parametrize(
    ("asked", "found"),
    [({"plural": "agreements"}, ["a~b"]), ({"record_id": "b"}, ["b"]), ({"plural": "places", "record_id": "a~b"}, [])],
)
def test_the_feed_is_filtered_by_type_and_id(asked: dict[str, str], found: list[str], store: Store) -> None:
    change(store, city("a"))
    change(store, city("b"), agreement("a", "b"))
    page = feed(store, since=1, **asked)
    assert (page.total, [row.record_id for row in page.items]) == (len(found), found)


def test_a_moment_stands_for_the_last_change_until_then(store: Store) -> None:
    for name in "abc":
        change(store, city(name))
    first = feed(store, since=1).items[0]
    page = feed(store, since=datetime.fromisoformat(first.at))
    assert (page.since, [row.record_id for row in page.items]) == (2, ["c"])


def test_nothing_was_changed_since_a_moment_to_come(store: Store) -> None:
    change(store, city("a"))
    assert feed(store, since=datetime.now(UTC) + timedelta(days=1)).items == ()


def before_the_load(_: int) -> object:
    return 0


def long_ago(_: int) -> object:
    return datetime(1979, 11, 2, tzinfo=UTC)


def ahead(last: int) -> object:
    return last + 1


@pytest.mark.parametrize(
    ("since", "reason"),
    [
        (before_the_load, "the feed begins with change 1, of 2"),
        (long_ago, "the feed begins with change 1, of 2"),
        (ahead, "the feed ends with change 2, before 3"),
    ],
)
def test_what_the_feed_cannot_tell_it_refuses_to(since: Callable[[int], object], reason: str, store: Store) -> None:
    change(store, city("a"))
    change(store, city("b"))
    with pytest.raises(FullCopyNeeded, match=f"{reason}.*; take a full copy"):
        feed(store, since=since(2))


def test_a_mirror_that_follows_by_numbers_ends_with_the_same_records(store: Store) -> None:
    change(store, city("a"), city("b"))
    copy = run(store.load())
    mirror = {record.id: json.loads(encode(record)) for record in copy.network}
    change(store, city("a", population=1), remove=("b",))
    change(store, city("b"), agreement("a", "b"))
    change(store, agreement("a", "b", "exchange"), city("a"))
    for row in feed(store, since=copy.sequence).items:
        mirror.pop(row.record_id, None)
        if row.after is not None:
            mirror[row.record_id] = json.loads(row.after)
    assert mirror == {record.id: json.loads(encode(record)) for record in run(store.load()).network}
