"""The ways between places that a text of the search names: to a cluster, to the page before a meeting, to chains."""

from collections.abc import Iterator, Sequence
from functools import partial
from urllib.parse import quote, urlencode

from graph_service.metrics.frames import members_of
from graph_service.questions.agreements import AGREEMENTS
from graph_service.questions.called import Called
from graph_service.questions.countries import COUNTRIES
from graph_service.questions.coverage import COVERAGE
from graph_service.questions.gaps import GAPS
from graph_service.records import frame as records
from graph_service.records.place import Place
from graph_service.site.brief import brief_called
from graph_service.site.compare import MOST
from graph_service.site.group_named import group_called, place_and
from graph_service.site.list_named import list_asked, ways_to_list
from graph_service.site.phrases import asks_way
from graph_service.site.straight import home_and_partner, path_between
from graph_service.site.templating import Frame
from graph_service.site.to_lists import below_root
from graph_service.site.two_places import also_meant, by_chains, pairs_of, several_places, two_places
from graph_service.site.unclear import Unclear, which
from graph_service.site.units_asked import instead_of_units, side_by_side, units_alone
from graph_service.site.ways import page_of
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual, both

_PAIR = 2
_PAIRS = 6  # that may be meant as well
_AS_WELL, _INSTEAD = Bilingual("也可能是", "or, it may be"), Bilingual("是不是", "did you mean")


def ways_of(frame: Frame, snapshot: Snapshot, text: str) -> Iterator[tuple[str, str]]:
    """The ways between two places that a text names: the cluster of a home with a region, and the shortest chain, which no
    country is a part of."""
    if (asked := list_asked(text)) is not None:
        yield from [*ways_to_list(frame, snapshot, asked)] or ways_of(frame, snapshot, asked.whose)
        return
    if (about := place_and(snapshot, text, partial(group_called, snapshot))) is not None:
        yield from _to_group(frame, snapshot, *about)
        return
    if several := several_places(snapshot, text):
        yield from _of_several(frame, snapshot, several)
        return
    named = two_places(snapshot, text)
    if named is None:
        yield from _of_several(frame, snapshot, several_places(snapshot, text, spaced=True))
        return
    one, other = named
    yield from _to_agreement(frame, snapshot, one, other)
    homes = one.is_level("province") and other.is_level("province")
    if homes and one.country == other.country:
        yield side_by_side(frame, named)
    for pair in _as_home_and_partner(one, other):
        if (bunch := home_and_partner(*pair)) is not None:
            yield from _to_cluster(frame, *bunch)
        yield from _to_brief(frame, snapshot, *pair)
    if homes and one.country != other.country:
        yield side_by_side(frame, named)
    yield from _to_chains(frame, one, other)
    yield from _to_agreements(frame, one, other)
    yield from _to_countries(frame, snapshot, one, other)
    for pair in also_meant(snapshot, text, named)[:_PAIRS]:
        yield from _to_pair(frame, snapshot, _AS_WELL, pair, chains_first=asks_way(text))


def _of_several(frame: Frame, snapshot: Snapshot, places: Sequence[Place]) -> Iterator[tuple[str, str]]:
    """The ways of several places: those of them that are homes side by side, as many as can be, and of each two in different
    countries the cluster, else the page before a meeting, else the chains."""
    homes = [place for place in places if place.is_level("province")]
    if len(homes) >= _PAIR:
        yield side_by_side(frame, homes[:MOST])
    if units_alone(places):
        yield from instead_of_units(frame, snapshot, places)
    for one, other in () if len(homes) == len(places) else pairs_of(places):
        bunch = home_and_partner(one, other)
        ways = [*(_to_cluster(frame, *bunch) if bunch else ()), *_to_brief(frame, snapshot, one, other)]
        yield from (ways or [*_to_chains(frame, one, other)])[:1]


def _to_chains(frame: Frame, one: Place, other: Place) -> Iterator[tuple[str, str]]:
    if by_chains(one, other):
        names = Bilingual(f"{both(one).zh}到{both(other).zh}", f"{both(one).en} to {both(other).en}")
        chains = Bilingual(f"最短路径：{names.zh}", f"shortest chains: {names.en}")
        yield frame.say(chains), f"views/{path_between(frame, one.id, other.id)}"


def _to_agreement(frame: Frame, snapshot: Snapshot, one: Place, other: Place) -> Iterator[tuple[str, str]]:
    """The way to the agreement of two places with each other."""
    for agreement in snapshot.agreements_of(one.id):
        if other.id in agreement.parties:
            told = Bilingual(f"{both(one).zh}与{both(other).zh}的协议", f"the agreement of {both(one).en} with {both(other).en}")
            yield frame.say(told), f"views/{Called('', 'agreement', agreement.id).page}{frame.tail}"


def _to_agreements(frame: Frame, one: Place, other: Place) -> Iterator[tuple[str, str]]:
    """The way to the agreements of a city or county with a country."""
    place, country = (other, one) if one.is_level("country") else (one, other)
    if country.is_level("country") and not place.is_region_or_country and place.country != country.country:
        zh, en = f"{both(place).zh}与{both(country).zh}的", f"{both(place).en} with {both(country).en}"
        there = below_root(frame, AGREEMENTS, place=place.id, country=country.country)
        yield frame.say(Bilingual(f"{zh}在册协议", f"agreements on record of {en}")), there


