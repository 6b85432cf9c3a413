"""Words of the pictures in Chinese and English."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from graph_service.metrics.selection import Selection
from graph_service.records.life import Standing
from graph_service.words.agreements import BESIDE, CERTAINTIES, CLASSES, KINDS, ROLES, STATUSES
from graph_service.words.bilingual import NOTHING, Bilingual, join, plural
from graph_service.words.days import said
from graph_service.words.layers import of_layer

# What a line of a picture is: the kind of its agreement, or planned.
LINE_KINDS: Mapping[str, Bilingual] = {**KINDS, "planned": STATUSES["planned"]}
# What an agreement counts as in a cluster: its role, a grape by its class; or beside the count.
COUNTED_AS: Mapping[str, Bilingual] = {
    "stem": ROLES["stem"],
    "trunk": ROLES["trunk"],
    **{name: Bilingual(f"{name} {label.zh}", f"{name} {label.en}") for name, label in CLASSES.items()},
    "beside": BESIDE,
}


def kinds_of(selection: Selection) -> Bilingual:
    """The chosen kinds in the order of their rank."""
    chosen = [KINDS[kind] for kind in KINDS if kind in selection.kinds]
    return join(chosen, "＋", " + ") if chosen else Bilingual("无", "none")


def scope_of(selection: Selection) -> Bilingual:
    """What a picture counts: the date, the kinds and, where it is not all, the layer."""
    kinds, day = kinds_of(selection), said(selection.as_of)
    parts = [
        Bilingual(f"截至{day.zh}", f"as of {day.en}"),
        Bilingual(f"口径：{kinds.zh}", f"kinds: {kinds.en}"),
    ]
    if selection.layer != "all":
        parts.append(of_layer(selection.layer))
    return join(parts)


# What stands beside a count, in the order in which it is told.
BESIDE_AS: Mapping[str, Bilingual] = {**KINDS, **STATUSES, "possibly": CERTAINTIES["possibly"]}
_ALWAYS = ("exchange", "planned")  # told even where there is none


def beside(standings: Iterable[Standing], always: Collection[str] = _ALWAYS) -> Bilingual:
    """How many agreements stand beside the count, by what they are."""
    parts = counts_beside(standings, always)
    return join([Bilingual(f"{label.zh}{count}", f"{label.en} {count}") for label, count in parts])


def counts_beside(standings: Iterable[Standing], always: Collection[str] = ()) -> list[tuple[Bilingual, int]]:
    """The same as words and numbers; of those that are not `always` told only what is there."""
    counts = Counter(standing.beside_as for standing in standings)
    return [(label, counts[name]) for name, label in BESIDE_AS.items() if counts[name] or name in always]


INFERRED = Bilingual("带 * 的日期由来源文字推算。", "A date marked * is inferred from the words of its source.")
CONTESTED = Bilingual(
    "带 ? 的年份：各来源所述日期不一，详见下表和协议页。",
    "A year marked ?: sources date the signing otherwise as well; see the table and the page of the agreement.",
)


def undated(count: int, *, past: bool) -> Bilingual:
    """What is said of agreements without a signing date, on a day that is past or not."""
    later = Bilingual("，可能为该日以后所签", ", though they may have come later") if past else NOTHING
    return Bilingual(
        f"{count:,}对协议没有签署日期：已知存在，按已签计入{later.zh}。",
        f"{plural(count, 'agreement')} without a signing date: known to exist and counted as signed{later.en}.",
    )


def dormant(count: int) -> Bilingual:
    """What is said of dormant agreements, which are drawn faint."""
    return Bilingual(f"{count:,}对协议休眠，线条较淡。", f"{plural(count, 'agreement')} dormant, drawn fainter.")
