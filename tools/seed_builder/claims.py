"""Claims: what each source says of an agreement, kept word for word even where another source contradicts it."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from tools.seed_builder.agreements import KINDS, Pair
from tools.seed_builder.documents import WIKIDATA12K
from tools.seed_builder.inputs import Inputs, Row, clean_id, pair, read_table


class Told(NamedTuple):
    """One statement about the agreement of a pair, as cells of a claim without its id and subject."""

    stated: Pair
    cells: Row


def tell(inputs: Inputs, ids: dict[Pair, str]) -> Iterator[Row]:
    """Every statement as the cells of a claim about the agreement its pair lives under."""
    count: Counter[str] = Counter()
    for told in (*_listed(inputs), *_dated(inputs), *_noted()):
        stem = f"{told.cells['measure']}:{ids[told.stated]}"
        count[stem] += 1
        yield told.cells | {"id": f"{stem}:{count[stem]}", "subject": ids[told.stated]}


def left_over(inputs: Inputs) -> Iterator[Row]:
    """Rows that lead to no agreement: names that fit several places, and dated pairs that the lists do not have."""
    for row in inputs.unresolved:
        yield row | {"year": "", "source": "enwiki-2026-02 (Hekman/twincities)"}
    for row in inputs.dated_pairs:
        if row["in_agreements"] != "yes":
            names = {"name": row["a_name"] or row["a_qid"], "partner": row["b_name"] or row["b_qid"]}
            reason = f"dated pair {row['a_qid']}, {row['b_qid']} that no list names"
            yield names | {"year": row["start_year"], "reason": reason, "source": WIKIDATA12K}


def _listed(inputs: Inputs) -> Iterator[Told]:
    for row in inputs.claims:
        words = [row["signed"] or "undated", row["kind"], row["status"]]
        yield Told(
            _stated(row["a_id"], row["b_id"]),
            {
                "measure": "signed",
                "stated": ", ".join(word for word in words if word),
                "scope_kinds": KINDS[row["kind"]],
                "name_zh": f"{row['cn_name_zh']}—{row['foreign_name_zh']}",
                "name_en": f"{row['cn_name_en']} – {row['foreign_name_en']}",
                "source": row["source"],
                "confidence": row["confidence"],
                "note": row["note"],
            },
        )


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