def _to_countries(frame: Frame, snapshot: Snapshot, one: Place, other: Place) -> Iterator[tuple[str, str]]:
    """The ways to two countries, each by itself: what is asked about together are a home or a city and a country."""
    if one.is_level("country") and other.is_level("country") and not (one.is_level("province") or other.is_level("province")):
        yield from (
            (frame.say(which(snapshot, country)), f"views/{Called('', *page_of(country)).page}{frame.tail}")
            for country in (one, other)
        )


def _to_brief(frame: Frame, snapshot: Snapshot, one: Place, other: Place) -> Iterator[tuple[str, str]]:
    """The way to the page before a meeting of these two, where one of them is a home."""
    home, partner = (one, other) if one.is_level("province") else (other, one)
    if home.is_level("province") and not snapshot.lies_in(home.id, partner.id) and not snapshot.lies_in(partner.id, home.id):
        page = Called("", "brief", home.id, partner.id).page
        yield brief_called(frame, home, partner), f"views/{page}{frame.tail}"


def ways_instead(frame: Frame, snapshot: Snapshot, text: str, doubt: Unclear | None) -> Iterator[tuple[str, str]]:
    """The ways between the places that a text may mean which names none."""
    for pair in doubt.likely if doubt else ():
        yield from _to_pair(frame, snapshot, _INSTEAD, pair, chains_first=asks_way(text))


def _to_pair(
    frame: Frame, snapshot: Snapshot, said: Bilingual, pair: tuple[Place, Place], *, chains_first: bool
) -> Iterator[tuple[str, str]]:
    """The way to two places that may be meant: to their cluster, else to their page before a meeting, their chains, their
    agreements; where a way between them is asked for, to their chains if there may be any."""
    chains, bunch = [*_to_chains(frame, *pair)], home_and_partner(*pair)
    found = [*(_to_cluster(frame, *bunch) if bunch else ()), *_to_brief(frame, snapshot, *pair)]
    found = [
        *(chains if chains_first else ()),
        *found,
        *chains,
        *_to_agreements(frame, *pair),
        *_to_countries(frame, snapshot, *pair),
    ]
    names = " · ".join(frame.say(which(snapshot, place)) for place in pair)
    for _, there in found[:1]:
        yield frame.say(Bilingual(f"{said.zh}：{names}", f"{said.en}: {names}")), there


def _as_home_and_partner(one: Place, other: Place) -> Iterator[tuple[Place, Place]]:
    """As they are named, and the other way round where either may be the home: an office of Jiangsu may ask for 新加坡 江苏."""
    yield one, other
    if one.country != other.country and one.is_level("province") and other.is_level("province"):
        yield other, one


def _to_cluster(frame: Frame, home: Place, partner: Place) -> Iterator[tuple[str, str]]:
    """The ways to the picture of a cluster, and to its table."""
    zh, en = f"{both(home).zh}与{both(partner).zh}的", f"{both(home).en} with {both(partner).en}"
    picture = Bilingual(f"{zh}葡萄串（集群）", f"the cluster of {en}")
    yield frame.say(picture), f"views/{Called('', 'cluster', home.id, partner.id).page}{frame.tail}"
    file = f"v1/clusters/{quote(home.id, safe='')}/{quote(partner.id, safe='')}"
    query = urlencode({"lang": frame.language, "format": "xlsx"})
    yield frame.say(Bilingual(f"{zh}友城表（Excel）", f"agreements of {en} (Excel)")), f"{file}?{query}"


def _to_group(frame: Frame, snapshot: Snapshot, place: Place, group: records.Frame) -> Iterator[tuple[str, str]]:
    """How a home stands with each country of a set, how many of them it covers, which are missing; of any place below a country
    its agreements there."""
    name, there = both(place), Bilingual(group.names.best("zh", group.id), group.names.best("en", group.id))
    if place.is_level("province"):
        asked = {"home": place.id, "frame": group.id}
        zh, en = f"{name.zh}与{there.zh}：", f"{name.en} and {there.en}: "
        yield frame.say(Bilingual(f"{zh}逐个国家和地区", f"{en}by country and area")), below_root(frame, COUNTRIES, **asked)
        yield frame.say(Bilingual(f"{zh}覆盖率", f"{en}coverage")), below_root(frame, COVERAGE, **asked, by="country")
        yield frame.say(Bilingual(f"{zh}缺口", f"{en}gaps")), below_root(frame, GAPS, **asked)
    if not place.is_level("country") or place.is_level("province"):
        told = Bilingual(f"{name.zh}与{there.zh}的在册协议", f"agreements on record of {name.en} with {there.en}")
        yield frame.say(told), _to_agreements_within(frame, snapshot, place, group)


def _to_agreements_within(frame: Frame, snapshot: Snapshot, place: Place, group: records.Frame) -> str:
    """The list of the agreements of a place with the members of a set but its own country."""
    members = members_of(snapshot, group.id, snapshot.today)
    codes = ",".join(sorted({member.country for member in members} - {place.country}))
    whose = {"home": place.id} if place.is_level("province") else {"place": place.id}
    return below_root(frame, AGREEMENTS, **whose, country=codes)
