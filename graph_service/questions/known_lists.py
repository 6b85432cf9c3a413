"""What is known of the lists behind an answer: said on its page and in its workbook, which is mailed without the page."""

from collections.abc import Mapping, Sequence

from pydantic import BaseModel

from graph_service.errors import WrongKind
from graph_service.metrics.selection import ALL_LAYERS, select
from graph_service.metrics.vine import Vine, vine_of
from graph_service.questions.parameters import OfHome
from graph_service.questions.question import AnyQuestion, View
from graph_service.words.bilingual import Bilingual


def home_asked(view: View, ask: BaseModel, fixed: Mapping[str, str] | None = None) -> Vine | None:
    """The home that a question is about, with the agreements that are asked about; `fixed` are the words of its address."""
    home = (fixed or {}).get("home") or getattr(ask, "home", None) or getattr(ask, "partner_of_home", None)
    if isinstance(home, tuple | list) and len(home) == 1:
        home = home[0]
    if not isinstance(home, str):  # none, or the several of a list of records
        return None
    try:
        if isinstance(ask, OfHome):
            return view.vine(ask)
        as_of, kinds, layer = (getattr(ask, name, None) for name in ("as_of", "kinds", "layer"))
        return vine_of(view.snapshot, home, select(view.snapshot, as_of, kinds, layer or ALL_LAYERS))
    except WrongKind:  # a question that is answered all the same may be asked of any place
        return None


def known_of(question: AnyQuestion, vine: Vine | None) -> Sequence[Bilingual]:
    """How far what is listed is known: the lists of the home, or that records of a type are no whole."""
    # What pages say of it takes a while to import, which no other answer need pay.
    from graph_service.pages.known import ONLY_RECORDED, known_of_home  # noqa: PLC0415

    if vine is not None:
        return tuple(known_of_home(vine))
    return (ONLY_RECORDED,) if question.tag in ("records", "places") else ()
