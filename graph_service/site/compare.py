"""The page that puts two to four homes side by side: what is known of their lists first, then each figure with the list behind
it, marked where it rests on a list that is not complete."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from graph_service.answers.report import undated_of
from graph_service.errors import BadRequest
from graph_service.metrics.knowledge import knowledge_of
from graph_service.planning.listing import line_of
from graph_service.questions.called import Called
from graph_service.questions.parameters import Chosen, OfHome
from graph_service.questions.question import View
from graph_service.records.place import Place
from graph_service.site.compare_figures import Cell, figures_of
from graph_service.site.taken import picture_files, table_files
from graph_service.site.templating import Frame, render
from graph_service.site.two_places import whole_names
from graph_service.site.typed import Typed, home_named, typed
from graph_service.site.units_asked import ONLY_HOMES, instead_of_units
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual, both

MOST = 4
_LEAST = 2
_FIELDS = 3  # at least, so that a third needs no page between
_TITLE = Bilingual("省（州）比较", "Homes side by side")
_HOME = Bilingual("省（州）", "home")
_DENOMINATORS = Bilingual(
    "各率的分母：空茎率只数对方在册有下辖单位的主茎，省级与城市、与没有下辖单位的一方所签的不在其内，故可少于省级协议数；"
    "在茎率数 A、B、C 三类葡萄，无茎率数 A、B、C、U 四类，免茎（D）不计。",
    "What rates divide by: the rate of bare stems by stems whose region has units on record, not by agreements of the home with "
    "cities or with regions that have none, so that it may be less than those of the home; the share on stems by grapes of "
    "the classes A, B and C, that without one by A, B, C and U; exempt ones (D) are left out.",
)
_TOO_FEW = Bilingual(
    "请填两个到四个省级单位，例如江苏、浙江、山东。", "Name two to four homes, such as Jiangsu, Zhejiang, Shandong."
)
_TOO_MANY = Bilingual("最多并排四个，这里只比前四个。", "Four at most stand side by side: these are the first four.")
_TWICE = Bilingual("同一个单位填了两次，只列一次。", "One home is named twice; it stands here once.")


class Row(NamedTuple):
    """A measure, and its figure of each home."""

    measure: str
    cells: Sequence[Cell | None]


class Column(NamedTuple):
    """A home: its name with the way to it, what is known of its list, the way to this page without it, and its figures by
    the words of their measures."""

    home: Called
    known: str
    without: str
    figures: Mapping[str, Cell]


class Compared(NamedTuple):
    """What the page shows: the fields as they were filled, the homes side by side, the measures, what it is called, and
    the ways on from places that are no homes."""

    fields: Sequence[Typed]
    columns: Sequence[Column]
    rows: Sequence[Row]
    title: str
    lines: Sequence[str]
    instead: Sequence[tuple[str, str]]


def compared(frame: Frame, view: View, given: Sequence[str], chosen: Chosen) -> Compared:
    """These homes, by any name, for the agreements that are asked about.

    Raises:
        BadRequest, or as `typed`: there are no two homes to be kept side by side in a file.
    """
    texts = list(filter(None, map(str.strip, given)))
    field = partial(typed, frame, view.snapshot, "homes", _HOME, find=home_named)
    fields = [field(text, again=partial(_with, frame, texts, number)) for number, text in enumerate(texts[:MOST])]
    named = [field.place for field in fields if field.place is not None]
    homes = list({home.id: home for home in named}.values())
    if frame.saved and texts and len(homes) < _LEAST:
        raise BadRequest("homes", _TOO_FEW.en)
    columns = [_column(frame, view, home, homes, chosen) for home in homes] if len(homes) >= _LEAST else []
    measures = dict.fromkeys(measure for column in columns for measure in column.figures)
    names = [frame.say(both(home)) for home in homes]
    return Compared(
        fields=[*fields, *[Typed("homes", frame.say(_HOME), "")] * max(1, _FIELDS - len(fields))][:MOST],
        columns=columns,
        rows=[Row(measure, [column.figures.get(measure) for column in columns]) for measure in measures],
        title=frame.say(Bilingual("、".join(names), " · ".join(names))) if columns else frame.say(_TITLE),
        lines=[frame.say(line) for line in _lines(texts, fields, len(named), len(homes))],
        instead=[] if columns else list(_instead(frame, view.snapshot, homes, fields)),
    )


def render_compare(frame: Frame, view: View, given: Sequence[str], chosen: Chosen) -> str:
    """The page of these homes; see `compared`."""
    shown = compared(frame, view, given, chosen)
    return render(
        "compare.html",
        frame,
        shown.title,
        styles=("asking.css", "compare.css"),
        fields=shown.fields,
        kept=frame.chosen,
        lines=shown.lines,
        columns=shown.columns,
        rows=shown.rows,
        denominators=_DENOMINATORS,
        unlisted=any(cell and cell.text and cell.unlisted for row in shown.rows for cell in row.cells),
        only_homes=frame.say(ONLY_HOMES) if shown.instead else "",
        instead=shown.instead,
        pictures=picture_files(frame),
        tables=table_files(frame),
        day=view.selection(chosen).as_of,
    )


def _instead(frame: Frame, snapshot: Snapshot, homes: Sequence[Place], fields: Sequence[Typed]) -> Iterator[tuple[str, str]]:
    """The ways on where fields name places all the same that are no homes."""
    found = [whole_names(snapshot, field.text)[:1] for field in fields if field.fault and not field.meant]
    if units := [place for places in found for place in places]:
        yield from instead_of_units(frame, snapshot, [*homes, *units])


def _lines(texts: Sequence[str], fields: Sequence[Typed], named: int, homes: int) -> Iterator[Bilingual]:
    told = {_TOO_MANY: len(texts) > MOST, _TWICE: named > homes, _TOO_FEW: homes < _LEAST and not any(f.fault for f in fields)}
    yield from (line for line, holds in told.items() if holds)


def _with(frame: Frame, homes: Sequence[str], number: int, home: str) -> str:
    return _again(frame, [*homes[:number], home, *homes[number + 1 :]])  # with another home at this place of the list


def _again(frame: Frame, homes: Sequence[str]) -> str:
    return frame.again(homes=",".join(homes))


def _column(frame: Frame, view: View, home: Place, homes: Sequence[Place], chosen: Chosen) -> Column:
    vine = view.vine(OfHome(home=home.id, **chosen.model_dump(include=set(Chosen.model_fields))))
    others = [other.id for other in homes if other.id != home.id]
    known = frame.say(line_of(knowledge_of(vine), undated_of(vine), past=view.snapshot.is_past(vine.selection.as_of)))
    return Column(
        Called(frame.say(both(home)), "home", home.id), known, _again(frame, others), figures_of(frame, view, home, chosen)
    )
