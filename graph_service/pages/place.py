"""The picture of one place's network: who it has agreements with, and they in turn, on rings by country."""

from collections import Counter
from collections.abc import Iterator

from graph_service.metrics.selection import Selection
from graph_service.pages.legend import place_legend
from graph_service.pages.lines import is_drawn_beside
from graph_service.pages.narrowed import ALL, Narrowing
from graph_service.pages.picture import Figure, Picture
from graph_service.pages.place_layout import HIGH, WIDE
from graph_service.pages.place_parts import Surroundings, ringed
from graph_service.pages.words import INFERRED, beside, dormant, scope_of, undated
from graph_service.words.agreements import BESIDE
from graph_service.words.bilingual import NOTHING, Bilingual, both, join, noun, plural
from graph_service.words.headings import HOPS

MAX_PLACES = 1_000
PHONE = 350  # pixels: the width of a picture on most phones
MAX_NARROW = 150  # with more places a phone shows the wide picture, to be zoomed


def place_picture(
    shown: Surroundings, selection: Selection, *, past: bool, depth: int = 1, narrowing: Narrowing = ALL
) -> Picture:
    """The surroundings of a place, so many steps around it, as a picture, of a day that is past or not; it says what was left
    out of them."""
    centre = shown.found.centre
    name = both(centre)
    return Picture(
        title=Bilingual(f"{name.zh}：友城网络", f"{name.en}: network of agreements"),
        subtitle=join(
            [
                part
                for part in (WITHIN[depth] if depth > 1 else NOTHING, _subtitle(shown, selection), narrowing.said)
                if part != NOTHING
            ]
        ),
        scene=ringed(shown, WIDE),
        narrow=ringed(shown, HIGH, PHONE) if len(shown.around) <= MAX_NARROW else None,
        legend=place_legend(shown),
        figures=tuple(_figures(shown)),
        notes=tuple(_notes(shown, past=past)),
        empty=None if shown.lines else _nothing(name),
    )


# What the picture of so many steps shows.
WITHIN = {
    1: Bilingual("只看直接友城", "within 1 step"),
    2: Bilingual("看到友城的友城", "within 2 steps"),
    3: Bilingual("看到第三层友城", "within 3 steps"),
}


def _nothing(name: Bilingual) -> Bilingual:
    return Bilingual(f"按此口径，{name.zh}没有在册协议。", f"Under this selection {name.en} has no agreement on record.")


def _subtitle(shown: Surroundings, selection: Selection) -> Bilingual:
    scope = scope_of(selection)
    count = len(shown.found.links)
    own = shown.found.own
    unclassified, further = sum(link.standing.kind == "unclassified" for link in own), count - len(own)
    around = (
        Bilingual(f"；另有{further:,}对在周围的地方之间", f"; {further:,} more among the places around it")
        if further
        else NOTHING
    )
    doubled = (
        Bilingual(
            f"，{shown.doubled:,}对可能与别的记录是同一对、各省合计不计",
            f", {shown.doubled:,} counted by other records in the totals of homes",
        )
        if shown.doubled
        else NOTHING
    )
    inside = (
        Bilingual(
            f"，{shown.inside:,}对在本国（含所属地区），不计入对外友城",
            f", {shown.inside:,} inside its own state, which no count of partners abroad holds",
        )
        if shown.inside
        else NOTHING
    )
    return Bilingual(
        f"{HOPS[1].zh}{len(own):,}对（在册，其中未分类{unclassified:,}对{inside.zh}{doubled.zh}{around.zh}）· {scope.zh}",
        f"{plural(len(own), 'agreement')} of its own on record "
        f"({unclassified:,} of them unclassified{inside.en}{doubled.en}{around.en}) · {scope.en}",
    )


def _figures(shown: Surroundings) -> Iterator[Figure]:
    for hop, count in sorted(Counter(shown.found.hops.values()).items()):
        if hop:
            yield Figure(
                Bilingual(
                    HOPS[hop].zh, f"direct {noun(count, 'partner')}" if hop == 1 else f"{noun(count, 'place')} at step {hop}"
                ),
                f"{count:,}",
                counts="own",
            )
    countries = {place.country for place in shown.around if place.id in shown.found.hops}
    yield Figure(
        Bilingual("在册国家和地区", f"{noun(len(countries), 'country or area', 'countries and areas')} on record"),
        str(len(countries)),
        counts="countries",
    )
    own = shown.found.own
    unclassified = sum(link.standing.kind == "unclassified" for link in own)
    parts = Bilingual(f"其中未分类{unclassified:,}", f"{unclassified:,} of them unclassified")
    if shown.inside:
        parts = join([parts, Bilingual(f"在本国{shown.inside:,}", f"{shown.inside:,} inside its own state")])
    if shown.doubled:
        parts = join([parts, Bilingual(f"可能重复{shown.doubled:,}", f"{shown.doubled:,} may double another record")])
    yield Figure(
        Bilingual("自身的在册协议", f"{noun(len(own), 'agreement')} of its own on record"), f"{len(own):,}", parts, "own"
    )
    if further := len(shown.found.links) - len(own):
        words = Bilingual("周围的地方之间的在册协议", "agreements on record among the places around it")
        yield Figure(words, f"{further:,}", counts="among")
    apart = Bilingual(f"自身的在册协议，{BESIDE.zh}", f"{noun(len(shown.beside), 'agreement')} of its own, {BESIDE.en}")
    yield Figure(apart, str(len(shown.beside)), beside(link.standing for link in shown.beside), "beside")


def _notes(shown: Surroundings, *, past: bool) -> Iterator[Bilingual]:
    """What the picture cannot show, said aloud."""
    found = shown.found
    if found.truncated:
        drawn, total = f"{len(found.hops):,}", f"{found.total_places:,}"
        yield Bilingual(
            f"共{total}个地方，只画出最近的{drawn}个；减小步数（depth）可见全部。",
            f"{drawn} of {total} places shown: the nearest first; choose a smaller depth to see all.",
        )
    if count := sum(line.since is None for line in shown.lines if line.kind != "planned"):
        yield undated(count, past=past)
    if count := sum(line.status == "dormant" for line in shown.lines):
        yield dormant(count)
    if count := sum(not is_drawn_beside(link.standing) for link in shown.beside):
        yield Bilingual(
            f"另计的{count:,}对已中止、终止或不确定是否有效，未画出，见下表。",
            f"{plural(count, 'agreement')} beside the count, suspended, ended or perhaps in effect: not drawn, see the table.",
        )
    nearer = {place.id for place, hop in zip(shown.around, shown.hops, strict=True) if found.hops.get(place.id, hop) > hop}
    if count := len(nearer):
        yield Bilingual(
            f"更远的地方中有{count:,}个与中心另有不计数的协议，画作另计，图例也按此计。",
            f"{plural(count, 'place')} further away also {'has' if count == 1 else 'have'} an agreement with the centre beside "
            "the count: drawn, and counted in the legend, as such.",
        )
    if any(line.inferred for line in shown.lines):
        yield INFERRED
