"""What pages with a picture share: its drawings, legend and figures, and how places and dates are told."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from markupsafe import Markup
from msgspec.structs import replace

from graph_service.answers.common import PlaceReference, Since
from graph_service.pages.picture import Picture
from graph_service.pages.sheets import fills_a_sheet, is_cut
from graph_service.pages.svg import mark_of, sheets_of, svg_of
from graph_service.questions.called import Called
from graph_service.records.place import Place
from graph_service.search.readings import romanised
from graph_service.site.taken import picture_files
from graph_service.site.templating import Frame
from graph_service.words.headings import dated


class Told(NamedTuple):
    """A number over a picture, what it counts, what it is made of, and the list behind it."""

    value: str
    words: str
    parts: str
    href: str


class Sample(NamedTuple):
    """A line of a legend: what it is of, as it is drawn, what it means, and how many there are."""

    mark: str
    drawn: Markup
    words: str
    number: int


class Drawn(NamedTuple):
    """A picture as it stands in a page: for wide screens, for phones where that differs, on sheets of paper where it is
    cut into such, whether it fills a sheet, its legend, that of another picture where sheets show one, and as files."""

    drawings: Sequence[Markup]
    sheets: Sequence[Markup]
    fills: bool
    legend: Sequence[Sample]
    printed: Sequence[Sample]
    files: Sequence[tuple[str, str]]


def drawn(frame: Frame, picture: Picture, instead: Picture | None = None) -> Drawn:
    """A picture with its legend, each our own drawing in which every text is escaped; where its names would be too small on a
    sheet, that shows the one `instead`."""
    if instead is not None:
        picture = replace(picture, paper=instead.scene)
    narrow = [svg_of(picture, frame.language, narrow=True)] if picture.narrow else []
    return Drawn(
        [Markup(drawing) for drawing in (svg_of(picture, frame.language), *narrow)],  # noqa: S704
        [Markup(sheet) for sheet in sheets_of(picture, frame.language)],  # noqa: S704
        fills_a_sheet(picture),
        list(_legend(frame, picture)),
        list(_legend(frame, instead)) if instead is not None and is_cut(picture) else [],
        picture_files(frame),
    )


def _legend(frame: Frame, picture: Picture) -> Iterator[Sample]:
    for entry in picture.legend:
        yield Sample(entry.mark, Markup(mark_of(entry.part, entry.mark)), frame.say(entry.words), entry.count)  # noqa: S704


def told(frame: Frame, picture: Picture, behind: str, lists: Mapping[str, str] = MappingProxyType({})) -> Iterator[Told]:
    """The figures of a picture, each with the way to the list behind it: that of what it counts, if there is one."""
    for figure in picture.figures:
        there = lists.get(figure.counts, behind)
        yield Told(figure.value, frame.say(figure.words), frame.say(figure.parts) if figure.parts else "", there)


def place_called(frame: Frame, place: Place | PlaceReference) -> Called:
    """A place by its name in the language of the page, with the way to its page."""
    return Called(name_on_page(frame, place), "place", place.id)


def name_on_page(frame: Frame, place: Place | PlaceReference) -> str:
    """The name of a place in the language of the page; on an English one a Chinese name that has no other stands behind its
    reading, where it can be read in one way alone."""
    name = place.names.best(frame.language, place.id)
    spelt = romanised(name) if frame.language == "en" and name == place.names.zh else None
    return f"{spelt} ({name})" if spelt else name


def since_of(frame: Frame, when: Since) -> str:
    """When an agreement was signed, as it is written on pages; inferred and contested dates are marked."""
    told = when.date and when.date.replace("/", "–") + ("*" if when.basis == "inferred" else "")
    return dated(told, when.also, frame.language)
