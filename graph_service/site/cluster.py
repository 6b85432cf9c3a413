"""The page of a cluster: the bunch of grapes as it hangs, what it counts, every agreement with its places, and what is free."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from graph_service.answers.clusters import ClusterAnswer
from graph_service.answers.common import PlaceReference, since
from graph_service.metrics.clusters import Cluster as FoundCluster
from graph_service.metrics.clusters import cluster_in, either_side
from graph_service.metrics.vine import Vine
from graph_service.pages.cluster import cluster_picture
from graph_service.pages.cluster_scene import NAMED
from graph_service.pages.grapes import Grape, GrapeBunch, bunches_of, grapes_of
from graph_service.pages.heap import counted
from graph_service.pages.keyed import keyed
from graph_service.pages.known import known_of_home
from graph_service.pages.plain import headed
from graph_service.pages.printed import drawing_of
from graph_service.pages.svg import mark_of
from graph_service.pages.words import beside
from graph_service.questions.answered import answered
from graph_service.questions.brief import BRIEF
from graph_service.questions.called import Called
from graph_service.questions.cluster import CLUSTER, Cluster
from graph_service.questions.question import View
from graph_service.records.place import Place
from graph_service.site.cluster_tables import tables_of
from graph_service.site.listing import files_of
from graph_service.site.pictured import drawn, place_called, since_of, told
from graph_service.site.taken import Taken, numbered
from graph_service.site.templating import Frame, render
from graph_service.site.to_lists import lists_in
from graph_service.site.ways import way
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual, both
from graph_service.words.days import in_line

_FREE = 120  # free places of which each is named; of more the most populous of each region
_OF_REGION = 12


class Way(NamedTuple):
    """A way on: how it relates to this page, what it is called and where it leads."""

    rel: str
    words: str
    href: str


class Named(NamedTuple):
    """An agreement by its names: the mark of what it counts as, both sides, and since when."""

    mark: Markup
    partner: Called
    unit: Called
    since: Called


class Inside(NamedTuple):
    """What lies in a region, or in no region in particular: how much there is, and what is shown of it."""

    region: Called | None
    total: int
    shown: Sequence[object]


def render_cluster(frame: Frame, view: View, ask: Cluster) -> str:
    """The page of a cluster of a home, be it empty; errors as `questions.cluster.cluster`."""
    answer: ClusterAnswer = answered(CLUSTER, view, ask).document  # type: ignore[assignment]  # what CLUSTER answers with
    vine, partner = view.vine(ask), view.snapshot.place(answer.partner.id)
    cluster = cluster_in(vine, partner, view.standards.rules)
    picture, bunches = cluster_picture(vine, cluster), bunches_of(vine, grapes_of(cluster))
    asked = {"home": vine.home.place.id, "partner": partner.id}
    whole = way(frame, "list", CLUSTER.name, **asked)
    return render(
        "cluster.html",
        frame,
        frame.say(picture.title),
        styles=("picture.css",),
        home=Called(frame.say(both(vine.home.place)), "home", vine.home.place.id),
        picture=picture,
        drawn=drawn(frame, picture),
        lines=[frame.say(line) for line in known_of_home(vine)],
        figures=list(told(frame, picture, whole, lists_in(frame, vine, partner))),
        ways=list(_ways(frame, view, vine, partner, whole)),
        names=list(_names(frame, view.snapshot, bunches)) if counted(bunches) > NAMED else [],
        sections=[section for section in tables_of(frame, vine, answer) if section.rows],
        empty_units=[(place_called(frame, unit), _beside(cluster, unit.id)) for unit in answer.empty_units],
        free=list(_free(frame, view, cluster, answer.eligible_partners)),
        free_count=len(answer.eligible_partners),
        files=list(files_of(frame, CLUSTER, asked)),
        day=answer.as_of,
    )


def cluster_taken(frame: Frame, view: View, ask: Cluster) -> Taken:
    """What may be taken from the page of a cluster; errors as `render_cluster`."""
    answer: ClusterAnswer = answered(CLUSTER, view, ask).document  # type: ignore[assignment]  # what CLUSTER answers with
    vine = view.vine(ask)
    cluster = cluster_in(vine, view.snapshot.place(answer.partner.id), view.standards.rules)
    picture = cluster_picture(vine, cluster)
    drawing = keyed(drawing_of(picture, frame.language), picture)
    parts = tables_of(frame, vine, answer)
    lines = [frame.say(line) for line in known_of_home(vine)]
    return Taken(drawing.title, lines, {"picture": lambda: headed(drawing, [drawing.words, *lines])}, numbered(parts))


def _ways(frame: Frame, view: View, vine: Vine, partner: Place, whole: str) -> Iterator[Way]:
    """The clusters before and after in the order of the home's table, what this one is part of, its parts, its table."""
    home, rules = vine.home.place.id, view.standards.rules
    before, after = either_side(vine, partner, rules)
    if before is not None:
        yield Way("prev", f"← {frame.say(both(before))}", way(frame, "cluster", home, before.id))
    if after is not None:
        yield Way("next", f"{frame.say(both(after))} →", way(frame, "cluster", home, after.id))
    country = view.snapshot.country(partner.country)
    if country is not None and country.id != partner.id:
        name = both(country)
        words = Bilingual(f"整个{name.zh}", f"all of {name.en}")
        yield Way("up", frame.say(words), way(frame, "cluster", home, country.id))
    for stem in cluster_in(vine, partner, rules).stems:
        if stem.region.id != partner.id:
            yield Way("", frame.say(both(stem.region)), way(frame, "cluster", home, stem.region.id))
    if not view.snapshot.lies_in(home, partner.id):
        yield Way("", frame.say(BRIEF.title), way(frame, "brief", home, partner.id))
    yield Way("", frame.say(Bilingual("表格与文件", "table and files")), whole)


