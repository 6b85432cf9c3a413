"""The page before a meeting: one sheet of A4 about a partner, and what yielded to keep it one as an annex."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph_service.formats.one_page import ANNEXED, OVERLEAF, on_one_page
from graph_service.formats.outline import Outline, Part
from graph_service.metrics.home import home_above
from graph_service.questions.answered import answered
from graph_service.questions.brief import BRIEF, Brief
from graph_service.questions.brief_answer import BriefAnswer
from graph_service.questions.brief_parts import outline_of
from graph_service.questions.called import Called
from graph_service.questions.question import View
from graph_service.records.place import Place
from graph_service.site.listing import files_of
from graph_service.site.templating import Frame, render
from graph_service.site.to_lists import led
from graph_service.site.ways import way
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual, both
from graph_service.words.headings import CLUSTER


def render_brief(frame: Frame, view: View, ask: Brief, *, annex: bool) -> str:
    """The page; with the `annex` it is printed with what yielded overleaf, else alone; errors as `questions.brief.brief`."""
    answer: BriefAnswer = answered(BRIEF, view, ask).document  # type: ignore[assignment]  # what BRIEF answers with
    whole = outline_of(answer, frame.language)
    home, partner = answer.home, answer.partner
    return render(
        "paper.html",
        frame,
        whole.title,
        styles=("paper.css",),
        paper=_leading(frame, on_one_page(whole, OVERLEAF if annex else ANNEXED)),
        one_page=True,
        annex=annex,
        trail=[
            Called(home.names.best(frame.language, home.id), "home", home.id),
            Called(frame.say(CLUSTER), "cluster", home.id, partner.id),
        ],
        files=list(files_of(frame, BRIEF, {"home": home.id, "partner": partner.id})),
        day=answer.as_of,
    )


def _leading(frame: Frame, paper: Outline) -> Outline:
    """The paper with what is counted leading to its list."""

    def part(one: Part) -> Part:
        return one._replace(rows=[tuple(led(frame, cell) for cell in row) for row in one.rows])  # type: ignore[misc]  # as cells of a page

    return replace(paper, parts=list(map(part, paper.parts)), rest=list(map(part, paper.rest)))


def briefs_of(frame: Frame, snapshot: Snapshot, parties: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What the pages before a meeting of the two sides of an agreement are called, each for the home of one side, and their
    addresses; none where a side is no place or lies in no home."""
    one, other = (snapshot.places.get(party) for party in parties)
    if one is None or other is None:
        return
    for ours, theirs in ((one, other), (other, one)):
        home = home_above(snapshot, ours.id)
        if home is not None and not snapshot.lies_in(theirs.id, home.id) and not snapshot.lies_in(home.id, theirs.id):
            yield brief_called(frame, home, theirs), way(frame, "brief", home.id, theirs.id)


def brief_called(frame: Frame, home: Place, partner: Place) -> str:
    """What the page before a meeting of a home with a partner is called."""
    one, other = both(home), both(partner)
    return frame.say(Bilingual(f"{one.zh}与{other.zh}的会前一页纸", f"one page before a meeting of {one.en} with {other.en}"))
