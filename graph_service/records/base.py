"""What every record has: an id, names in several languages, sources and a layer.

Types, words and bounds are refused whenever a record is decoded. What costs more to tell is told by `Record.check`: where data
come in and before they are stored, so that a store need not tell it of every record at every start.
"""

import re
from collections.abc import Iterator
from typing import Annotated, ClassVar, NamedTuple, TypeAlias

import msgspec
from msgspec import Meta, Struct

from graph_service.records.characters import refuse_unfit
from graph_service.records.dates import span
from graph_service.records.vocabulary import Confidence

# Ids stand in URLs and CSV cells: no white space, no separators of either. Python's $ alone would let a last line
# break pass.
ID_PATTERN = r"^[^\s/?#|;,]+$(?!\n)"
_ID = re.compile(ID_PATTERN)
OwnId = Annotated[str, Meta(max_length=200, extra_json_schema={"pattern": ID_PATTERN})]
Id: TypeAlias = str  # a reference, which must name an existing record
Text = Annotated[str, Meta(min_length=1)]
# The bounds keep out what spreadsheets write as nan and inf: they are no figures and have no JSON.
Figure = Annotated[float, Meta(gt=-1e300, lt=1e300)]
# Names stand on one line, ids have no white space at all; every other text may have line breaks and tabs.
_ON_A_LINE = ("names", "layer", "alternates", "who")
# Escapes in JSON, and what JSON writes as it is though it may be no text: a little more than `refuse_unfit` refuses.
_SUSPECT = re.compile(r"[\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\U0001fffe-\U0010ffff]|\\[^\"\\]")


class Names(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """What a thing is called: Chinese, English, the local language, and every other spelling met."""

    zh: str | None = None
    en: str | None = None
    local: str | None = None
    aliases: tuple[str, ...] = ()

    def best(self, language: str, fallback: str) -> str:
        """The name to show a reader of `language` ("zh" or "en"), else any name, else `fallback`."""
        first, second = (self.zh, self.en) if language == "zh" else (self.en, self.zh)
        return first or second or self.local or fallback

    def spellings(self) -> Iterator[str]:
        """Every spelling on record, each once or more."""
        yield from (name for name in (self.zh, self.en, self.local) if name)
        yield from self.aliases


NO_NAMES = Names()


class Source(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """Where a statement comes from: a document or dataset, the exact words if known, and how far to trust them."""

    document: Text
    quote: str | None = None
    confidence: Confidence | None = None


class Reference(NamedTuple):
    """A field that holds ids of other records: drives the dangling-id check and the relationships in Neo4j.

    `incoming` relationships come from the record that is named, as (place)-[:PARTY_OF]->(agreement).
    """

    field: str
    relationship: str
    targets: tuple[str, ...]  # plural names of record types
    incoming: bool = False


class Record(Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """Common part of all record types. Ids are unique over all types, stable and never re-used."""

    REFERENCES: ClassVar[tuple[Reference, ...]] = ()
    DATES: ClassVar[tuple[str, ...]] = ()

    id: OwnId
    names: Names = NO_NAMES
    sources: Annotated[tuple[Source, ...], Meta(min_length=1)]
    note: str | None = None
    layer: Text
    former_ids: tuple[OwnId, ...] = ()  # ids merged into this record; reads of them redirect here

    def check(self) -> None:
        """Refuse what the types leave open.

        Raises:
            ValueError: the message opens with the name of the field and a colon.
        """
        if _suspicious(self):
            for field, text in texts_of(self):
                if not text.strip() and field not in ("id", "former_ids"):  # told below
                    raise ValueError(f"{field}: a text that is empty; write one, or take the field away")
                refuse_unfit(field, text, lines=field.partition(".")[0] not in _ON_A_LINE)
        for field, given in (("id", (self.id,)), ("former_ids", self.former_ids)):
            if given and not all(map(_ID.search, given)):
                raise ValueError(f"{field}: an id has no white space and none of / ? # | ; ,")
        for field in self.DATES:
            if (text := getattr(self, field)) is not None:
                try:
                    span(text)
                except ValueError as error:
                    raise ValueError(f"{field.rstrip('_')}: {error}") from None

    def references(self) -> Iterator[tuple[Reference, str]]:
        """Every (reference, target id) this record holds, in field order."""
        for reference in self.REFERENCES:
            value = getattr(self, reference.field)
            if isinstance(value, str):
                yield reference, value
            elif value:
                yield from ((reference, target) for target in value)


def _suspicious(record: Record) -> bool:
    """Whether a text of the record may be empty, or blank, or hold what `refuse_unfit` refuses; told by its JSON, several times
    faster than by text."""
    try:
        text = msgspec.json.encode(record).decode()
    except UnicodeEncodeError:  # half of a surrogate pair
        return True
    # Where all prints and nothing is escaped there is nothing to search for, and that is told many times faster.
    return '""' in text or '" ' in text or (not (text.isprintable() and "\\" not in text) and _SUSPECT.search(text) is not None)


def texts_of(value: object, field: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a value with the path of its field: `note`, `names.zh`, `sources.quote`."""
    if isinstance(value, str):
        yield field, value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_of(part, field)
    elif isinstance(value, Struct):
        for name, encoded in zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True):
            yield from texts_of(getattr(value, name), f"{field}.{encoded}".removeprefix("."))
