"""The tables of the page of a place: its own agreements, those beside the count, those among its partners, and places beyond."""

from collections.abc import Iterator

from graph_service.answers.common import since
from graph_service.metrics.neighbourhood import Link, Neighbourhood
from graph_service.metrics.second_records import second_records
from graph_service.metrics.selection import ALL_LAYERS, Selection
from graph_service.pages.place_parts import beside_of
from graph_service.pages.words import LINE_KINDS
from graph_service.questions.called import Called
from graph_service.questions.question import View
from graph_service.records.life import EFFECTIVE
from graph_service.site.pictured import place_called, since_of
from graph_service.site.sections import Part
from graph_service.site.templating import Frame
from graph_service.words.agreements import BESIDE, CERTAINTIES, STATUSES
from graph_service.words.bilingual import Bilingual, both, called
from graph_service.words.headings import heads

_BESIDE = Bilingual(BESIDE.zh, "Beside the count")
_OWN = Bilingual("自身的协议", "Agreements of its own")
_AMONG = Bilingual("周围的地方之间的协议", "Agreements among the places around it")
_SECOND = Bilingual(
    "可能与另一条记录是同一对，各省合计按那一条计", "may be one with another record, which the totals of homes count"
)
_LISTED = 200  # places further away that the page lists; the file has all
_BEYOND = Bilingual("再远的地方", "Places further away")


def further_away(frame: Frame, view: View, found: Neighbourhood) -> Part:
    """The places further away, the most linked first."""
    beyond = [place for place, hops in found.hops.items() if hops > 1]
    order = sorted(beyond, key=lambda place: (found.hops[place], -found.degrees[place], place))
    rows = []
    for key in order[:_LISTED]:
        place = view.snapshot.places[key]
        country = view.snapshot.country(place.country)
        where = frame.say(both(country)) if country else place.country
        rows.append((place_called(frame, place), where, found.hops[key], found.degrees[key]))
    shown = frame.say(Bilingual(f"{len(rows):,} / {len(beyond):,}", f"{len(rows):,} of {len(beyond):,}"))
    return Part(f"{frame.say(_BEYOND)} ({shown})", heads(frame.language, "place", "country", "step", "agreements"), rows)


def sections(frame: Frame, view: View, around: Neighbourhood, selection: Selection, *, among: bool) -> Iterator[Part]:
    """Its own agreements, those beside the count, and where asked for those among its partners."""
    centre = around.centre.id
    columns = heads(frame.language, "partner", "country", "kind", "status", "since")
    rows = [_row(frame, view, link, centre) for link in sorted(around.own, key=_dated)]
    yield Part(f"{frame.say(_OWN)} ({len(rows):,})", columns, rows)
    beside = beside_of(view.snapshot, around.centre, selection)
    rows = [_row(frame, view, link, centre) for link in sorted(beside, key=_dated)]
    yield Part(f"{frame.say(_BESIDE)} ({len(rows):,})", columns, rows)
    if among:
        further = [link for link in around.links if centre not in link.agreement.parties]
        lines = [
            (place_called(frame, view.snapshot.places[link.agreement.pair[0]]), *_row(frame, view, link, link.agreement.pair[0]))
            for link in further
        ]
        yield Part(f"{frame.say(_AMONG)} ({len(lines):,})", [*heads(frame.language, "place"), *columns], lines)


def _dated(link: Link) -> tuple[str, str]:
    signed = link.standing.since
    return (signed.date if signed and signed.date else "9999"), link.agreement.id


def _row(frame: Frame, view: View, link: Link, side: str) -> tuple[object, ...]:
    """An agreement as seen from one side."""
    partner, standing = view.snapshot.places[link.agreement.other(side)], link.standing
    country, language = view.snapshot.country(partner.country), frame.language
    unsure = None if standing.status not in EFFECTIVE or standing.certainty == "surely" else standing.certainty
    second = view.snapshot.once(second_records).stands_beside(link.agreement, ALL_LAYERS)
    state = (
        called(STATUSES, standing.status, language),
        unsure and frame.say(CERTAINTIES[unsure]),
        frame.say(_SECOND) if second else None,
    )
    when = since(view.snapshot, link.agreement, standing.since)
    return (
        place_called(frame, partner),
        frame.say(both(country)) if country else partner.country,
        None if standing.kind is None else frame.say(LINE_KINDS[standing.kind]),
        " · ".join(filter(None, state)),
        Called(since_of(frame, when), "agreement", link.agreement.id),
    )
