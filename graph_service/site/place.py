"""The page of a place: what it is, its own agreements first and counted first, their picture, and the network around it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graph_service.metrics.home import home_above
from graph_service.metrics.neighbourhood import Neighbourhood, neighbourhood
from graph_service.metrics.selection import Selection
from graph_service.pages.keyed import keyed
from graph_service.pages.known import known_of_place
from graph_service.pages.narrowed import ALL, Narrowing
from graph_service.pages.picture import Picture
from graph_service.pages.place import MAX_PLACES, WITHIN, place_picture
from graph_service.pages.place_parts import Surroundings, surroundings
from graph_service.pages.plain import headed
from graph_service.pages.printed import Drawing, drawing_of
from graph_service.questions.called import Called
from graph_service.questions.network import NETWORK, Network
from graph_service.questions.question import View
from graph_service.questions.shown import people
from graph_service.records.place import Place
from graph_service.site.listing import files_of
from graph_service.site.network import network_of
from graph_service.site.notes import doubts_of
from graph_service.site.pictured import drawn, name_on_page, told
from graph_service.site.place_tables import further_away, sections
from graph_service.site.taken import Taken, numbered
from graph_service.site.templating import VIS, Frame, render
from graph_service.site.to_lists import lists_behind
from graph_service.site.ways import way
from graph_service.words.bilingual import Bilingual, both
from graph_service.words.records import LEVELS

_PEOPLE = Bilingual("人口", "population")


class Fact(NamedTuple):
    """Something known of a place: what, and the texts or links that tell it."""

    what: str
    values: Sequence[str]


class Turn(NamedTuple):
    """A switch of the page: its words, where it leads, and whether it is on already."""

    words: str
    href: str
    on: bool


def render_place(frame: Frame, view: View, ask: Network, *, among: bool, narrowing: Narrowing = ALL) -> str:
    """The page of a place, with the agreements `among` the places around it where they are asked for, its picture as far as
    `narrowing` keeps it.

    Raises:
        NotFound, Moved: see `Snapshot.place`.
    """
    snapshot, selection = view.snapshot, view.selection(ask)
    centre = snapshot.place(ask.place)
    around = neighbourhood(snapshot, centre.id, 1, selection, MAX_PLACES)
    further = neighbourhood(snapshot, centre.id, ask.depth, selection, MAX_PLACES) if ask.depth > 1 else None
    every = surroundings(snapshot, further or around, selection, among=among or ask.depth > 1)
    kept = every if narrowing == ALL else surroundings(snapshot, every.found, selection, narrowing=narrowing)
    picture = _picture(view, ask, kept, narrowing)
    own = picture if further is None and kept is every else _own_picture(view, around, selection, among=among)
    whole = way(frame, "list", NETWORK.name, place=centre.id, depth=str(ask.depth))
    network = further and network_of(frame, snapshot, every, selection, narrowing)
    return render(
        "place.html",
        frame,
        name_on_page(frame, centre),
        styles=("picture.css", "network.css"),
        scripts=(VIS, "shade.js", "network.js") if network else (),
        network=network,
        place=centre,
        facts=list(_facts(frame, view, centre)),
        picture=picture,
        own=own,
        drawn=drawn(frame, picture, own if network else None),
        words=own.subtitle,
        doubts=list(doubts_of(centre, frame.language)),
        lines=[frame.say(line) for line in known_of_place(snapshot, centre, selection)],
        figures=list(told(frame, own, whole, lists_behind(frame, centre, selection))),
        ways=list(_ways(frame, view, centre, whole)),
        steps=list(_steps(frame, ask.depth)),
        turns=list(_turns(frame, around, among=among)),
        sections=[
            *(part for part in sections(frame, view, around, selection, among=among) if part.rows),
            *(() if further is None else (further_away(frame, view, further),)),
        ],
        files=list(files_of(frame, NETWORK, {"place": centre.id})),
        day=str(selection.as_of),
    )


def place_taken(frame: Frame, view: View, ask: Network, *, among: bool, narrowing: Narrowing = ALL) -> Taken:
    """What may be taken from the page of a place: the picture is that which it shows; errors as `render_place`."""
    selection, centre = view.selection(ask), view.snapshot.place(ask.place)
    around = neighbourhood(view.snapshot, ask.place, 1, selection, MAX_PLACES)
    known = [frame.say(line) for line in known_of_place(view.snapshot, centre, selection)]

    def picture() -> Drawing:
        found = neighbourhood(view.snapshot, ask.place, ask.depth, selection, MAX_PLACES)
        kept = surroundings(view.snapshot, found, selection, among=among or ask.depth > 1, narrowing=narrowing)
        picture = _picture(view, ask, kept, narrowing)
        drawing = keyed(drawing_of(picture, frame.language), picture)
        return headed(drawing, [drawing.words, *known])

    return Taken(
        frame.say(both(centre)),
        known,
        {"picture": picture},
        numbered(sections(frame, view, around, selection, among=among)),
    )


def _own_picture(view: View, around: Neighbourhood, selection: Selection, *, among: bool) -> Picture:
    """The picture of the agreements of a place itself, which are counted first."""
    shown = surroundings(view.snapshot, around, selection, among=among)
    return place_picture(shown, selection, past=view.snapshot.is_past(selection.as_of))


def _picture(view: View, ask: Network, kept: Surroundings, narrowing: Narrowing) -> Picture:
    """The picture that the page shows, so many steps around the place as are asked for."""
    selection = view.selection(ask)
    return place_picture(kept, selection, past=view.snapshot.is_past(selection.as_of), depth=ask.depth, narrowing=narrowing)


def _facts(frame: Frame, view: View, place: Place) -> Iterator[Fact]:
    """The level, what it lies in, how many live there and how else it is called."""
    snapshot, names = view.snapshot, place.names
    levels = [frame.say(LEVELS[level]) for level in place.levels or (place.level,)]
    yield Fact(frame.say(Bilingual("级别", "level")), levels)
    above = [_page_of(frame, other) for other in snapshot.above(place.id)[1:]]
    if above:
        yield Fact(frame.say(Bilingual("隶属", "lies in")), above)
    yield Fact(frame.say(_PEOPLE), [people(place.population, place.population_of, frame.language)])
    shown = {frame.say(both(place))}
    others = [name for name in (names.zh, names.en, names.local, *names.aliases) if name and name not in shown]
    if others:
        yield Fact(frame.say(Bilingual("又名", "also called")), list(dict.fromkeys(others)))


def _page_of(frame: Frame, place: Place) -> Called:
    return Called(frame.say(both(place)), "home" if place.is_level("province") else "place", place.id)


def _ways(frame: Frame, view: View, centre: Place, whole: str) -> Iterator[tuple[str, str]]:
    """The ways on: to the home it belongs to, to its network in files, to the chains from it."""
    home = home_above(view.snapshot, centre.id)
    if home is not None:
        name = both(home)
        yield frame.say(Bilingual(f"{name.zh}的工作页", f"the page of {name.en} as a home")), way(frame, "home", home.id)
    yield frame.say(Bilingual("从这里到另一地的最短路径", "shortest chains from here")), way(frame, "path", **{"from": centre.id})
    yield frame.say(Bilingual("表格与文件", "table and files")), whole


def _steps(frame: Frame, depth: int) -> Iterator[Turn]:
    """How far around: the agreements of the place, or the network to be looked through."""
    for steps, words in WITHIN.items():
        yield Turn(frame.say(words), frame.again(depth=str(steps) if steps > 1 else None), steps == depth)


def _turns(frame: Frame, around: Neighbourhood, *, among: bool) -> Iterator[Turn]:
    own = len(around.own)
    between = len(around.links) - own
    for words, on in (
        (Bilingual(f"只看自身的协议（{own:,}）", f"its own agreements ({own:,})"), False),
        (Bilingual(f"加上友城之间的协议（另{between:,}）", f"with those among its partners ({between:,} more)"), True),
    ):
        yield Turn(frame.say(words), frame.again(among="1" if on else None), on is among)