def _beside(cluster: FoundCluster, place: str) -> Bilingual | None:
    """What a unit without a grape, or a place that is free, has here beside the count; None where nothing is on record."""
    ties = [tie for tie in cluster.uncounted if place in (tie.unit, tie.partner.id)]
    return beside((tie.standing for tie in ties), always=()) if ties else None


def _names(frame: Frame, snapshot: Snapshot, bunches: Iterable[GrapeBunch]) -> Iterator[Inside]:
    """Everybody by region, where the picture only counts them."""
    for bunch in bunches:
        shown = [_name(frame, snapshot, grape) for grape in bunch.grapes]
        yield Inside(place_called(frame, bunch.region), len(shown), shown)


def _name(frame: Frame, snapshot: Snapshot, grape: Grape) -> Named:
    when = since_of(frame, since(snapshot, grape.tie.agreement, grape.tie.standing.since))
    mark = Markup(mark_of("dot", grape.mark))  # noqa: S704  # our own drawing
    unit = place_called(frame, snapshot.places[grape.tie.unit])
    return Named(
        mark,
        place_called(frame, grape.tie.partner),
        unit,
        Called(in_line(when, frame.language), "agreement", grape.tie.agreement.id),
    )


def _free(frame: Frame, view: View, cluster: FoundCluster, places: Sequence[PlaceReference]) -> Iterator[Inside]:
    """The places of the partner that no unit has an effective agreement with, the most populous first; of very many by region,
    those of an area of its state by the area."""
    snapshot, partner = view.snapshot, cluster.partner
    known = sorted((snapshot.places[place.id] for place in places), key=lambda place: (-(place.population or 0), place.id))
    if len(known) <= _FREE:
        yield Inside(None, len(known), [(place_called(frame, place), _beside(cluster, place.id)) for place in known])
        return

    def region(place: Place) -> str:
        area = snapshot.country(place.country) if place.country != partner.country else None
        around = (above.id for above in snapshot.above(place.id) if above.is_region_or_country)
        return area.id if area else next(around, partner.id)

    inside: dict[str, list[Place]] = {}
    for place in known:
        inside.setdefault(region(place), []).append(place)
    for key, found in sorted(inside.items()):
        first = [(place_called(frame, place), _beside(cluster, place.id)) for place in found[:_OF_REGION]]
        yield Inside(place_called(frame, snapshot.places[key]), len(found), first)
