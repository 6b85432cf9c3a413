"""Corrections of the places: the hand-made tables first, then four rules that follow from names, codes and numbers."""

import sys
from collections.abc import Collection, Iterable, Sequence

from graph_service.files.cells import split
from tools.seed_builder.districts import twins, under_their_city
from tools.seed_builder.inputs import Row, read_table, refused
from tools.seed_builder.places import Places, add_aliases, add_sources, counted
from tools.seed_builder.regions import complete, hang_on_regions, name_regions, published_names, tell_apart

_NAMES = ("name_zh", "name_en")


def correct(places: Places, subdivisions: Sequence[Row], names: Iterable[Row], tied: Collection[str]) -> None:
    """Apply every table and rule, in the order in which they build on each other; `subdivisions` are those of ISO 3166-2,
    `names` their Chinese names by code, `tied` the places that have an agreement."""
    _merge(places)
    published = published_names(names)
    added = complete(places, subdivisions)
    named = name_regions(places, published, subdivisions)
    _override(places)
    _reparent(places)
    for loser, survivor in twins(places.drafts.values()):
        if places.now(loser) != places.now(survivor):
            places.merge(places.now(loser), places.now(survivor))
    _follow(places)
    named += name_regions(places, published, ())
    hung = hang_on_regions(places)
    told = tell_apart(places, tied)
    for district, city in under_their_city(places.drafts.values()):
        part, whole = places.drafts[district], places.drafts[city]
        part["parent"] = city
        if not whole.get("levels"):  # below a city that is no region there are counties and districts alone
            part["level"] = "county"
    blanked = list(_impossible_populations(places))
    for draft in blanked:
        draft["population"] = draft["population_of"] = ""
    print(f"{len(places.moved)} place ids merged, {len(blanked)} impossible populations left blank, {named} regions named")
    print(f"{added} regions added, {hung} places hung on the region that was missing, {told} names told apart")


def _merge(places: Places) -> None:
    for row in read_table("merges"):
        _known(places, "merges", row["id"])
        _known(places, "merges", row["into"])
        places.merge(row["id"], row["into"], take=row["take"] == "yes")
    _follow(places)


def _follow(places: Places) -> None:
    for draft in places.drafts.values():
        draft["parent"] = places.now(draft.get("parent", ""))


def _override(places: Places) -> None:
    for row in read_table("overrides"):
        draft = _known(places, "overrides", row["id"])
        old, draft[row["field"]] = draft.get(row["field"], ""), row["value"]
        if row["field"] == "population":
            draft["population_of"] = counted(row["value"], row["source"])
        if row["field"] in _NAMES:
            add_aliases(draft, [old])
        elif row["field"] == "aliases":
            draft["aliases"] = ""
            add_aliases(draft, split(row["value"]))
        add_sources(draft, [row["source"]])


def _reparent(places: Places) -> None:
    into = {(row["parent"], row["admin1"]): row["into"] for row in read_table("reparents")}
    for draft in places.drafts.values():
        wanted = into.get((draft.get("parent", ""), draft.get("admin1", "")))
        if wanted is not None and wanted != draft["id"]:
            draft["parent"] = wanted


def _impossible_populations(places: Places) -> Iterable[Row]:
    """Regions with more people than their country, or with no more than one of their towns."""
    below = places.children()
    nation = {draft["country"]: _people(draft) for draft in places.drafts.values() if draft["level"] == "country"}
    for draft in places.drafts.values():
        if draft["level"] != "province" or draft.get("levels") or not _people(draft):
            continue
        largest = max((_people(child) for child in below.get(draft["id"], ())), default=0)
        if _people(draft) <= largest or _people(draft) > (nation.get(draft["country"]) or sys.maxsize):
            yield draft


def _people(draft: Row) -> int:
    return int(draft.get("population") or 0)


def _known(places: Places, table: str, place_id: str) -> Row:
    if place_id not in places.drafts:
        raise refused(table, f"unknown place {place_id!r}", "correct the id or delete the row")
    return places.drafts[place_id]
