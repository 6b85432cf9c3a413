"""Layers: drafts become records, are proved sound together with the home layer, and are written."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from graph_service.errors import DataRefused, Fault
from graph_service.files.cells import columns, from_cells
from graph_service.files.seeds import read_paths
from graph_service.files.spreadsheet import harmless
from graph_service.files.tables import format_table
from graph_service.records.agreement import Agreement
from graph_service.records.base import Record
from graph_service.records.checks import find_flaws
from graph_service.records.claim import Claim
from graph_service.records.door import door_flaws
from graph_service.records.network import Network
from graph_service.records.place import Place
from tools.seed_builder.agreements import Agreements
from tools.seed_builder.inputs import Home, Row
from tools.seed_builder.places import Places

Layers = dict[str, dict[str, list[Record]]]
HOME = "CN"
_LEFT_OUT = ("name", "country", "partner", "partner_country", "year", "reason", "source")


def assign(places: Places, agreements: Agreements, claims: Iterable[Row], home: Home) -> Layers:
    """Records by layer and type: what has to do with China, and the rest of the world."""
    layers: Layers = {layer: {"places": [], "agreements": [], "claims": []} for layer in ("world", "china")}
    country = home.places | {place_id: draft["country"] for place_id, draft in places.drafts.items()}
    for draft in places.drafts.values():
        layer = _layer(draft["country"])
        layers[layer]["places"].append(_record(Place, draft, layer))
    of_agreement: dict[str, str] = {}
    for ties in (agreements.ties, agreements.at_home):
        of_agreement |= {tie_id: _layer(*(country[party] for party in tie.parties)) for tie_id, tie in ties.items()}
    for tie_id, tie in agreements.ties.items():
        layers[of_agreement[tie_id]]["agreements"].append(_record(Agreement, tie.cells, of_agreement[tie_id]))
    for cells in claims:
        layer = of_agreement.get(cells["subject"]) or _layer(country[cells["subject"]])
        layers[layer]["claims"].append(_record(Claim, cells, layer))
    return layers


def prove(layers: Layers, home: Path) -> None:
    """Check the layers together with the home layer.

    Raises:
        DataRefused: the network has a flaw, or the home layer cannot be read.
    """
    reading = read_paths([home] if any(home.glob("*.csv")) else [])
    if reading.faults:
        raise DataRefused(reading.faults)
    records = [record for tables in layers.values() for rows in tables.values() for record in rows]
    network = Network([*records, *(row.record for row in reading.rows)])
    flaws = [*find_flaws(network), *door_flaws(Network(), network, {record.id for record in records}, datetime.now(UTC).date())]
    if flaws:
        raise DataRefused([Fault(flaw.record_id, None, flaw.field, flaw.problem, flaw.remedy) for flaw in flaws])


def write(layers: Layers, left_out: Iterable[Row], folder: Path) -> None:
    """Write every table below seeds/, and beside the builder what it could not use."""
    for layer, tables in layers.items():
        for plural, records in tables.items():
            # As it is read: a table in another form would be made anew at each reading.
            text = unicodedata.normalize("NFC", format_table(records, plural))
            _write(folder / "seeds" / layer / f"{plural}.csv", text)
    _write(folder / "tools" / "seed_builder" / "left_out.csv", _table(left_out))


def _layer(*countries: str) -> str:
    return "china" if HOME in countries else "world"


def _record(cls: type[Record], cells: Mapping[str, str], layer: str) -> Record:
    try:
        return from_cells(cls, {column: cells[column] for column in columns(cls) if cells.get(column)}, layer)
    except ValueError as error:
        raise DataRefused([Fault(cells["id"], None, None, str(error), "correct the tables of the builder")]) from error


def _table(rows: Iterable[Row]) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, _LEFT_OUT, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({column: harmless(text) for column, text in row.items()} for row in rows)
    return out.getvalue()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
