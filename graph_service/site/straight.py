"""Where a text of the search leads that can mean but one thing."""

from urllib.parse import urlencode

from graph_service.errors import AmbiguousPlace, NotFound
from graph_service.questions.called import Called
from graph_service.records.place import Place
from graph_service.resolver import resolve
from graph_service.search.find import find_places
from graph_service.site.phrases import asks_way
from graph_service.site.templating import FOUND, Frame
from graph_service.site.two_places import as_written, by_chains, names_asked, two_places
from graph_service.site.ways import page_of
from graph_service.snapshot import Snapshot


def straight_to(frame: Frame, snapshot: Snapshot, text: str) -> str | None:
    """Where a text leads that can mean but one thing: the page of the only place that is called so, or that of the ways between
    two places, where it asks for a way between two that are no home and partner of a cluster. Relative to the page of the
    search; the page of a place is told by what text it was found, so that it leads back to all that the search finds."""
    way = names_asked(snapshot, text)
    if asks_way(way) and (named := two_places(snapshot, way)) is not None:
        return (
            path_between(frame, *as_written(snapshot, way, named)) if by_chains(*named) and not home_and_partner(*named) else None
        )
    if (only := _only(snapshot, way)) is None:
        return None
    found = {} if text in snapshot.places else {FOUND: text}  # whoever gives an id has chosen
    return f"{Called('', *page_of(only)).page}?{urlencode({'lang': frame.language, **found})}"


def _only(snapshot: Snapshot, text: str) -> Place | None:
    """The place that a text names, where it names no other: neither by a whole name nor by one without its ending; or the only
    one that has it in a name at all."""
    found = find_places(snapshot, text)
    if len(found) == 1 and found[0].match != "typo":
        return found[0].place
    try:
        place = resolve(snapshot, text)
    except (AmbiguousPlace, NotFound):
        return None
    exact = [hit.place.id for hit in found if hit.match == "exact"]
    return place if text in snapshot.places or exact == [place.id] else None


def path_between(frame: Frame, one: str, other: str) -> str:
    """The page of the chains between two places, relative to that of the search."""
    return f"path?{urlencode({'from': one, 'to': other, 'lang': frame.language})}"


def home_and_partner(one: Place, other: Place) -> tuple[Place, Place] | None:
    """The home and the partner of these two, whichever was named first, where they can be those of a cluster."""
    home, partner = (one, other) if one.is_level("province") else (other, one)
    fits = home.country != partner.country and home.is_level("province") and partner.is_region_or_country
    return (home, partner) if fits else None
