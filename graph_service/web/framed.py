"""What every page is put into: the language of the reader, the way to the root, the words of the address."""

from fastapi import Request

from graph_service.errors import NotReady
from graph_service.settings import Settings
from graph_service.site.templating import Frame
from graph_service.snapshot import Snapshot
from graph_service.web.conditional import language_of
from graph_service.words.bilingual import Language

CHOSEN = "lang"  # the cookie that keeps the language which somebody chose by `?lang=`


def language_for(request: Request, settings: Settings) -> Language:
    """The language that a page is in for this reader."""
    asked, accepted = request.query_params.get("lang"), request.headers.get("accept-language")
    return language_of(settings, asked, accepted, request.cookies.get(CHOSEN))


def frame_of(request: Request, settings: Settings) -> Frame:
    """The frame of the page at this address."""
    query = [(name, value) for name, value in request.query_params.multi_items() if value and name not in ("lang", "download")]
    path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
    stored = snapshot_now(request)
    empty = stored is not None and not stored.places
    return Frame(language_for(request, settings), "../" * (path.count("/") - 1) or "./", query, wants_file(request), empty)


def snapshot_now(request: Request) -> Snapshot | None:
    """The snapshot that answers now; None where none has been published yet."""
    try:
        found: Snapshot = request.app.state.publisher.current
    except NotReady:
        return None
    return found


def wants_file(request: Request) -> bool:
    """Whether the page is to be saved and opened elsewhere."""
    return request.query_params.get("download") == "1"


def remembered(request: Request) -> dict[str, str]:
    """The header by which a browser keeps the language that its reader chose in this address."""
    asked = request.query_params.get("lang")
    if asked not in ("zh", "en"):
        return {}
    root = f"{request.scope.get('root_path', '')}/"
    return {"Set-Cookie": f"{CHOSEN}={asked}; Path={root}; Max-Age=31536000; SameSite=Lax"}
