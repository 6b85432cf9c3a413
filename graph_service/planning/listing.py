"""What is said of a list wherever something is missing in it: its name, what is on record, what is published, what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from graph_service.metrics.knowledge import HomeKnowledge, Knowledge
from graph_service.records.vocabulary import AgreementKind
from graph_service.words.agreements import KINDS, undated_of_them
from graph_service.words.bilingual import NOTHING, Bilingual, join
from graph_service.words.days import said
from graph_service.words.sources import source_named
from graph_service.words.tiers import tier_names

_WHOLE = Bilingual("全部名单", "whole list")
_OWN = Bilingual("该单位名单", "list of this unit")


@dataclass(frozen=True)
class Listing:
    """Whether the lists that would hold what is missing are complete, words that name them and tell how far they are known,
    and the same as a clause to be put behind a reason."""

    established: bool
    words: Bilingual

    @cached_property
    def clause(self) -> Bilingual:
        """The words in brackets; where the lists are not complete it asks to complete them first."""
        if self.established:
            return Bilingual(f"（{self.words.zh}）", f" ({self.words.en})")
        return Bilingual(f"（{self.words.zh}；请先补全名单）", f" ({self.words.en}; complete it first)")


def listing_of(known: HomeKnowledge, tiers: Iterable[int]) -> Listing:
    """The lists of these tiers of a home; all of its tiers together are its whole list."""
    asked = sorted(set(tiers).intersection(int(tier) for tier in known.tiers))
    established = known.establishes(asked)
    if len(asked) == len(known.tiers):
        return Listing(established, state_of(known.whole, _WHOLE, complete=established))
    return Listing(established, _joined(state_of(known.tiers[str(tier)], _list_of(known, tier)) for tier in asked))


def listing_of_unit(known: Knowledge) -> Listing:
    """The own list of a unit."""
    return Listing(known.complete, state_of(known, _OWN))


def tiers_of(known: HomeKnowledge) -> Bilingual:
    """How far the list of each tier of a home is known, one after the other."""
    return _joined(state_of(known.tiers[tier], _list_of(known, int(tier))) for tier in sorted(known.tiers))


def lists_of(known: HomeKnowledge) -> Bilingual:
    """How far the whole list of a home is known, and then that of each tier."""
    return _joined((listing_of(known, map(int, known.tiers)).words, tiers_of(known)))


def _list_of(known: HomeKnowledge, tier: int) -> Bilingual:
    """What the list of a tier is called: the second of a municipality holds the agreements of its districts."""
    return Bilingual(f"{tier_names(tier, len(known.tiers)).zh}名单", f"tier-{tier} list")


def state_of(known: Knowledge, name: Bilingual, *, complete: bool | None = None) -> Bilingual:
    """How far one list is known, in words: 省级名单在册2对，公布数未知."""
    held = _held(known)
    if known.complete or complete:
        day = said(known.as_of)
        when = Bilingual(f"截至{day.zh}", f" as of {day.en}") if known.as_of else Bilingual("", "")
        return Bilingual(f"{name.zh}{when.zh}完整，{held.zh}", f"the {name.en} is complete{when.en}, {held.en}")
    if known.claimed is None:
        return Bilingual(f"{name.zh}{held.zh}，公布数未知", f"{name.en}: {held.en}, no total published")
    counted, day = _counted(known), said(known.as_of)
    return Bilingual(
        f"{name.zh}{held.zh}，公布{known.claimed:g}对（{counted.zh}{day.zh}）",
        f"{name.en}: {held.en}, {known.claimed:g} published ({counted.en}{day.en})",
    )


def _held(known: Knowledge) -> Bilingual:
    """What is on record, and beside it what may be of the claimed kinds too."""
    if not known.unclassified:
        return Bilingual(f"在册{known.recorded}对", f"{known.recorded} on record")
    return Bilingual(
        f"在册{known.recorded}对（另有未分类{known.unclassified}对）",
        f"{known.recorded} on record and {known.unclassified} unclassified",
    )


def _of_kinds(known: Knowledge) -> Bilingual:
    """How many of what is on record are of each kind, where no claim tells the kinds; nothing where all are formal."""
    if known.by_kind.keys() <= {"formal"}:
        return NOTHING
    counts = [(KINDS[kind], known.by_kind[kind]) for kind in KINDS if kind in known.by_kind]
    parts = [Bilingual(f"{kind.zh}{count}对", f"{count} {kind.en}") for kind, count in counts]
    return join([Bilingual(" / 其中", " / of them "), join(parts, "、", ", ")], "", "")


def _counted(known: Knowledge) -> Bilingual:
    """Which kinds a published number counts, where it does not count the formal ones alone."""
    beside = beside_formal(known.kinds)
    if not beside.zh:
        return beside
    if "formal" in known.kinds:
        return Bilingual(f"含{beside.zh}，", f"{beside.en} included, ")
    return Bilingual(f"仅{beside.zh}，", f"{beside.en} only, ")


def beside_formal(kinds: Iterable[AgreementKind]) -> Bilingual:
    """The kinds but the formal one, in words; nothing where there is no other."""
    beside = [KINDS[kind] for kind in kinds if kind != "formal"]
    return Bilingual("、".join(kind.zh for kind in beside), " and ".join(kind.en for kind in beside))


def line_of(known: HomeKnowledge, undated: int, *, past: bool) -> Bilingual:
    """The line that pages and reports carry of a home: 在册 n 对 / 公布 m 对（日期，来源）/ 未注明日期 k. On a day that is `past`
    what has no date may have come later."""
    return line_of_list(known.whole, undated, past=past)


def line_of_list(whole: Knowledge, undated: int, *, past: bool) -> Bilingual:
    """The same line of any list."""
    held, where, day = _held(whole), source_named(_host(whole.source) or ""), said(whole.as_of)
    if whole.claimed is None:
        claimed = Bilingual("公布数未知", "no total published")
    else:
        counted = _counted(whole)
        claimed = Bilingual(
            f"公布{whole.claimed:g}对（{counted.zh}{day.zh}，{where}）",
            f"{whole.claimed:g} published ({counted.en}{day.en}, {where})",
        )
    state = Bilingual("，名单完整", ", the list is complete") if whole.complete else Bilingual("", "")
    if whole.complete and whole.claimed is None:
        state = Bilingual(f"{state.zh}（{day.zh}，{where}）", f"{state.en} ({day.en}, {where})")
    kinds, lacking = _of_kinds(whole), undated_of_them(undated, past=past)
    return Bilingual(
        f"{held.zh} / {claimed.zh}{state.zh}{kinds.zh} / {lacking.zh}",
        f"{held.en} / {claimed.en}{state.en}{kinds.en} / {lacking.en}",
    )


def _host(source: str | None) -> str | None:
    """Where a source is, of one on the web: its whole address stands with the claim, and fills a line."""
    return urlsplit(source).hostname if source and source.startswith(("https://", "http://")) else source


def _joined(states: Iterable[Bilingual]) -> Bilingual:
    told = tuple(states)
    return Bilingual("；".join(state.zh for state in told), "; ".join(state.en for state in told))
