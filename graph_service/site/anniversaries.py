"""The page of anniversaries: those of agreements and of countries with a partner first, the others behind a choice, with their
number."""

from collections.abc import Mapping
from typing import cast

from graph_service.answers.anniversaries import AnniversariesAnswer
from graph_service.metrics.vine import Vine
from graph_service.planning.anniversaries import AnniversariesOf
from graph_service.questions.answered import Answered
from graph_service.site.listing import render_listing
from graph_service.site.templating import Frame
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual, plural

OF_PAGES: AnniversariesOf = "partners"  # what pages show where nothing else is chosen
_BACK = Bilingual("只列协议和有友城的国家和地区的", "those of agreements and of countries and areas with a partner alone")


def render_anniversaries(
    frame: Frame, snapshot: Snapshot, found: Answered, asked: Mapping[str, str], vine: Vine | None = None
) -> str:
    """The page of answered anniversaries, as `render_listing`."""
    answer = cast("AnniversariesAnswer", found.document)
    there = frame.again(of=OF_PAGES if answer.of == "all" else "all", cursor=None)
    back = (frame.say(_BACK), there) if answer.of == "all" else others_called(frame, answer, there)
    other = back if answer.without_partners and not frame.saved else None
    return render_listing(frame, snapshot, found, asked, vine, template="anniversaries.html", other=other)


def others_called(frame: Frame, answer: object, href: str) -> tuple[str, str] | None:
    """What the way to the anniversaries that pages leave out is called, and where it leads; None where there are none."""
    count = cast("AnniversariesAnswer", answer).without_partners
    zh, en = (
        f"加上没有友城的国家和地区的建交周年（{count:,}）",
        f"with {plural(count, 'anniversary', 'anniversaries')} of relations elsewhere",
    )
    return (frame.say(Bilingual(zh, en)), href) if count else None
