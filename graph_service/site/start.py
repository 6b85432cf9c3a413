"""The first page: find a place, go on with the home that was looked at last, or choose one; what the service holds and gives."""

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from typing import NamedTuple

from markupsafe import Markup

from graph_service.answers.changes import ChangesAnswer
from graph_service.pages.homes import HomeEntry, StateHomes, homes_by_state
from graph_service.pages.place_parts import country_name
from graph_service.pages.plain import headed
from graph_service.pages.printed import Drawing
from graph_service.planning.areas import areas_called
from graph_service.questions.called import Called
from graph_service.site.lately import lately
from graph_service.site.sections import Part
from graph_service.site.start_map import TITLE as GLANCE
from graph_service.site.start_map import glance
from graph_service.site.taken import Taken, picture_files, table_files
from graph_service.site.templating import Frame, render
from graph_service.site.ways import page_of
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual, both
from graph_service.words.days import said
from graph_service.words.headings import heads

TITLE = Bilingual("友城关系图谱服务", "Sister-city graph service")
_WAYS = (
    ("views/world", Bilingual("世界友城网络图", "world map of agreements")),
    ("views/path", Bilingual("两地之间的最短路径", "shortest chains between two places")),
    ("views/scenario", Bilingual("情景推演", "scenario")),
    ("views/compare", Bilingual("省（州）比较", "homes side by side")),
    ("views/list/agreements", Bilingual("友城协议", "agreements")),
    ("views/list/places", Bilingual("地点", "places")),
    ("views/list/frames", Bilingual("国家范围", "frames")),
    ("views/list/queries", Bilingual("常用问题", "named questions")),
)


_FIRST = 24  # states whose homes are all on the page; those of the others are a click away
_FILES = ("xlsx", "csv")
_HELD = (("agreements", Bilingual("全部协议", "all agreements")), ("places", Bilingual("全部地点", "all places")))


class Group(NamedTuple):
    """The homes of a state with how many agreements each has on record, and below them those of its areas, each by name."""

    name: str
    homes: Sequence[tuple[Called, int]]
    called: str
    areas: Sequence[tuple[str, Sequence[tuple[Called, int]]]]


def render_start(frame: Frame, snapshot: Snapshot, changes: ChangesAnswer | None, zone: tzinfo) -> str:
    """The page at the root of the service, with the last changes that the store tells of (None: it does not answer) by the
    clock of this zone. Asked with `all=1` it lists the homes of every state."""
    states = snapshot.once(homes_by_state)
    shown = states if ("all", "1") in frame.query else states[:_FIRST]
    seen = glance(snapshot, frame.language)
    return render(
        "start.html",
        frame,
        frame.say(TITLE),
        counts=f"{frame.say(seen.counted)} · {frame.say(said(snapshot.today))}",
        groups=[_group(frame, snapshot, group) for group in shown],
        more=len(states) - len(shown),
        ways=[(frame.say(words), f"{frame.root}{href}") for href, words in _WAYS],
        picture=Markup(seen.svg),  # noqa: S704  # escaped where it is drawn
        countries=seen.countries,
        lately=lately(frame, snapshot, changes, zone),
        files=list(_files(frame)),
        pictures=picture_files(frame) if seen.svg else [],
        tables=table_files(frame),
    )


def start_taken(frame: Frame, snapshot: Snapshot) -> Taken:
    """What may be taken from the page: the world at a glance, and the numbers of its countries as a table."""
    seen = glance(snapshot, frame.language)
    if not seen.countries:
        return Taken(frame.say(TITLE))
    title, told = frame.say(GLANCE), f"{frame.say(seen.counted)} · {frame.say(said(snapshot.today))}"
    columns = heads(frame.language, "country", "agreements")
    return Taken(
        title,
        [told],
        {"picture": lambda: headed(Drawing(title, told, frame.language, seen.svg), [told])} if seen.svg else {},
        {"countries": lambda: Part(title, columns, seen.countries)},
    )


def _files(frame: Frame) -> Iterator[tuple[str, str]]:
    for held, words in _HELD:
        for form in _FILES:
            yield f"{frame.say(words)} {form.upper()}", f"{frame.root}v1/{held}?format={form}"
    yield (
        frame.say(Bilingual("接口描述（OpenAPI，JSON）", "description of the interface (OpenAPI, JSON)")),
        f"{frame.root}openapi.json",
    )
    yield frame.say(Bilingual("接口文档", "API documentation")), f"{frame.root}docs"


def _group(frame: Frame, snapshot: Snapshot, group: StateHomes) -> Group:
    areas = [(frame.say(country_name(snapshot, code)), _entries(frame, homes)) for code, homes in group.areas.items()]
    areas += [(_area(frame, snapshot, code), []) for code in _other_areas(snapshot, group)]
    called = frame.say(areas_called(snapshot, group.code)) if areas else ""
    return Group(frame.say(country_name(snapshot, group.code)), _entries(frame, group.homes), called, areas)


def _other_areas(snapshot: Snapshot, group: StateHomes) -> Iterator[str]:
    """The areas of a state that are a home themselves, of which no agreement counts."""
    for code, place in sorted(snapshot.countries.items()):
        if place.area_of == group.code and place.is_level("province") and code not in group.areas:
            yield code


def _area(frame: Frame, snapshot: Snapshot, code: str) -> Called:
    return Called(frame.say(country_name(snapshot, code)), *page_of(snapshot.countries[code]))


def _entries(frame: Frame, homes: Sequence[HomeEntry]) -> Sequence[tuple[Called, int]]:
    return [(Called(frame.say(both(home.place)), "home", home.place.id), home.agreements) for home in homes]
