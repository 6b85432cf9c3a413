"""Regions of countries: their published Chinese names, the ones that were missing, and the towns that hung on the country for
want of them.

A subdivision of ISO 3166-2 is a new region only where `region_categories.csv` names its category as region of that country:
boroughs, municipalities and districts below regions are none. One whose code ISO 3166-1 knows as an entry of its own is that
entry and never a second place.
"""

import re
from collections.abc import Collection, Iterable, Mapping

from tools.seed_builder.districts import plain
from tools.seed_builder.inputs import Row, clean_id, read_table
from tools.seed_builder.places import ISO_3166_2, Places, add_aliases, add_sources

CLDR_ZH = "Unicode CLDR, Chinese names of subdivisions (npm cldr 8.0.0)"
_CLDR_EN = "Unicode CLDR 48, names of subdivisions"
# Iran and Morocco gave their codes to other regions since; the published names are those of the former ones.
_RENUMBERED = ("IR-", "MA-")
_REMARK = re.compile(r"\s*\(.*\)|²")  # which of several places of the name is meant, and a footnote


def published_names(rows: Iterable[Row]) -> dict[str, str]:
    """The Chinese names by ISO 3166-2 code, without those of codes that were given to other regions."""
    named = {row["iso_3166_2"]: _REMARK.sub("", row["name_zh_hans"]) for row in rows}
    return {code: name for code, name in named.items() if not code.startswith(_RENUMBERED)}


def name_regions(places: Places, names: Mapping[str, str], subdivisions: Iterable[Row]) -> int:
    """Give regions the Chinese name published for their code where they have none, or the one of iso-codes, which is under
    a licence of its own; how many that were. Those with a name by hand are left to the table of overrides."""
    theirs = {row["iso_3166_2"]: row["name_zh"] for row in subdivisions}
    by_hand = {row["id"] for row in read_table("overrides") if row["field"] == "name_zh"}
    named = 0
    for draft in places.drafts.values():
        code = draft.get("iso_3166_2", "")
        old = draft.get("name_zh", "")
        if draft["id"] in by_hand or code not in names or names[code] == old:
            continue
        if not old or old == theirs.get(code):
            draft["name_zh"] = names[code]
            add_sources(draft, [CLDR_ZH])
            named += 1
    return named


def complete(places: Places, subdivisions: Iterable[Row]) -> int:
    """Give known regions the names, codes and parents they lack and add the regions that are missing; how many those are."""
    rows = [row | {"id": clean_id(row["id"]), "parent_id": clean_id(row["parent_id"])} for row in subdivisions]
    by_code = {draft["iso_3166_2"]: draft for draft in places.drafts.values() if draft.get("iso_3166_2")}
    regions = _categories()
    known = {row["id"]: draft["id"] for row in rows if (draft := _known(places, by_code, row))}
    for row in rows:
        if row["id"] in known:
            _fill(places, places.drafts[known[row["id"]]], row, known, regions)
    added = [row for row in rows if row["id"] not in known and row["iso_3166_2"] in regions and not _doubled(places, row)]
    countries = _countries(places)
    for row in added:
        parent = known.get(row["parent_id"], "")
        places.drafts[row["id"]] = _region(row, parent or countries[row["country"]]["id"])
        places.regions[row["id"]] = regions[row["iso_3166_2"]]
    return len(added)


