"""The periodic report of a home as a page: what was signed, is in approval, took place and is ahead."""

from graph_service.answers.report import ReportAnswer
from graph_service.answers.report_formats import outline_of
from graph_service.questions.answered import answered
from graph_service.questions.called import Called
from graph_service.questions.question import View
from graph_service.questions.report import REPORT, Report
from graph_service.site.listing import files_of
from graph_service.site.templating import Frame, render


def render_report_page(frame: Frame, view: View, ask: Report) -> str:
    """The page, with fields for another period; errors as `questions.report.report`."""
    answer: ReportAnswer = answered(REPORT, view, ask).document  # type: ignore[assignment]  # what REPORT answers with
    paper, home = outline_of(answer, frame.language), answer.home
    asked = {"home": home.id, "from": answer.first, "to": answer.last}
    return render(
        "report.html",
        frame,
        paper.title,
        styles=("paper.css",),
        paper=paper,
        one_page=False,
        annex=False,
        period=(answer.first, answer.last),
        kept=[(name, value) for name, value in frame.query if name not in ("from", "to")],
        trail=[Called(home.names.best(frame.language, home.id), "home", home.id)],
        files=list(files_of(frame, REPORT, asked)),
        day=answer.as_of,
    )
