"""Addresses of pages, and the pages that a home leads to besides its lists: each is a line here."""

from collections.abc import Iterator

from graph_service.addresses import query_of
from graph_service.questions.called import Called
from graph_service.records.place import Place
from graph_service.site.templating import Frame
from graph_service.words.bilingual import Bilingual


def way(frame: Frame, *path: str, **query: str) -> str:
    """The address of a page below /views, its path part by part, in the language of this page and for the agreements that
    this page is about."""
    return f"{frame.root}views/{Called('', *path).page}?{query_of({'lang': frame.language, **dict(frame.chosen), **query})}"


def page_of(place: Place) -> tuple[str, str]:
    """Where a place is looked at: a region as a home, a country as one, any other as the centre of its network."""
    if place.is_level("province"):
        return "home", place.id
    return ("country", place.country) if place.is_level("country") else ("place", place.id)


def ways_of_home(frame: Frame, home: Place) -> Iterator[tuple[str, str]]:
    """What a home leads to: words, and the address of the page."""
    yield frame.say(Bilingual("与其他省（州）并排比较", "side by side with other homes")), way(frame, "compare", homes=home.id)
    yield frame.say(Bilingual("两地之间的最短路径", "shortest chains to another place")), way(frame, "path", **{"from": home.id})
    yield frame.say(Bilingual("情景推演：新签或终止", "scenario: sign or end")), way(frame, "scenario", home=home.id)


def ways_of_country(frame: Frame, home: Place, country: str) -> Iterator[tuple[str, str]]:
    """What a home and a country, by its id, lead to together: words, and the address of the page."""
    yield frame.say(Bilingual("葡萄串（集群）", "cluster")), way(frame, "cluster", home.id, country)
    yield frame.say(Bilingual("会前一页纸", "brief")), way(frame, "brief", home.id, country)
    yield frame.say(Bilingual("候选", "candidates")), way(frame, "list", "candidates", home=home.id, country=country)
