"""Claims: what each source says of an agreement, kept word for word even where another source contradicts it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from graph_service.files.cells import join, split
from graph_service.records.agreement import agreement_id
from graph_service.search.folding import HAN
from tools.seed_builder.agreements import Pair
from tools.seed_builder.documents import ENWIKI, WIKIDATA12K, documents
from tools.seed_builder.glyphs import in_simplified
from tools.seed_builder.inputs import Inputs, Row, clean_id, pair, read_table, refused
from tools.seed_builder.places import Places
from tools.seed_builder.statements import KINDS, remark

_KANA = re.compile(r"[\u3041-\u30fa]")


class Told(NamedTuple):
    """One statement about the agreement of a pair, as cells of a claim without its id and subject."""

    stated: Pair
    cells: Row


def tell(inputs: Inputs, ids: dict[Pair, str], places: Places) -> Iterator[Row]:
    """Every statement as the cells of a claim: those about the agreement its pair lives under, then the totals."""
    count: Counter[str] = Counter()
    for told in (*_listed(inputs.claims, places), *_dated(inputs), *_noted(), *_listed(inputs.later_claims, places)):
        if told.stated not in ids:
            raise refused("the claims", f"no row has the pair {' and '.join(told.stated)}", "add the pair or delete the claim")
        lives, *earlier = (_numbered(told, subject, count) for subject in _subjects(told, ids[told.stated], places))
        former = join(name for name in earlier if name != lives)
        yield told.cells | {"id": lives, "subject": ids[told.stated], "former_ids": former}
    for row in inputs.totals:
        yield _total(row, places)


def _subjects(told: Told, lives: str, places: Places) -> Iterable[str]:
    """The id of the agreement, then what it was called by the list and as long as nobody knew that another was meant."""
    names = (told.stated, pair(*map(places.now, told.stated)))
    return dict.fromkeys((lives, *(agreement_id(*name) for name in names)))


def _numbered(told: Told, subject: str, count: Counter[str]) -> str:
    stem = f"{told.cells['measure']}:{subject}"
    count[stem] += 1
    return f"{stem}:{count[stem]}"


def _total(row: Row, places: Places) -> Row:
    """A published total, its tiers in the words of the service: the districts of a municipality are of tier 2, though lists
    call them counties; what a city itself has is of tier 2, though lists call it their first."""
    subject = places.now(clean_id(row["subject"]))
    drafted = places.drafts[subject]
    meant = {"3": "2"} if drafted.get("levels") == "province|city" else {"1": "2"} if drafted["level"] == "city" else {}
    return row | {
        "subject": subject,
        "counterparts": join(places.now(place) for place in split(row["counterparts"])),
        "scope_tiers": join(dict.fromkeys(meant.get(tier, tier) for tier in split(row["scope_tiers"]))),
        "source": join(documents(row["source"])),
    }


def left_over(inputs: Inputs) -> Iterator[Row]:
    """Rows that lead to no agreement: names that fit several places, and dated pairs that the lists do not have."""
    for row in inputs.unresolved:
        kept = {column: row[column] for column in ("name", "country", "partner", "partner_country")}
        reason = (
            row["reason"]
            .strip()
            .replace("right: none", "the partner is in no gazetteer read")
            .replace("right: ", "the partner: ")
        )
        cited = {"reason": reason, "source": join(documents(row.get("source") or ENWIKI))}
        yield kept | cited | {"year": row.get("signed", "")}
    for row in inputs.dated_pairs:
        if row["in_agreements"] != "yes":
            names = {"name": row["a_name"] or row["a_qid"], "partner": row["b_name"] or row["b_qid"]}
            reason = f"dated pair {row['a_qid']}, {row['b_qid']} that no list names"
            yield names | {"year": row["start_year"], "reason": reason, "source": WIKIDATA12K}


def _listed(rows: Iterable[Row], places: Places) -> Iterator[Told]:
    for row in rows:
        if not (row["a_id"] and row["b_id"]):
            continue  # one of the two could not be told: its pair stands among what is left over
        words = [row["signed"] or "undated", row["kind"], row["status"]]
        yield Told(
            _stated(row["a_id"], row["b_id"]),
            {
                "measure": "signed",
                "stated": ", ".join(word for word in words if word),
                "scope_kinds": KINDS[row["kind"]],
                "name_zh": _names("—", row.get("cn_name_zh"), _in_chinese(row, places)),
                "name_en": _names(
                    " – ",
                    row.get("cn_name_en") or _in_english(row.get("a_name"), row["a_id"], places),
                    row.get("foreign_name_en") or _in_english(row.get("b_name"), row["b_id"], places),
                ),
                "source": join(documents(row["source"])),
                "confidence": row["confidence"],
                "note": remark(row["note"]),
            },
        )


def _names(between: str, *names: str | None) -> str:
    return between.join(name for name in names if name)


def _in_chinese(row: Row, places: Places) -> str | None:
    """The name that a list gives the foreign end, in simplified characters; the name of the place where a list has it in kana."""
    name = row.get("foreign_name_zh")
    if not name or not _KANA.search(name):
        return name and in_simplified(name, row["foreign_country"])
    ends = (places.drafts[places.now(clean_id(row[end]))] for end in ("a_id", "b_id"))
    return next(end["name_zh"] for end in ends if end["country"] == row["foreign_country"])


def _in_english(name: str | None, place: str, places: Places) -> str | None:
    """The name that a list gives; later lists have Chinese names of Chinese places beside English ones of others."""
    return places.drafts[places.now(clean_id(place))]["name_en"] if name and HAN.search(name) else name


def _dated(inputs: Inputs) -> Iterator[Told]:
    for row in inputs.dated_pairs:
        if row["in_agreements"] == "yes":
            years = row["start_year"] + (f", until {row['end_year']}" if row["end_year"] else "")
            name = f"{row['a_name'] or row['a_qid']} – {row['b_name'] or row['b_qid']}"
            cells = {"measure": "signed", "stated": years, "name_en": name, "source": WIKIDATA12K, "confidence": "medium"}
            yield Told(_stated(row["a_qid"], row["b_qid"]), cells)


def _noted() -> Iterator[Told]:
    for row in read_table("extra_claims"):
        kind = {"scope_kinds": KINDS[row["kind"]]} if row["kind"] else {}
        stated = ", ".join(word for word in (row["stated"], row["kind"]) if word)
        kept = {column: row[column] for column in ("measure", "source", "confidence", "quote", "note")}
        yield Told(pair(row["a"], row["b"]), kept | kind | {"stated": stated})


def _stated(a: str, b: str) -> Pair:
    return pair(clean_id(a), clean_id(b))
