"""Quality: what in the data deserves a second look. Nothing here is refused; sound data can still be odd.

A new check is a function, a name among `CheckName`, a line in `CHECKS` and a label.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Literal, NamedTuple

from graph_service.metrics.signing_dates import contesting
from graph_service.metrics.sums import Sums
from graph_service.records.agreement import Agreement
from graph_service.records.claim import Claim
from graph_service.records.organisation import Organisation
from graph_service.records.sequence import life_warnings
from graph_service.search.folding import HAN
from graph_service.snapshot import Snapshot
from graph_service.words.agreements import STAGE_REMARKS
from graph_service.words.bilingual import Bilingual, both, join
from graph_service.words.days import said

CheckName = Literal[
    "country_rows", "claim_parts", "conflicting_dates", "possibly_same", "odd_stages", "partner_dissolved", "without_country",
    "without_parent", "without_chinese_name", "without_coordinates", "claims_exceeded", "unplaced",
]  # fmt: skip
ROWS: CheckName = "country_rows"  # the check whose findings are homes


class Finding(NamedTuple):
    """One oddity: the records it is about and what is odd."""

    ids: tuple[str, ...]
    message: Bilingual


Check = Callable[[Snapshot], Iterator[Finding]]


def find_oddities(snapshot: Snapshot) -> Mapping[CheckName, tuple[Finding, ...]]:
    """The findings of every check, by its name, in the order of `CHECKS`; for `Snapshot.once`."""
    return {name: tuple(check(snapshot)) for name, check in CHECKS.items()}


def find_astray(sums: Sums) -> Iterator[Finding]:
    """Homes whose rows of countries and areas do not add up to their totals."""
    for home in sums.astray:
        text = Bilingual(
            f"各国家和地区行共{home.in_rows}对，与合计{home.agreements}对不符",
            f"the rows of countries and areas hold {home.in_rows} agreements, the totals {home.agreements}",
        )
        yield Finding((home.home, *home.astray), text)


def _claim_parts(snapshot: Snapshot) -> Iterator[Finding]:
    """A total and the claims of its single tiers, of the same subject, measure, day and kinds, that do not add up."""
    groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in snapshot.network.table(Claim).values():
        if claim.value is not None:
            groups[claim.subject, claim.measure, claim.as_of, claim.scope_kinds, claim.unit].append(claim)
    for claims in groups.values():
        parts = [claim for claim in claims if len(claim.scope_tiers) == 1]
        covered = sorted(claim.scope_tiers[0] for claim in parts)
        for whole in (claim for claim in claims if len(claim.scope_tiers) != 1):
            expected = sorted(whole.scope_tiers) or [1, 2, 3]
            total = sum(claim.value or 0 for claim in parts)
            if covered == expected and total != whole.value:
                sums = " + ".join(f"{claim.value:g}" for claim in sorted(parts, key=lambda claim: claim.scope_tiers))
                yield Finding(
                    (whole.id, *(claim.id for claim in parts)),
                    Bilingual(
                        f"总数{whole.value:g}与各级之和{sums} = {total:g}不符",
                        f"the total {whole.value:g} is not {sums} = {total:g}",
                    ),
                )


def _conflicting_dates(snapshot: Snapshot) -> Iterator[Finding]:
    """Agreements whose signing on record sources date otherwise."""
    for agreement in snapshot.network.table(Agreement).values():
        for stage in agreement.stages:
            if claims := list(contesting(snapshot, agreement, stage)):
                dates = [said(day) for day in sorted({str(stage.date), *(claimed.date for claimed in claims)})]
                told = join(dates, " / ", " / ")
                text = Bilingual(f"各来源的结好日期不一：{told.zh}", f"sources give different dates: {told.en}")
                yield Finding((agreement.id, *(claimed.claim for claimed in claims)), text)


def _possibly_same(snapshot: Snapshot) -> Iterator[Finding]:
    """Pairs that may be one and wait for a person to decide."""
    bodies, agreements = snapshot.network.table(Organisation).values(), snapshot.network.table(Agreement).values()
    pairs = {tuple(sorted((row.id, other))) for row in bodies for other in row.possibly_same}
    pairs |= {tuple(sorted((row.id, other))) for row in agreements for other in row.possibly_same}
    for pair in sorted(pairs):
        yield Finding(pair, Bilingual("可能是同一个，待人工确认", "possibly the same; a person must decide"))


def _odd_lives(snapshot: Snapshot) -> Iterator[Finding]:
    """Agreements whose stages are one-sided or out of order."""
    for agreement in snapshot.network.table(Agreement).values():
        if warnings := life_warnings(agreement):
            odd = join([STAGE_REMARKS[code] for code in sorted({warning.code for warning in warnings})], "；", "; ")
            yield Finding((agreement.id,), Bilingual(f"阶段有疑问：{odd.zh}", f"odd stages: {odd.en}"))


def _partner_dissolved(snapshot: Snapshot) -> Iterator[Finding]:
    """Agreements with a place that no longer exists."""
    for place in snapshot.places.values():
        if place.succeeded_by or place.valid_to:
            gone, after = both(place), join([both(snapshot.places[successor]) for successor in place.succeeded_by], "、", ", ")
            successors = Bilingual(after.zh or "不详", after.en or "none on record")
            text = Bilingual(f"{gone.zh}已不存在，后继为{successors.zh}", f"{gone.en} is gone, succeeded by {successors.en}")
            for agreement in snapshot.agreements_of(place.id):
                yield Finding((agreement.id, place.id), text)


def _without_country(snapshot: Snapshot) -> Iterator[Finding]:
    """Places that count under the bare code of their country, for no such country is on record."""
    for place in snapshot.places.values():
        if snapshot.country(place.country) is None and snapshot.agreements_of(place.id):
            code = place.country
            yield Finding(
                (place.id,),
                Bilingual(f"{code}未在册，按代码计入", f"no country or area {code} is on record; counted under its code"),
            )


def _without_parent(snapshot: Snapshot) -> Iterator[Finding]:
    """Places that no parent leads to their country, of which no region is known."""
    for place in snapshot.places.values():
        if place.parent is None and not place.is_level("country") and snapshot.agreements_of(place.id):
            yield Finding(
                (place.id,),
                Bilingual("缺上级，只按国家或地区计入", "no parent on record; counted under its country or area only"),
            )


def _without_chinese_name(snapshot: Snapshot) -> Iterator[Finding]:
    """Places with agreements and no Chinese name, and those whose Chinese name is in other letters."""
    for place in snapshot.places.values():
        if place.names.zh is None:
            if snapshot.agreements_of(place.id):
                yield Finding((place.id,), Bilingual("缺中文名", "no Chinese name on record"))
        elif not HAN.search(place.names.zh):
            name = place.names.zh
            text = Bilingual(f"中文名“{name}”中没有汉字", f"the Chinese name “{name}” has no Chinese character in it")
            yield Finding((place.id,), text)


def _without_coordinates(snapshot: Snapshot) -> Iterator[Finding]:
    for place in snapshot.places.values():
        if place.lat is None and not place.placeholder and snapshot.agreements_of(place.id):
            yield Finding((place.id,), Bilingual("缺经纬度", "no coordinates on record"))


CHECKS: Mapping[CheckName, Check] = {
    "claim_parts": _claim_parts,
    "conflicting_dates": _conflicting_dates,
    "possibly_same": _possibly_same,
    "odd_stages": _odd_lives,
    "partner_dissolved": _partner_dissolved,
    "without_country": _without_country,
    "without_parent": _without_parent,
    "without_chinese_name": _without_chinese_name,
    "without_coordinates": _without_coordinates,
}
