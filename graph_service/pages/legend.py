"""Legends: what every mark of a picture means, with how often it occurs. They are there whatever the picture shows."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from graph_service.metrics.vine import Vine
from graph_service.pages.cluster_scene import head_mark
from graph_service.pages.grapes import Grape
from graph_service.pages.picture import Entry
from graph_service.pages.place_parts import Surroundings
from graph_service.pages.words import COUNTED_AS, LINE_KINDS
from graph_service.words.agreements import ROLES
from graph_service.words.bilingual import Bilingual
from graph_service.words.headings import HOPS
from graph_service.words.records import LEVELS


def cluster_legend(vine: Vine, grapes: Sequence[Grape], spare: Sequence[str], *, named: bool) -> tuple[Entry, ...]:
    """The legend of a cluster: always the same lines, and the rare ones where they occur. Where nobody is `named` neither
    units nor the lines to them are drawn."""
    dots = Counter(grape.mark for grape in grapes if grape.tie.role != "stem")
    lines = Counter(f"stem-{grape.kind}" if grape.tie.role == "stem" else grape.kind for grape in grapes)
    places = vine.snapshot.places
    units = Counter(
        "unit-unnamed" if places[unit].placeholder else f"unit-{vine.home.tiers[unit]}"
        for unit in {grape.tie.unit for grape in grapes if grape.tie.role != "stem"}
    )
    heads = Counter(head_mark(grape) for grape in grapes if grape.tie.role == "stem")
    counts = dots | units | heads | Counter({"home": 1, "unit-spare": len(spare)})
    return (
        *_entries("dot", _DOTS, counts, named=named),
        *_entries("line", _LINES, lines, named=named),
    )


def _entries(
    part: Literal["dot", "line"], words: Mapping[str, Bilingual], counts: Counter[str], *, named: bool
) -> Iterator[Entry]:
    for mark, said in words.items():
        if (named or (part, mark) not in _UNNAMED) and (counts[mark] or mark not in _RARE):
            yield Entry(part, mark, said, counts[mark])


def _more(label: Bilingual, zh: str, en: str) -> Bilingual:
    """A label and, behind a colon, what it means here."""
    return Bilingual(f"{label.zh}：{zh}", f"{label.en}: {en}")


def _noted(label: Bilingual, zh: str, en: str) -> Bilingual:
    """A label and, in brackets, how it is drawn or counted."""
    return Bilingual(f"{label.zh}（{zh}）", f"{label.en} ({en})")


def _grapes(kind: Bilingual) -> Bilingual:
    return Bilingual(f"{kind.zh}的{ROLES['grape'].zh}", f"{kind.en} {ROLES['grape'].en}")


_DOTS = {
    "home": Bilingual("本省（市）", "home"),
    "head": Bilingual("结好省州：下挂葡萄", "region with a stem"),
    "A": _more(COUNTED_AS["A"], "在已结好的省州之内", "inside a region with a stem"),
    "B": _more(COUNTED_AS["B"], "所在国家和地区另有主茎", "a stem elsewhere in the country or area"),
    "U": _more(
        COUNTED_AS["U"], "所在国家和地区有主茎，所在省州未记录", "a stem in the country or area, its region not on record"
    ),
    "C": _more(COUNTED_AS["C"], "所在国家和地区在册没有主茎", "no stem in the country or area on record"),
    "D": _more(COUNTED_AS["D"], "所在国家和地区没有省州", "the country or area has no regions"),
    "trunk": _noted(COUNTED_AS["trunk"], "不计葡萄", "a home with a plain city, no grape"),
    "exchange": _noted(_grapes(LINE_KINDS["exchange"]), "另计", "beside the count"),
    "intent": _noted(_grapes(LINE_KINDS["intent"]), "另计", "beside the count"),
    "planned": _noted(_grapes(LINE_KINDS["planned"]), "灰", "grey"),
    "unit-1": Bilingual("本省（市）自身作为一方", "the home itself as a party"),
    "unit-2": Bilingual("我方市级单位（直辖市为区县）", "home unit, tier 2"),
    "unit-3": Bilingual("我方县级单位", "home unit, tier 3"),
    "unit-unnamed": Bilingual("来源未指明的我方单位", "home unit the source leaves unnamed"),
    "unit-spare": Bilingual("无果单位：在此在册无葡萄", "home unit without a grape on record here"),
}
_LINES = {
    "stem-formal": Bilingual("主茎：省与省州，正式", "stem: home with a region, formal"),
    "stem-unclassified": Bilingual("主茎，未分类（较细）", "stem, unclassified (thinner)"),
    "stem-exchange": Bilingual("省州友好交流（虚线）", "region, exchange (dashed)"),
    "stem-intent": Bilingual("省州意向（点线）", "region, intent (dotted)"),
    "stem-planned": Bilingual("省州计划中（灰）", "region, planned (grey)"),
    "formal": LINE_KINDS["formal"],
    "unclassified": _noted(LINE_KINDS["unclassified"], "细线", "thin"),
    "exchange": _noted(LINE_KINDS["exchange"], "虚线", "dashed"),
    "intent": _noted(LINE_KINDS["intent"], "点线", "dotted"),
    "planned": _noted(LINE_KINDS["planned"], "灰", "grey"),
}
_UNNAMED = frozenset(
    (
        *(("dot", mark) for mark in _DOTS if mark.startswith("unit-") and mark != "unit-spare"),
        *(("line", mark) for mark in _LINES if mark in LINE_KINDS),
    )
)
_RARE = frozenset(
    ("trunk", "unit-1", "unit-3", "unit-unnamed", "unit-spare", "stem-exchange", "stem-intent", "stem-planned", "intent")
)


def place_legend(shown: Surroundings) -> tuple[Entry, ...]:
    """The legend of a place's network: shapes for levels, colours for steps, lines for kinds."""
    levels: Counter[str] = Counter(place.level for place in shown.around)
    marks = Counter(shown.marks)
    hops = Counter(hop for hop, mark in zip(shown.hops, shown.marks, strict=True) if mark not in _BESIDE)
    return (
        Entry("dot", "centre", Bilingual("此图的中心", "centre of this picture"), 1),
        *(Entry("dot", f"{level}-0", words, levels[level]) for level, words in LEVELS.items()),
        *(Entry("dot", f"city-{hop}", words, hops[hop]) for hop, words in HOPS.items() if hops[hop] or hop == 1),
        *(Entry("dot", mark, words, marks[mark]) for mark, words in _BESIDE.items() if marks[mark] or mark != "ring-intent"),
        Entry("box", "sector", _SECTOR, len(shown.countries)),
        *(
            Entry("line", kind, words, shown.kinds.get(kind, 0))
            for kind, words in _LINES.items()
            if not kind.startswith("stem") and (kind in shown.kinds or kind not in _RARE)
        ),
    )


_BESIDE = {
    "ring-exchange": Bilingual("友好交流的友城（另计）", "exchange partner (beside the count)"),
    "ring-intent": Bilingual("意向中的友城（另计）", "partner by intent (beside the count)"),
    "ring-planned": Bilingual("计划中的友城（灰）", "planned partner (grey)"),
}
_SECTOR = Bilingual("扇区：一国或地区，自西向东", "sector: one country or area, west to east")
