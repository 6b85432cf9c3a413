"""The page of a country: for a home its ties there of each tier, gaps, anniversaries, candidates and all that it could use
there; for everybody as `country_for_all` tells."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace
from pydantic import Field

from graph_service.pages.known import known_of_home
from graph_service.planning.listing import state_of
from graph_service.questions.anniversaries import ANNIVERSARIES, Anniversaries, anniversaries
from graph_service.questions.answered import Answered, answered
from graph_service.questions.candidates import CANDIDATES, Candidates
from graph_service.questions.cluster import CLUSTER, Cluster
from graph_service.questions.gaps import GAPS, Gaps, gaps
from graph_service.questions.parameters import Chosen, OfHome
from graph_service.questions.question import View
from graph_service.questions.resources import RESOURCES, Resources, resources
from graph_service.records.place import Place
from graph_service.site.country_for_all import of_all, undated_there
from graph_service.site.sections import Part, Section, dismissed_called, section_of
from graph_service.site.taken import Taken, numbered, table_files
from graph_service.site.templating import Frame, render
from graph_service.site.typed import Typed, home_named, written
from graph_service.site.ways import way
from graph_service.words.bilingual import Bilingual, both

_FIRST = 10
_USEFUL = 60  # activities, plans and others at most, as of gaps
_HOLES = 60  # gaps at most; the list behind them holds all
_FROM = Bilingual("从哪个省（州）看", "seen from which home")
_OWN = Bilingual(
    "省（州）自身就在这里：与其内各地的关系不算友城。", "The home itself lies here: ties inside it are no sister cities."
)
_ON_RECORD = Bilingual(
    "只数在册的有效协议；多数名单并不完整，没有列出的不等于没有。",
    "Counted are effective agreements on record; most lists are incomplete, and what is not listed need not be missing.",
)


class OfCountry(Chosen):
    """Which agreements count, and how much is listed."""

    all: bool = Field(False, description="every home abroad that has a partner here, not the first alone")


class Shown(NamedTuple):
    """What the page shows: its title, how far its figures go, the ways on, and its parts."""

    title: str
    lines: Sequence[str]
    ways: Sequence[tuple[str, str]]
    sections: Sequence[Section]


def country_shown(frame: Frame, view: View, country: Place, home: Place | None, chosen: OfCountry) -> Shown:
    """A country or area on record, for a home or for everybody, for the agreements that are asked about."""
    words = chosen.model_dump(include=set(Chosen.model_fields))
    name = both(country)
    if home is None:
        told = filter(None, (_ON_RECORD, undated_there(view, country, words)))
        return Shown(frame.say(name), list(map(frame.say, told)), [], [*of_all(frame, view, country, words, every=chosen.all)])
    us, own = both(home), not view.snapshot.is_abroad(country.country, home.country)
    return Shown(
        title=frame.say(Bilingual(f"{us.zh}与{name.zh}", f"{us.en} and {name.en}")),
        lines=[_apart(frame, view, country, home, words)] if own else [*_known(frame, view, country, home, words)],
        ways=[*_ways(frame, country, home, own=country.country == home.country)],
        sections=[] if own else [*_of_home(frame, view, country, home, words)],
    )


def _apart(frame: Frame, view: View, country: Place, home: Place, words: Mapping[str, Any]) -> str:
    """Where ties inside the home's own state stand: those with an area of it are counted, and those at home are none."""
    if not view.snapshot.is_area(country.country, home.country):
        return frame.say(_OWN)
    answer = answered(CLUSTER, view, Cluster(home=home.id, partner=country.id, **words)).document
    return frame.say(answer.apart)  # type: ignore[attr-defined]  # what CLUSTER answers with


def render_country(frame: Frame, view: View, country: Place, home: Place | None, chosen: OfCountry) -> str:
    """The page of a country; see `country_shown`."""
    shown = country_shown(frame, view, country, home, chosen)
    return render(
        "country.html",
        frame,
        shown.title,
        styles=("asking.css", "bars.css"),
        fields=[Typed("home", frame.say(_FROM), written(frame, view.snapshot, home, home_named) if home else "")],
        kept=frame.chosen,
        lines=shown.lines,
        ways=shown.ways,
        sections=[(section, table_files(frame, str(at))) for at, section in enumerate(shown.sections, start=1)],
        book=[file for file in table_files(frame) if file[0] == "XLSX" and any(section.rows for section in shown.sections)],
        day=view.selection(chosen).as_of,
    )