def tell_apart(places: Places, tied: Collection[str]) -> int:
    """Tell regions that were added without an agreement from places of the same name: they would make ambiguous what was told
    by its name alone. Each is called by its category where the other is of its country, else by its country."""
    kept = {draft["id"] for draft in places.drafts.values() if draft["id"] not in places.regions}
    taken: dict[str, set[str]] = {}
    for place_id in kept:
        draft = places.drafts[place_id]
        for name in (
            draft.get("name_zh", ""),
            draft.get("name_en", "").casefold(),
            *draft.get("aliases", "").casefold().split("|"),
        ):
            taken.setdefault(name, set()).add(draft["country"])
    told, countries = 0, _countries(places)
    for place_id, category in places.regions.items():
        if place_id in tied:
            continue
        draft = places.drafts[place_id]
        country = countries[draft["country"]]
        for field, opening, closing in (("name_zh", "（", "）"), ("name_en", " (", ")")):
            name = draft.get(field, "")
            others = taken.get(name.casefold() if field == "name_en" else name, set()) if name else set()
            if others:
                same = draft["country"] in others and field == "name_en"
                draft[field] = f"{name}{opening}{category.lower() if same else country[field]}{closing}"
                told += 1
        aliases = [alias for alias in draft.get("aliases", "").split("|") if alias and alias.casefold() not in taken]
        draft["aliases"] = "|".join(aliases)
    return told


def hang_on_regions(places: Places) -> int:
    """Hang places that hung on their country, for want of their region, on the region that their gazetteer names."""
    regions: dict[tuple[str, str], list[str]] = {}
    for draft in places.drafts.values():
        if draft["level"] == "province":
            for name in {plain(draft["name_en"]), *(plain(name) for name in draft.get("aliases", "").split("|") if name)}:
                regions.setdefault((draft["country"], name), []).append(draft["id"])
    hung = 0
    for draft in places.drafts.values():
        above = places.drafts.get(draft.get("parent", ""), {})
        admin1 = plain(draft.get("admin1", ""))
        found = regions.get((draft["country"], admin1), []) if admin1 else []
        if draft["level"] in ("city", "county") and above.get("level") == "country" and len(found) == 1:
            draft["parent"] = found[0]
            hung += 1
    return hung


def _countries(places: Places) -> Mapping[str, Row]:
    """The draft of each country by its code."""
    return {draft["country"]: draft for draft in places.drafts.values() if draft["level"] == "country"}


def by_country(places: Places, country: str) -> Iterable[Row]:
    """The drafts of a country."""
    return (draft for draft in places.drafts.values() if draft["country"] == country)


def _categories() -> Mapping[str, str]:
    """The category of each code that is a region of its country."""
    rows = read_table("region_categories")
    return {f"{row['country']}-{code}": row["category"] for row in rows for code in row["codes"].split()}


def _known(places: Places, by_code: Mapping[str, Row], row: Row) -> Row | None:
    return places.drafts.get(places.now(row["id"])) or by_code.get(row["iso_3166_2"])


def _fill(places: Places, draft: Row, row: Row, known: Mapping[str, str], regions: Mapping[str, str]) -> None:
    if not draft.get("iso_3166_2"):
        draft["iso_3166_2"] = row["iso_3166_2"]
    if not draft.get("name_en"):
        draft["name_en"] = row["name_en"]
    above = places.drafts.get(draft.get("parent", ""), {})
    parent = known.get(row["parent_id"])
    if parent not in (None, draft["id"]) and above.get("level") == "country" and places.drafts[parent]["level"] == "province":
        draft["parent"] = parent
        if places.drafts[parent].get("iso_3166_2") in regions:
            draft["level"] = "county"  # a department or province below a region is no region beside it
        add_sources(draft, [ISO_3166_2])


def _doubled(places: Places, row: Row) -> bool:
    """Whether a region of that name is known already under another code or none."""
    name = plain(row["name_en"])
    regions = (draft for draft in by_country(places, row["country"]) if draft["level"] == "province" or draft.get("levels"))
    return any(name in {plain(draft["name_en"]), *map(plain, draft.get("aliases", "").split("|"))} for draft in regions)


def _region(row: Row, parent: str) -> Row:
    draft = {"id": row["id"], "name_en": row["name_en"], "name_zh": "", "level": "province", "country": row["country"]}
    draft |= {"parent": parent, "iso_3166_2": row["iso_3166_2"], "source": f"{ISO_3166_2}|{_CLDR_EN}"}
    draft["wikidata"] = row["id"] if row["id"].startswith("Q") else ""
    add_aliases(draft, (alias.strip() for alias in row["aliases"].split("|")))
    return draft
