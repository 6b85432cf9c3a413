"""The page of a scenario: a form of what a home might sign and end, and its figures before and after. What cannot be is told by
row and field, and what was typed stays in the form."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import NamedTuple

from graph_service.answers.scenarios import ScenarioAnswer
from graph_service.errors import BadRequest
from graph_service.pages.known import known_of_home
from graph_service.planning.scenario import EARLIEST, Scenario
from graph_service.questions.answered import Answered
from graph_service.questions.parameters import Chosen, OfHome
from graph_service.questions.question import View
from graph_service.questions.scenario import SCENARIO, Supposing, scenario
from graph_service.questions.workbook_columns import named_in
from graph_service.records.dates import LAST_YEAR, span
from graph_service.records.place import Place
from graph_service.site.scenario_outcome import outcome
from graph_service.site.scenario_rows import MOST, Signed, Typing, ending, read_rows, signing
from graph_service.site.sections import Part
from graph_service.site.taken import Taken, numbered, table_files
from graph_service.site.templating import Frame, render
from graph_service.site.typed import Typed, home_named, typed
from graph_service.words.agreements import KINDS
from graph_service.words.bilingual import Bilingual, both
from graph_service.words.days import said, written

_TITLE = Bilingual("情景推演：假如新签或终止这些协议", "Scenario: if these agreements were signed or ended")
_HOME = Bilingual("省（州）", "home")
_ROWS = Bilingual("行数", "rows")
_TOO_MANY = Bilingual(
    f"一次最多{MOST}行，多出的{{}}行没有列入；请分几次推演",
    f"at most {MOST} at a time, and {{}} more were left out; suppose them in turn",
)
_DAY = Bilingual("看哪一天（可空：今天，有将来才签的则为签署之后）", "on which day (empty: today, or when all is signed)")
_PAST = Bilingual(
    f"第{{row}}行的日期（{{day}}）已过去，按那时已签推算；可填{EARLIEST}年至{LAST_YEAR}年的日期，将来的按签署之后推算。",
    f"The date of row {{row}} ({{day}}) has passed: it is supposed to have been signed then. Dates of the years {EARLIEST} to "
    f"{LAST_YEAR} can be asked; what is signed in the future counts from then on.",
)
_LATER = Bilingual("有协议将来才签，以下按{}推算。", "Some are signed in the future: what follows is as of {}.")
FILES = ("xlsx", "csv")  # of the figures before and after
_ASK = Bilingual(
    "请填省（州），再填要新签或终止的协议。只推算，不写入任何数据。",
    "Name a home, and what to sign or to end. Nothing is written.",
)


class _Asked(NamedTuple):
    """What was typed, row by row, what is at fault with it, and the answer to what is not; `chosen` is of the day it is of."""

    home: Typed
    signed: Sequence[Signed]
    ended: Sequence[Signed]
    faults: Sequence[Typed]
    answer: ScenarioAnswer | None
    chosen: Chosen


def render_scenario(frame: Frame, view: View, given: str, pasted: str, chosen: Chosen) -> str:
    """The page of a scenario for a home, by any name, of the rows that stand in the query of the frame and of pasted lines, for
    the agreements that are asked about.

    Raises:
        BadRequest, or as `typed`: the page is to be a file, and something typed is at fault.
    """
    asked = _asked(frame, view, given, pasted, chosen)
    sections = [*outcome(frame, view.snapshot, asked.answer)] if asked.answer else []
    later, chosen = asked.chosen != chosen, asked.chosen
    home, day = asked.home.place, str(view.selection(chosen).as_of)
    lines = [*known_of_home(view.vine(OfHome(home=home.id, **chosen.words)))] if home and sections else [_ASK]
    return render(
        "scenario.html",
        frame,
        _title(frame, home, sections),
        styles=("asking.css", "scenario.css"),
        home=asked.home,
        as_of=Typed("as_of", frame.say(_DAY), dict(frame.query).get("as_of", "")),
        signed=asked.signed,
        ended=asked.ended,
        kinds={kind: frame.say(words) for kind, words in KINDS.items()},
        kept=[(name, value) for name, value in frame.chosen if name != "as_of"],
        faults=asked.faults,
        lines=[frame.say(line) for line in lines],
        supposed=frame.say(_LATER).format(written(day, frame.language)) if later else "",
        past=[*_past(frame, view, asked.signed)],
        later=[*_later(frame, asked, day)] if sections else [],
        sections=[(part, table_files(frame, str(number)) if number > 1 else []) for number, part in enumerate(sections, start=1)],
        files=[(form.upper(), frame.again(format=form)) for form in FILES] if sections else [],
        day=day,
    )


def scenario_found(frame: Frame, view: View, given: str, pasted: str, chosen: Chosen) -> Answered:
    """The answer that the page of a scenario shows, for a file of its figures.

    Raises:
        BadRequest, or as `typed`: something typed is at fault, or nothing is typed.
    """
    return Answered(SCENARIO, _for_a_file(frame, view, given, pasted, chosen)[1], named=partial(named_in, view.snapshot))


def scenario_taken(frame: Frame, view: View, given: str, pasted: str, chosen: Chosen) -> Taken:
    """The tables of the page of a scenario, each by its number; errors as `scenario_found`."""
    asked, answer = _for_a_file(frame, view, given, pasted, chosen)
    known = known_of_home(view.vine(OfHome(home=answer.home.id, **asked.chosen.words)))
    sections = [*outcome(frame, view.snapshot, answer)]
    return Taken(_title(frame, asked.home.place, sections), [frame.say(line) for line in known], tables=numbered(sections))


def _for_a_file(frame: Frame, view: View, given: str, pasted: str, chosen: Chosen) -> tuple[_Asked, ScenarioAnswer]:
    asked = _asked(replace(frame, saved=True), view, given, pasted, chosen)
    if asked.answer is None:
        raise BadRequest("home", _ASK.en)
    return asked, asked.answer


def _asked(frame: Frame, view: View, given: str, pasted: str, chosen: Chosen) -> _Asked:
    if frame.saved:  # its fields are not shown, and a fault is told as any problem is
        frame = replace(frame, language="en")
    rows = read_rows(frame.query, pasted)
    field = typed(frame, view.snapshot, "home", _HOME, given, home_named)
    typing = Typing(frame, view, field.place, rows)
    signed, ended = [*signing(typing)], [*ending(typing)]
    if chosen.as_of is None and (last := _last(signed)) > str(view.selection(chosen).as_of):
        chosen = chosen.model_copy(update={"as_of": date.fromisoformat(last)})
    faults, answer = [*([field] if field.fault else []), *(fault for row in (*signed, *ended) for fault in row.faults)], None
    if rows.beyond:
        faults.insert(0, Typed("", frame.say(_ROWS), "", None, frame.say(_TOO_MANY).format(rows.beyond)))
    if field.place is not None and not faults and (rows.signed or rows.ended):
        try:
            answer = scenario(view, Supposing(document=_supposed(field.place, signed, ended, chosen)))
        except BadRequest as error:  # what the rows do not tell
            faults = [Typed("", error.parameter, "", None, error.detail)]
    if faults and frame.saved:
        raise BadRequest(faults[0].name or "scenario", f"{faults[0].label}: {faults[0].fault}")
    return _Asked(field, signed, ended, faults, answer, chosen)


def _last(signed: Sequence[Signed]) -> str:
    """The day on which everything that is to be signed is."""
    dates = [row.hypothesis.signed for row in signed if row.hypothesis is not None and row.hypothesis.signed]
    return max((span(day).last.isoformat() for day in dates), default="")


def _past(frame: Frame, view: View, signed: Sequence[Signed]) -> Iterator[str]:
    """Of each agreement that is supposed to have been signed before today that it is."""
    for row in signed:
        day = row.hypothesis.signed if row.hypothesis else None
        if day and span(day).last < view.snapshot.today:
            yield frame.say(_PAST).format(row=row.number, day=frame.say(said(day)))


def _later(frame: Frame, asked: _Asked, day: str) -> Iterator[tuple[str, str]]:
    """The way to the day on which everything that is to be signed is, where on the day asked about some of it is not yet."""
    if (last := _last(asked.signed)) > day:
        words = Bilingual(
            f"有协议在{written(day, 'zh')}之后才签：看{written(last, 'zh')}的前后对比",
            f"some are signed after {written(day, 'en')}: before and after on {written(last, 'en')}",
        )
        yield frame.say(words), frame.again(as_of=last)


def _title(frame: Frame, home: Place | None, sections: Sequence[Part]) -> str:
    if home is None or not sections:
        return frame.say(_TITLE)
    name = both(home)
    return frame.say(Bilingual(f"{name.zh}：情景推演，前后对比", f"{name.en}: a scenario, before and after"))


def _supposed(home: Place, signed: Sequence[Signed], ended: Sequence[Signed], chosen: Chosen) -> Scenario:
    return Scenario(
        home=home.id,
        agreements=tuple(row.hypothesis for row in signed if row.hypothesis is not None),
        end=tuple(row.agreement for row in ended if row.agreement is not None),
        as_of=chosen.as_of,
        kinds=tuple(chosen.kinds) if chosen.kinds else None,
        layer=chosen.layer,
    )
