"""What the page of a country shows to everybody: which homes abroad have ties there, its places with most ties, its bodies, and
what is published beside what is on record."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from graph_service.metrics.home import home_of
from graph_service.metrics.second_records import second_records
from graph_service.metrics.selection import Selection
from graph_service.questions.agreements import AGREEMENTS
from graph_service.questions.answered import answered
from graph_service.questions.called import Called
from graph_service.questions.completeness import COMPLETENESS, Completeness
from graph_service.questions.parameters import Chosen
from graph_service.questions.question import AnyQuestion, View
from graph_service.questions.table import QUESTIONS
from graph_service.records.life import EFFECTIVE, Standing
from graph_service.records.place import Place
from graph_service.site import cells
from graph_service.site.sections import Section, section_of
from graph_service.site.templating import Frame
from graph_service.site.to_lists import counted_page
from graph_service.site.ways import page_of, way
from graph_service.words.bilingual import Bilingual, both
from graph_service.words.headings import heads
from graph_service.words.tiers import tier_names

_HOMES, _CITIES, _BODIES, _CLAIMS = 60, 20, 60, 20  # rows at most; the lists behind them hold all


def of_all(frame: Frame, view: View, country: Place, words: Mapping[str, Any], *, every: bool) -> Iterator[Section]:
    """The parts of the page of a country that are the same for everybody, for the agreements that these words ask about; with
    `every` home abroad, not the first alone."""
    snapshot, selection = view.snapshot, view.selection(Chosen(**words))
    query = {
        "country": country.country,
        "kind": ",".join(sorted(selection.kinds)),
        "status": ",".join(sorted(EFFECTIVE)),
        "counted": "true",
    }
    homes, cities = _counted(view, country, selection)
    there, whole = way(frame, "list", AGREEMENTS.name, **query), Bilingual("全部友城协议", "all agreements")
    shown = _homes(frame, view, country, homes, None if every else _HOMES)
    yield shown._replace(href=there, all=frame.say(whole))
    best = sorted(cities.items(), key=lambda entry: (-entry[1], entry[0]))[:_CITIES]
    rows = [
        (
            Called(frame.say(both(snapshot.places[city])), *page_of(snapshot.places[city])),
            cells.count(count, way(frame, "list", AGREEMENTS.name, **query | {"place": city})),
        )
        for city, count in best
    ]
    title = Bilingual(f"友城最多的地方（共{len(cities):,}个）", f"Places with most agreements ({len(cities):,} in all)")
    yield Section(frame.say(title), heads(frame.language, "place", "agreements"), rows, there, frame.say(whole))
    bodies = _named("organisations")
    held = answered(bodies, view, bodies.ask(country=[country.country], limit=_BODIES))
    title = Bilingual("当地的机构和协会", "Bodies and associations there")
    yield section_of(
        frame, view, held, title, way(frame, "list", bodies.name, country=country.country), Bilingual("全部机构", "all bodies")
    )
    claims = answered(COMPLETENESS, view, Completeness(home=country.id, limit=_CLAIMS, **words))
    title = Bilingual("公布数与在册数", "What is published, and what is on record")
    there = way(frame, "list", COMPLETENESS.name, home=country.id)
    yield section_of(frame, view, claims, title, there, Bilingual("全部公布数", "all published figures"))


def _counted(view: View, country: Place, selection: Selection) -> tuple[Counter[tuple[str, int]], Counter[str]]:
    """How many effective agreements each home abroad has here at each tier, and each place of the country abroad."""
    snapshot, tiers = view.snapshot, dict[str, Mapping[str, int]]()
    homes, cities = Counter[tuple[str, int]](), Counter[str]()
    for place, other, _ in _ties(view, country, selection):
        cities[place.id] += 1
        for home in filter(_is_home, snapshot.above(other.id)):  # a home may lie in another, as London in England
            if home.id not in tiers:
                tiers[home.id] = home_of(snapshot, home.id, selection.as_of).tiers
            homes[home.id, tiers[home.id].get(other.id, 0)] += 1
    return homes, cities


def undated_there(view: View, country: Place, words: Mapping[str, Any]) -> Bilingual | None:
    """How many of the agreements of a country with places abroad have no date of signing; None where each has one."""
    selection = view.selection(Chosen(**words))
    ties = list(_ties(view, country, selection))
    undated = sum(not found.dated for _, _, found in ties)
    if not undated:
        return None
    later = view.snapshot.is_past(selection.as_of)
    zh, en = ("，可能晚于该日", ", which may have come later") if later else ("", "")
    return Bilingual(
        f"在册{len(ties):,}对，其中未注明日期{undated:,}对，按已签计入{zh}。",
        f"On record: {len(ties):,}, of them without a date, and counted as signed: {undated:,}{en}.",
    )


def _ties(view: View, country: Place, selection: Selection) -> Iterator[tuple[Place, Place, Standing]]:
    """The effective agreements of a country with places abroad: its place, the other, how it stands."""
    snapshot, seconds = view.snapshot, view.snapshot.once(second_records)
    for place in (country, *snapshot.below(country.id)):
        for agreement in snapshot.agreements_of(place.id) if place.country == country.country else ():
            other = snapshot.places.get(agreement.other(place.id))
            if other is None or not snapshot.is_abroad(other.country, country.country):
                continue
            found = selection.standing(snapshot, agreement)
            if found and selection.counts(found) and not seconds.stands_beside(agreement, selection.layer):
                yield place, other, found


def _is_home(place: Place) -> bool:
    return place.is_level("province")


def _homes(frame: Frame, view: View, country: Place, counts: Mapping[tuple[str, int], int], most: int | None) -> Section:
    """Which homes abroad have ties in the country, with how many of each tier, so many at most; a number opens the list of
    them, and where there are more a link all of them."""
    snapshot, total = view.snapshot, Counter[str]()
    for (home, _), count in counts.items():
        total[home] += count
    order = sorted(total, key=lambda home: (-total[home], home))

    def row(home: Place) -> Iterator[object]:
        yield Called(frame.say(both(home)), "home", home.id)
        yield frame.say(both(snapshot.country(home.country) or home))
        yield cells.count(total[home.id], counted_page(frame, home, country=country.country))
        for tier in (1, 2, 3):
            there = counted_page(frame, home, country=country.country, tier=tier)
            yield cells.count(counts.get((home.id, tier), 0), there)

    rows = [tuple(row(snapshot.places[home])) for home in order[:most]]
    columns = [*heads(frame.language, "unit", "country", "agreements"), *(frame.say(tier_names(tier, 3)) for tier in (1, 2, 3))]
    columns[0] = frame.say(Bilingual("省（州）", "home"))
    left = len(order) - len(rows)
    more = Bilingual(f"，列出前{len(rows)}个", f", the first {len(rows)}") if left else Bilingual("", "")
    title = Bilingual(
        f"有友城的外国省（州）：{len(order):,}个{more.zh}", f"Homes abroad with a partner here: {len(order):,}{more.en}"
    )
    every = Bilingual(f"全部{len(order):,}个省（州）", f"all {len(order):,} homes")
    return Section(frame.say(title), columns, rows, "", "", (frame.say(every), frame.again(all="true")) if left else None)


def _named(name: str) -> AnyQuestion:
    return next(question for question in QUESTIONS if question.name == name)
