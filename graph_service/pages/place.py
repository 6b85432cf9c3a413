"""The picture of one place's network: who it has agreements with, and they in turn, on rings by country."""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote

from graph_service.metrics.neighbourhood import MAX_DEPTH, neighbourhood
from graph_service.metrics.selection import Selection
from graph_service.pages.known import known_of_place
from graph_service.pages.legend import place_legend
from graph_service.pages.page import page
from graph_service.pages.picture import Figure, Picture, Way
from graph_service.pages.place_layout import HIGH, WIDE
from graph_service.pages.place_parts import Surroundings, country_name, ringed, surroundings
from graph_service.pages.words import HOME_PAGE, INFERRED, TABLE, beside, dormant, query_of, scope_of, undated
from graph_service.snapshot import Snapshot
from graph_service.words.agreements import BESIDE
from graph_service.words.bilingual import Bilingual, Language, both, plural
from graph_service.words.headings import HOPS

MAX_PLACES = 1_000
MAX_NARROW = 150  # with more places a phone shows the wide picture, to be zoomed
_ROOT = "../../"  # from the address of the page


def render_place(
    snapshot: Snapshot, place_id: str, depth: int, selection: Selection, language: Language, limit: int = MAX_PLACES
) -> str:
    """The page of the network within `depth` agreements (1 to 3) of a place, at most the nearest `limit` places of it.

    Raises:
        NotFound, Moved: see `Snapshot.place`.
    """
    found = neighbourhood(snapshot, place_id, depth, selection, limit)
    shown = surroundings(snapshot, found, selection)
    return page(place_picture(snapshot, shown, depth, selection), language)


def place_picture(snapshot: Snapshot, shown: Surroundings, depth: int, selection: Selection) -> Picture:
    """The surroundings of a place as a picture."""
    centre = shown.found.centre
    name = both(centre)
    return Picture(
        title=Bilingual(f"{name.zh}：友城网络", f"{name.en}: network of agreements"),
        subtitle=_subtitle(shown, depth, selection),
        scene=ringed(shown, WIDE),
        narrow=ringed(shown, HIGH) if len(shown.around) <= MAX_NARROW else None,
        legend=place_legend(shown),
        figures=tuple(_figures(shown)),
        notes=(*known_of_place(snapshot, centre, selection), *_notes(shown)),
        empty=None if shown.lines else _nothing(name),
        countries={**shown.countries, centre.country: country_name(snapshot, centre.country)},
        ways=tuple(_ways(centre.id, depth, selection)),
        root=_ROOT,
    )


# What the picture of so many steps shows.
_WITHIN = {
    1: Bilingual("只看直接友城", "within 1 step"),
    2: Bilingual("看到友城的友城", "within 2 steps"),
    3: Bilingual("看到第三层友城", "within 3 steps"),
}


def _nothing(name: Bilingual) -> Bilingual:
    return Bilingual(f"按此口径，{name.zh}没有在册协议。", f"Under this selection {name.en} has no agreement on record.")


def _ways(place_id: str, depth: int, selection: Selection) -> Iterator[Way]:
    key, query = quote(place_id, safe=""), query_of(selection)
    yield HOME_PAGE
    for steps in range(1, MAX_DEPTH + 1):
        if steps != depth:
            yield Way(f"views/place/{key}?depth={steps}&{query}", _WITHIN[steps])
    yield Way(f"views/list/network?place={key}&depth={depth}&{query}", TABLE)


def _unclassified(shown: Surroundings) -> int:
    return shown.kinds.get("unclassified", 0)


def _subtitle(shown: Surroundings, depth: int, selection: Selection) -> Bilingual:
    scope = scope_of(selection)
    count, unclassified, steps = len(shown.found.links), _unclassified(shown), plural(depth, "step")
    centre = shown.found.centre.id
    direct = sum(centre in link.agreement.parties for link in shown.found.links)
    further = f"，连同周围的共{count:,}对" if count > direct else ""
    return Bilingual(
        f"{HOPS[1].zh}{direct:,}对{further}（在册，其中未分类{unclassified:,}对）· {scope.zh}",
        f"{plural(count, 'agreement')} on record ({unclassified:,} of them unclassified) within {steps} · {scope.en}",
    )


def _figures(shown: Surroundings) -> Iterator[Figure]:
    for hop, count in sorted(Counter(shown.found.hops.values()).items()):
        if hop:
            yield Figure(Bilingual(HOPS[hop].zh, f"places at step {hop}"), f"{count:,}")
    yield Figure(Bilingual("在册国家和地区", "countries and areas on record"), str(len(shown.countries)))
    unclassified = _unclassified(shown)
    parts = Bilingual(f"其中未分类{unclassified:,}", f"{unclassified:,} of them unclassified")
    yield Figure(Bilingual("在册协议", "agreements on record"), f"{len(shown.found.links):,}", parts)
    planned = sum(link.standing.status == "planned" for link in shown.beside)
    exchange = len(shown.beside) - planned
    apart = Bilingual(f"在册，中心的，{BESIDE.zh}", f"of the centre, on record {BESIDE.en}")
    yield Figure(apart, str(len(shown.beside)), beside(exchange, planned))


def _notes(shown: Surroundings) -> Iterator[Bilingual]:
    """What the picture cannot show, said aloud."""
    found = shown.found
    if found.truncated:
        drawn, total = f"{len(found.hops):,}", f"{found.total_places:,}"
        yield Bilingual(
            f"共{total}个地方，只画出最近的{drawn}个；减小步数（depth）可见全部。",
            f"{drawn} of {total} places shown: the nearest first; choose a smaller depth to see all.",
        )
    if count := sum(line.since is None for line in shown.lines if line.kind != "planned"):
        yield undated(count)
    if count := sum(line.status == "dormant" for line in shown.lines):
        yield dormant(count)
    if any(line.inferred for line in shown.lines):
        yield INFERRED
