"""The page of a scenario: a form of what a home might sign and end, and its figures before and after. What cannot be is told by
row and field, and what was typed stays in the form."""

from collections.abc import Iterator, Sequence

from graph_service.answers.scenarios import ScenarioAnswer
from graph_service.errors import BadRequest
from graph_service.pages.known import known_of_home
from graph_service.planning.gaps.gap import Gap
from graph_service.planning.scenario import Scenario
from graph_service.questions.called import Called
from graph_service.questions.parameters import Chosen, OfHome
from graph_service.questions.question import View
from graph_service.questions.scenario import SCENARIO, Supposing, scenario
from graph_service.records.place import Place
from graph_service.site.scenario_rows import Signed, Typing, ending, read_rows, signing
from graph_service.site.search import page_of
from graph_service.site.sections import Part
from graph_service.site.templating import Frame, render
from graph_service.site.typed import Typed, home_named, typed
from graph_service.snapshot import Snapshot
from graph_service.words.agreements import CLASSES, KINDS, ROLES
from graph_service.words.bilingual import Bilingual, both, called
from graph_service.words.headings import heads
from graph_service.words.planning import GAPS

_TITLE = Bilingual("情景推演：假如新签或终止这些协议", "Scenario: if these agreements were signed or ended")
_HOME = Bilingual("省（州）", "home")
_ASK = Bilingual(
    "请填省（州），再填要新签或终止的协议。只推算，不写入任何数据。",
    "Name a home, and what to sign or to end. Nothing is written.",
)


def render_scenario(frame: Frame, view: View, given: str, pasted: str, chosen: Chosen) -> str:
    """The page of a scenario for a home, by any name, of the rows that stand in the query of the frame and of pasted lines, for
    the agreements that are asked about."""
    snapshot, rows = view.snapshot, read_rows(frame.query, pasted)
    field = typed(frame, snapshot, "home", _HOME, given, home_named)
    typing = Typing(frame, view, field.place, rows)
    signed, ended = [*signing(typing)], [*ending(typing)]
    faults = [*_faults(field), *(fault for row in (*signed, *ended) for fault in row.faults)]
    sections: list[Part] = []
    lines = [frame.say(_ASK)]
    if field.place is not None and not faults and (rows.signed or rows.ended):
        lines = [frame.say(line) for line in known_of_home(view.vine(OfHome(home=field.place.id, **_words(chosen))))]
        try:
            answer = scenario(view, Supposing(document=_supposed(field.place, signed, ended, chosen)))
            sections = [*_told(frame, snapshot, answer)]
        except BadRequest as error:  # what the rows do not tell
            faults = [Typed("", error.parameter, "", None, error.detail)]
    return render(
        "scenario.html",
        frame,
        _title(frame, field.place, sections),
        styles=("asking.css", "scenario.css"),
        home=field,
        signed=signed,
        ended=ended,
        kinds=[(kind, frame.say(words)) for kind, words in KINDS.items()],
        kept=frame.chosen,
        faults=faults,
        lines=lines,
        sections=sections,
        day=view.selection(chosen).as_of,
    )


def _words(chosen: Chosen) -> dict[str, object]:
    return chosen.model_dump(include=set(Chosen.model_fields))


def _title(frame: Frame, home: Place | None, sections: Sequence[Part]) -> str:
    if home is None or not sections:
        return frame.say(_TITLE)
    name = both(home)
    return frame.say(Bilingual(f"{name.zh}：情景推演，前后对比", f"{name.en}: a scenario, before and after"))


def _faults(field: Typed) -> Iterator[Typed]:
    if field.fault:
        yield field


def _supposed(home: Place, signed: Sequence[Signed], ended: Sequence[Signed], chosen: Chosen) -> Scenario:
    return Scenario(
        home=home.id,
        agreements=tuple(row.hypothesis for row in signed if row.hypothesis is not None),
        end=tuple(row.agreement for row in ended if row.agreement is not None),
        as_of=chosen.as_of,
        kinds=tuple(chosen.kinds) if chosen.kinds else None,
        layer=chosen.layer,
    )


def _told(frame: Frame, snapshot: Snapshot, answer: ScenarioAnswer) -> Iterator[Part]:
    """The figures before and after, what each agreement would count as, countries won and lost, gaps closed and opened."""
    shown = SCENARIO.shown(answer, frame.language)
    rows = [tuple(round(cell, 3) if isinstance(cell, float) else cell for cell in row) for row in shown.rows]
    yield Part(frame.say(Bilingual("前后对比", "Before and after")), shown.columns, rows)
    signed = [
        (
            _way(frame, snapshot, item.unit.id),
            _way(frame, snapshot, item.partner.id),
            called(KINDS, item.kind, frame.language),
            called(CLASSES, item.grape_class, frame.language) or called(ROLES, item.role, frame.language),
            "; ".join(frame.say(said) for said in (*filter(None, [item.why_not]), *(one.text for one in item.warnings))),
        )
        for item in answer.agreements
    ]
    columns = heads(frame.language, "unit", "partner", "kind", "counts", "note")
    yield Part(frame.say(Bilingual("新签的协议", "What would be signed")), columns, signed)
    for title, countries in (
        (Bilingual("新增的国家和地区", "Countries and areas won"), answer.coverage.gained),
        (Bilingual("失去的国家和地区", "Countries and areas lost"), answer.coverage.lost),
    ):
        won = [(_way(frame, snapshot, country),) for country in countries]
        yield Part(frame.say(title), heads(frame.language, "country"), won)
    closed = [gap for change in answer.gaps for gap in change.closed]
    opened = [gap for change in answer.gaps for gap in change.opened]
    for title, gaps in (
        (Bilingual("消除的缺口", "Gaps closed"), closed),
        (Bilingual("新出现的缺口", "Gaps opened"), opened),
    ):
        yield Part(frame.say(title), heads(frame.language, "gap", "unit", "reason"), [_gap(frame, snapshot, gap) for gap in gaps])


def _gap(frame: Frame, snapshot: Snapshot, gap: Gap) -> tuple[object, ...]:
    return frame.say(GAPS[gap.type]), _way(frame, snapshot, gap.unit), frame.say(gap.reason)


def _way(frame: Frame, snapshot: Snapshot, place_id: str) -> Called:
    place = snapshot.places[place_id]
    return Called(frame.say(both(place)), *page_of(place))
