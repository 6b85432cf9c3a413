"""The page of a question: its short table with links, what is known of the lists behind it, and the same as files."""

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote, urlencode

from graph_service.metrics.vine import Vine
from graph_service.questions.answered import Answered, formats_of
from graph_service.questions.called import Called
from graph_service.questions.known_lists import known_of
from graph_service.questions.question import AnyQuestion
from graph_service.site.fields import fields_of, narrowed_to
from graph_service.site.on_a_page import shown_on_a_page
from graph_service.site.ordered import Head, heads_of
from graph_service.site.taken import TABLES
from graph_service.site.templating import Frame, render
from graph_service.site.to_lists import rows_of
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual, both

_OF_PAGES = ("lang", "format")  # words that ask a page, not the question
_NOT_KEPT = ("cursor", *_OF_PAGES)


def render_listing(
    frame: Frame,
    snapshot: Snapshot,
    found: Answered,
    asked: Mapping[str, str],
    vine: Vine | None = None,
    *,
    template: str = "list.html",
    styles: tuple[str, ...] = (),
    **more: object,
) -> str:
    """The page of an answered question, about a home if it has a vine. `asked` are the parameters that stand in the address of
    the page, with their ids. A `template` that extends that of lists is given `more` words."""
    question, shown = found.question, shown_on_a_page(found, snapshot, frame.language)
    title, *lines = shown.title.splitlines()
    following = getattr(found.document, "next", None)
    fields = list(fields_of(question, frame, snapshot, frozenset(asked), vine.home if vine else None))
    taken = {field.name for field in fields}
    return render(
        template,
        frame,
        title,
        styles=styles,
        home=vine and Called(frame.say(both(vine.home.place)), vine.home.place.id),
        lines=lines or [frame.say(line) for line in known_of(question, vine)],
        columns=shown.columns,
        heads=_heads(frame, found, shown.columns, asked),
        rows=rows_of(frame, shown),
        remarks=shown.remarks,
        held=_held(frame, found),
        next=following and frame.again(cursor=following),
        fields=fields,
        narrowed=list(narrowed_to(frame, snapshot, fields)),
        kept=[(name, value) for name, value in frame.query if name not in taken and name not in _NOT_KEPT],
        files=list(files_of(frame, question, asked)),
        whole=list(files_of(frame, question, asked, whole=True)) if following or "cursor" in dict(frame.query) else [],
        calendar=_calendar_of(frame, question, asked),
        day=getattr(found.document, "as_of", ""),
        **more,  # type: ignore[arg-type]  # none of them is a file of style
    )


def _heads(frame: Frame, found: Answered, columns: Sequence[str], asked: Mapping[str, str]) -> Sequence[Head]:
    """The heads of a list that this page holds a part of; none where it holds all, and sorts by itself."""
    if found.cut is None or frame.saved:
        return []
    sort = dict(frame.query).get("sort", asked.get("sort", ""))
    return heads_of(frame, found, columns, [*filter(None, sort.split(","))])


def _held(frame: Frame, found: Answered) -> str:
    if found.held is None:
        return ""
    held, total = found.held
    return frame.say(Bilingual(f"共{total:,}项，本页{held:,}项", f"{held:,} of {total:,}"))


def files_of(frame: Frame, question: AnyQuestion, asked: Mapping[str, str], *, whole: bool = False) -> Iterator[tuple[str, str]]:
    """The formats of the answer, each with the address that gives exactly what the page shows; of the `whole` of what several
    pages show, its tables."""
    taken = {field.alias or name for name, field in question.ask.model_fields.items()} | set(question.in_path)
    taken -= _OF_A_PAGE if whole else set()
    asking = {**asked, **{name: value for name, value in frame.query if name in taken}}
    address = question.address.format_map({name: quote(value, safe="") for name, value in asking.items()})
    query = [(name, value) for name, value in asking.items() if name not in question.in_path]
    if not whole and "limit" not in asking and hasattr(question.ask, "page") and question.ask.page < _WHOLE:
        query.append(("limit", str(question.ask.page)))
    for form in _sorted(formats_of(question)):
        if form in TABLES or (form != "html" and not whole):
            yield (
                _WRITTEN.get(form, form.upper()),
                f"{frame.root}v1/{address}?{urlencode([*query, ('lang', frame.language), ('format', form)])}",
            )


def _calendar_of(frame: Frame, question: AnyQuestion, asked: Mapping[str, str]) -> str | None:
    """Where a calendar program finds the answer ever anew: whole, from this year on, whatever days the page shows."""
    calendar = question.forms.get("ics")
    if calendar is None:
        return None
    taken = question.ask.model_fields.keys() - _OF_A_DAY
    asking = {**asked, **{name: value for name, value in frame.query if name in taken}}
    return f"{frame.root}v1/{calendar.address}?{urlencode({**asking, 'rolling': 'true', 'lang': frame.language})}"


_OF_A_PAGE = {"limit", "cursor"}
_OF_A_DAY = {"as_of", "to", "year", "limit", "cursor"}
# Formats whose names are no abbreviations of capital letters alone.
_WRITTEN = {"cytoscape": "Cytoscape", "geojson": "GeoJSON", "graphml": "GraphML"}
_WHOLE = 10_000  # above this a list is given whole, and so are its files
_FIRST = ("xlsx", "csv", "ics", "docx", "md")


def _sorted(formats: Mapping[str, str]) -> Sequence[str]:
    return sorted(formats, key=lambda form: (_FIRST.index(form) if form in _FIRST else len(_FIRST), form))