def country_taken(frame: Frame, view: View, country: Place, home: Place | None, chosen: OfCountry) -> Taken:
    """What may be taken from the page of a country: each of its tables, by its number."""
    shown = country_shown(frame, view, country, home, chosen)
    return Taken(shown.title, shown.lines, tables=numbered(Part(*section[:3]) for section in shown.sections))


def _known(frame: Frame, view: View, country: Place, home: Place, words: Mapping[str, Any]) -> Iterator[str]:
    """What is known of the list of the home in the country, or of its whole list where nobody tells them apart."""
    answer = answered(CLUSTER, view, Cluster(home=home.id, partner=country.id, **words)).document
    known = answer.knowledge.countries.get(country.country)  # type: ignore[attr-defined]  # what CLUSTER answers with
    if known is not None:
        yield frame.say(state_of(known, Bilingual("在当地的友城", "list of agreements there")))
    for line in known_of_home(view.vine(OfHome(home=home.id, **words))):
        yield frame.say(line)


def _ways(frame: Frame, country: Place, home: Place, *, own: bool) -> Iterator[tuple[str, str]]:
    """The way to the home, to the picture of the cluster, to the sheet before a meeting, and to this page for everybody."""
    us, name = both(home), both(country)
    yield frame.say(us), way(frame, "home", home.id)
    if not own:
        picture = Bilingual(f"{us.zh}与{name.zh}的葡萄串（集群）", f"the cluster of {us.en} with {name.en}")
        yield frame.say(picture), way(frame, "cluster", home.id, country.id)
        yield frame.say(Bilingual("会前一页纸", "one page before a meeting")), way(frame, "brief", home.id, country.id)
    yield frame.say(Bilingual(f"{name.zh}：所有省（州）", f"{name.en}: all homes")), way(frame, "country", country.country)


def _of_home(frame: Frame, view: View, country: Place, home: Place, words: Mapping[str, Any]) -> Iterator[Section]:
    about = {**words, "home": home.id}
    ties = answered(CLUSTER, view, Cluster(partner=country.id, **about))
    query = {"home": home.id, "partner": country.id}
    whole = Bilingual("作为一张表", "as a list")
    yield section_of(
        frame, view, ties, Bilingual("在册的友城协议", "Agreements on record"), way(frame, "list", CLUSTER.name, **query), whole
    )
    holes = gaps(view, Gaps(country=country.country, **about))
    found = Answered(GAPS, replace(holes, items=holes.items[:_HOLES]))
    there = way(frame, "home", home.id, GAPS.name)
    title = Bilingual(f"缺口（{holes.total}）", f"Gaps ({holes.total})")
    shown = section_of(frame, view, found, title, there, _all_of(home, "缺口", "gaps"))
    dismissed = way(frame, "home", home.id, GAPS.name, country=country.country, state="dismissed")
    yield shown._replace(also=dismissed_called(frame, holes.dismissed, dismissed))
    ahead = anniversaries(view, Anniversaries(**about))
    days = tuple(item for item in ahead.items if item.country == country.country)
    found = Answered(ANNIVERSARIES, replace(ahead, items=days, total=len(days), without_partners=0))
    there = way(frame, "home", home.id, ANNIVERSARIES.name)
    coming = Bilingual("未来一年的周年", "Anniversaries ahead")
    yield section_of(frame, view, found, coming, there, _all_of(home, "周年", "anniversaries"))
    best = answered(CANDIDATES, view, Candidates(country=country.country, limit=_FIRST, **about))
    there = way(frame, "home", home.id, CANDIDATES.name, country=country.country)
    every = Bilingual("全部结好建议", "all candidates")
    yield section_of(frame, view, best, Bilingual("结好建议（前十）", "Candidates, the first ten"), there, every)
    held = resources(view, Resources(country=country.country, **about))
    useful = Answered(RESOURCES, replace(held, agreements=()))  # which stand above
    there = way(frame, "list", RESOURCES.name, home=home.id, country=country.country)
    title = Bilingual("活动、规划、机构和其他资源", "Activities, plans, bodies and other resources")
    shown = section_of(frame, view, useful, title, there, whole)
    if (total := len(shown.rows)) > _USEFUL:
        first = Bilingual(f"{title.zh}（前{_USEFUL}，共{total:,}）", f"{title.en} (first {_USEFUL} of {total:,})")
        shown = shown._replace(title=frame.say(first))
    yield shown._replace(rows=shown.rows[:_USEFUL])


def _all_of(home: Place, zh: str, en: str) -> Bilingual:
    name = both(home)
    return Bilingual(f"{name.zh}的全部{zh}", f"all {en} of {name.en}")
