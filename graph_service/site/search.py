"""The page of a search: places by name, and the way to a cluster or to a path where two places are named."""

from graph_service.answers.places import Suggestion, suggest_answer
from graph_service.metrics.home import home_of
from graph_service.metrics.neighbourhood import degree_of
from graph_service.metrics.selection import Selection
from graph_service.metrics.ties import ties_of
from graph_service.metrics.worldwide import abroad_by_country
from graph_service.questions.called import Called
from graph_service.records.place import Place
from graph_service.site.group_named import set_unknown, sets_on_record
from graph_service.site.phrases import asks_way
from graph_service.site.search_ways import ways_instead, ways_of
from graph_service.site.templating import Frame, render
from graph_service.site.two_places import names_asked, whole_names
from graph_service.site.unclear import Unclear, group_alone, list_of_nobody, taken_for, unclear
from graph_service.site.ways import page_of
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual, both
from graph_service.words.headings import heads
from graph_service.words.records import LEVELS

_MOST = 50
_UNASKED = Bilingual(
    "请写地名，例如“南京”“江苏 德国”“南京到科隆”。",
    "Write the name of a place, or of two: “Nanjing”, “Jiangsu Germany”, “Nanjing to Cologne”.",
)
_NOTHING = Bilingual(
    "没有地方叫这个名字。可以换一种写法，或写上级地名。", "No place is called so. Try another spelling, or name what it lies in."
)


def render_search(frame: Frame, snapshot: Snapshot, text: str) -> str:
    """The places that fit a text, best first, and above them where two places lead."""
    names = names_asked(snapshot, text)
    found = suggest_answer(snapshot, names, _MOST).items if names else ()
    ways = list(ways_of(frame, snapshot, names))
    doubt = _doubt(snapshot, names, ways=bool(ways), found=bool(found))
    return render(
        "search.html",
        frame,
        frame.say(Bilingual(f"查找：{text}", f"Search: {text}")) if text else frame.say(Bilingual("查找", "Search")),
        q=text,
        told=frame.say(doubt.told) if doubt else "",
        ways=ways or [*ways_instead(frame, snapshot, names, doubt)],
        columns=heads(frame.language, "place", "level", "lies_in", "agreements"),
        rows=[_row(frame, snapshot, item) for item in found],
        nothing=frame.say(_NOTHING if names else _UNASKED),
    )


def _doubt(snapshot: Snapshot, names: str, *, ways: bool, found: bool) -> Unclear | None:
    """What is told beside what was found, if anything."""
    if ways:
        return taken_for(snapshot, names)
    if (asked := set_unknown(snapshot, names)) is not None:
        return Unclear(sets_on_record(snapshot, asked))
    return (
        group_alone(snapshot, names)
        or (None if whole_names(snapshot, names) else list_of_nobody(names))
        or (None if found and not asks_way(names) else unclear(snapshot, names))
    )


def _row(frame: Frame, snapshot: Snapshot, item: Suggestion) -> tuple[object, ...]:
    place = snapshot.places[item.id]
    above = " · ".join(frame.say(both(part)) for part in snapshot.above(place.id)[1:])
    otherwise = f" ({item.matched})" if item.matched in (*place.names.aliases, *place.alternates) else ""
    return (
        Called(f"{frame.say(both(place))}{otherwise}", *page_of(place)),
        frame.say(LEVELS[place.level]),
        above,
        _counted(snapshot, place),
    )


def _counted(snapshot: Snapshot, place: Place) -> int:
    """How many agreements the page of a place says that count today: of a home with all its units, of a country all abroad, of
    any other place its own."""
    selection = Selection(snapshot.today)
    if place.is_level("province"):
        return len(ties_of(snapshot, home_of(snapshot, place.id, selection.as_of), selection).effective)
    if place.is_level("country"):
        return snapshot.once(abroad_by_country).get(place.country, 0)
    return degree_of(snapshot, place.id, selection)
