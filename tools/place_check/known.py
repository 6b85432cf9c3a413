"""What is known of the findings: those that were looked at and are right, each with the reason, and those that stay open."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from tools.place_check import countries, doubles, namesakes, quarters, regions
from tools.place_check.finding import Finding
from tools.place_check.register import Register
from tools.seed_builder.inputs import Row, read_rows

TABLE = Path(__file__).parent / "known.csv"
RIGHT, OPEN = "right", "open"
_CHECKS = (
    regions.amid_others,
    regions.far_from_siblings,
    regions.far_from_own_places,
    countries.abroad,
    countries.nowhere,
    doubles.twice,
    doubles.one_chinese_name,
    namesakes.larger,
    namesakes.small_for_partners,
    namesakes.shared_partner,
    namesakes.elsewhere,
    quarters.outside,
)


class Judged(NamedTuple):
    """Findings by what is known of them; `gone` are the rows of the table that no check finds any more."""

    new: list[Finding]
    open: list[Finding]
    right: list[Finding]
    gone: list[Row]


def find(register: Register) -> list[Finding]:
    """Everything the checks find, each once."""
    found = {finding.key: finding for check in _CHECKS for finding in check(register)}
    return sorted(found.values(), key=lambda finding: (finding.check, finding.names, finding.ids))


def judge(findings: Iterable[Finding]) -> Judged:
    """Tell the findings apart by the table."""
    rows = {_key(row): row for row in read_rows(TABLE)}
    judged = Judged([], [], [], [])
    for finding in findings:
        row = rows.pop(finding.key, None)
        kind = judged.new if row is None else judged.right if row["verdict"] == RIGHT else judged.open
        kind.append(finding)
    judged.gone.extend(rows.values())
    return judged


def note(findings: Iterable[Finding]) -> None:
    """Write the table anew: new findings stay open, those that are gone leave, the others keep their verdict."""
    known = {_key(row): row for row in read_rows(TABLE)}
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["check", "ids", "names", "verdict", "reason"])
        for finding in findings:
            row = known.get(finding.key, {"verdict": OPEN, "reason": ""})
            writer.writerow([finding.check, "|".join(finding.ids), "|".join(finding.names), row["verdict"], row["reason"]])


def _key(row: Row) -> tuple[str, frozenset[str]]:
    return row["check"], frozenset(row["ids"].split("|"))
