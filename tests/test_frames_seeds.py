"""The frames: who belonged to what on which day, as the founding papers and lists of members say; geography counts once."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from graph_service.metrics.frames import members_of
from graph_service.metrics.relations import states_related_to
from graph_service.metrics.sanctions import sanctions_on
from graph_service.records.claim import Claim
from graph_service.records.dates import span
from graph_service.records.frame import Frame
from graph_service.records.membership import Membership
from graph_service.records.place import Place
from graph_service.snapshot import Snapshot
from tests.test_seeds import SEEDS, UNITED_NATIONS

CHINA = "Q148"
NOW = date(2026, 1, 1)
CONTINENTS = ("africa", "asia", "europe", "north-america", "oceania", "south-america")
# The sub-regions of UN M49, those of each continent. Central Asia and South America have frames under their plain names.
SUBREGIONS = {
    "africa": ("m49-northern-africa", "m49-eastern-africa", "m49-middle-africa", "m49-southern-africa", "m49-western-africa"),
    "asia": ("central-asia", "m49-eastern-asia", "m49-south-eastern-asia", "m49-southern-asia", "m49-western-asia"),
    "europe": ("m49-eastern-europe", "m49-northern-europe", "m49-southern-europe", "m49-western-europe"),
    "north-america": ("m49-caribbean", "m49-central-america", "m49-northern-america"),
    "oceania": ("m49-australia-and-new-zealand", "m49-melanesia", "m49-micronesia", "m49-polynesia"),
    "south-america": ("south-america",),
}
# The day of the first paper that any member can have signed.
BEGINS = {
    "acd": "2002-06-18", "apec": "1989-11", "arab-states": "1945-03-22", "asean": "1967-08-08", "asean-10-1": "1997-12-16",
    "belt-and-road": "2013-09", "brics": "2009-06-16", "china-arab": "2004-01-30", "china-celac": "2014-07-17",
    "eu": "1958-01-01", "focac": "2000-10-12", "g20": "1999-12-15", "gcc": "1981-05-25", "lancang-mekong": "2016-03-23",
    "sco": "2001-06-15",
}  # fmt: skip
# Member states of the United Nations that have no diplomatic relations with China.
WITHOUT_RELATIONS = "BT BZ GT HT KN LC MH PW PY SZ TV VC"
# 44 African countries came to the first forum with Africa and 48 to the summit of 2006; China is a member as well.
SIZES = [
    ("asean", "1967-08-08", 5), ("asean", "1998-12-31", 9), ("asean", "2021-12-31", 10), ("asean", "2026-01-01", 11),
    ("asean-10-1", "1997-12-31", 10), ("asean-10-1", "2021-12-31", 11), ("asean-10-1", "2026-01-01", 12),
    ("eu", "1972-12-31", 6), ("eu", "1999-12-31", 15), ("eu", "2004-05-01", 25),
    ("eu", "2019-12-31", 28), ("eu", "2021-01-01", 27),
    ("sco", "2016-12-31", 6), ("sco", "2018-12-31", 8), ("sco", "2023-12-31", 9), ("sco", "2024-12-31", 10),
    ("brics", "2009-12-31", 4), ("brics", "2023-12-31", 5), ("brics", "2024-01-01", 9), ("brics", "2025-12-31", 10),
    ("apec", "1989-12-31", 12), ("apec", "1991-12-31", 15), ("apec", "1998-12-31", 21), ("apec", "2026-01-01", 21),
    ("acd", "2002-12-31", 18), ("acd", "2013-12-31", 33), ("acd", "2016-12-31", 34), ("acd", "2019-12-31", 35),
    ("arab-states", "1945-12-31", 7), ("arab-states", "2026-01-01", 22), ("china-arab", "2026-01-01", 23),
    ("china-celac", "2014-12-31", 34), ("focac", "2000-12-31", 45), ("focac", "2006-12-31", 49), ("focac", "2018-12-31", 54),
    ("g20", "2026-01-01", 19), ("gcc", "2026-01-01", 6), ("lancang-mekong", "2026-01-01", 6), ("central-asia", "2026-01-01", 5),
]  # fmt: skip


def codes(seeds: Snapshot, frame: str, day: date = NOW) -> set[str]:
    """The countries of a frame, by ISO code."""
    return {place.country for place in members_of(seeds, f"frame:{frame}", day)}


def ours(seeds: Snapshot) -> list[Membership]:
    """The memberships of the layer."""
    return [membership for membership in seeds.network.table(Membership).values() if membership.layer == "frames"]


def relations(seeds: Snapshot) -> dict[str, set[str | None]]:
    """The days on which China and each country established relations, by the country's ISO code."""
    days: dict[str, set[str | None]] = {}
    for claim in seeds.network.table(Claim).values():
        if claim.measure == "diplomatic_relations_established":
            assert claim.counterparts == (CHINA,)
            days.setdefault(seeds.places[claim.subject].country, set()).add(claim.stated)
    return days


@pytest.mark.parametrize(("frame", "day", "size"), SIZES, ids=str)
def test_a_frame_has_as_many_members_on_a_day_as_its_papers_say(seeds: Snapshot, frame: str, day: str, size: int) -> None:
    assert len(members_of(seeds, f"frame:{frame}", date.fromisoformat(day))) == size


@pytest.mark.parametrize(("day", "countries"), [("2020-12-31", 138), ("2021-12-31", 145), ("2022-12-31", 150)])
def test_the_belt_and_road_holds_the_published_number(seeds: Snapshot, day: str, countries: int) -> None:
    """138 were published in 2020-01 and 145 in 2021-12; five signed in 2022."""
    assert len(codes(seeds, "belt-and-road", date.fromisoformat(day))) == countries


@pytest.mark.parametrize(
    ("country", "last", "first_without"), [("IT", "2023-11-30", "2023-12-31"), ("PA", "2025-01-31", "2025-02-28")]
)
def test_who_left_the_belt_and_road_is_no_member_from_then(seeds: Snapshot, country: str, last: str, first_without: str) -> None:
    assert country in codes(seeds, "belt-and-road", date.fromisoformat(last))
    assert country not in codes(seeds, "belt-and-road", date.fromisoformat(first_without))


def test_the_united_kingdom_left_the_european_union(seeds: Snapshot) -> None:
    assert "GB" in codes(seeds, "eu", date(2020, 1, 30))
    assert codes(seeds, "eu", date(2020, 1, 30)) - codes(seeds, "eu", date(2020, 2, 1)) == {"GB"}


def test_whose_accession_is_doubtful_is_left_out_and_the_frame_says_so(seeds: Snapshot) -> None:
    frame = seeds.record(Frame, "frame:brics")
    assert "SA" not in codes(seeds, "brics")
    assert frame.open
    assert "沙特阿拉伯" in (frame.note or "")
    assert "Saudi Arabia" in (frame.note or "")


def test_hong_kong_and_chinese_taipei_are_economies_of_apec(seeds: Snapshot) -> None:
    assert {"CN", "HK", "TW"} <= codes(seeds, "apec")
    named = {m.member: m.names.en for m in ours(seeds) if m.of == "frame:apec"}
    assert (named["Q8646"], named["Q865"]) == ("Hong Kong, China in APEC", "Chinese Taipei in APEC")


def test_the_forum_with_africa_lacks_only_eswatini(seeds: Snapshot) -> None:
    members = {code for code in UNITED_NATIONS.split() if code in codes(seeds, "africa")}
    assert members - codes(seeds, "focac") == {"SZ"}
    assert codes(seeds, "focac") - members == {"CN"}


def test_the_key_country_plan_declares_eleven_and_names_nine(seeds: Snapshot) -> None:
    assert seeds.record(Frame, "frame:key-countries").declared == 11
    assert codes(seeds, "key-countries") == {"JP", "KR", "SG", "IL", "DE", "GB", "NL", "FR", "US"}


def test_each_country_lies_on_exactly_one_continent(seeds: Snapshot) -> None:
    found = Counter(code for continent in CONTINENTS for code in codes(seeds, continent))
    assert found.keys() == seeds.countries.keys()
    assert set(found.values()) == {1}
    assert set(UNITED_NATIONS.split()) <= found.keys()


@pytest.mark.parametrize(
    ("continent", "countries"), [("africa", 54), ("asia", 47), ("europe", 43), ("oceania", 14), ("south-america", 12)]
)
def test_a_continent_has_its_member_states_of_the_united_nations(seeds: Snapshot, continent: str, countries: int) -> None:
    """UN M49 (2024); the 23 that are left lie in North America: 23 + 54 + 47 + 43 + 14 + 12 = 193."""
    assert len(codes(seeds, continent) & set(UNITED_NATIONS.split())) == countries


@pytest.mark.parametrize(
    ("country", "continent"), [("RU", "europe"), ("TR", "asia"), ("CY", "asia"), ("EG", "africa"), ("KZ", "asia"), ("GE", "asia")]
)
def test_a_country_on_two_continents_lies_where_m49_puts_it(seeds: Snapshot, country: str, continent: str) -> None:
    assert country in codes(seeds, continent)


@pytest.mark.parametrize("continent", CONTINENTS)
def test_the_subregions_of_a_continent_are_its_parts(seeds: Snapshot, continent: str) -> None:
    parts = Counter(code for frame in SUBREGIONS[continent] for code in codes(seeds, frame))
    assert parts == Counter(codes(seeds, continent))


def test_latin_america_is_its_three_subregions(seeds: Snapshot) -> None:
    parts = ("m49-caribbean", "m49-central-america", "south-america")
    assert codes(seeds, "latin-america") == {code for frame in parts for code in codes(seeds, frame)}
    assert codes(seeds, "china-celac") - codes(seeds, "latin-america") == {"CN"}


def test_no_member_stands_twice_in_a_frame(seeds: Snapshot) -> None:
    pairs = Counter((m.member, m.of) for m in seeds.network.table(Membership).values())
    assert [pair for pair, times in pairs.items() if times > 1] == []


def test_members_are_countries_and_every_membership_has_two_names_and_a_confidence(seeds: Snapshot) -> None:
    assert all(isinstance(seeds.places.get(m.member), Place) and seeds.places[m.member].is_level("country") for m in ours(seeds))
    assert all(m.names.zh and m.names.en and all(source.confidence for source in m.sources) for m in ours(seeds))


def test_geography_is_undated_and_every_accession_is_dated(seeds: Snapshot) -> None:
    dated = {m.of.removeprefix("frame:") for m in ours(seeds) if m.from_}
    undated = {m.of.removeprefix("frame:") for m in ours(seeds) if not m.from_}
    assert dated == BEGINS.keys()
    assert dated & undated == set()
    assert {seeds.record(Frame, f"frame:{frame}").kind for frame in undated - {"un"}} == {"continent", "region"}


@pytest.mark.parametrize("frame", BEGINS)
def test_no_one_joined_before_the_beginning_or_after_the_data(seeds: Snapshot, frame: str) -> None:
    joined = [span(m.from_) for m in ours(seeds) if m.of == f"frame:{frame}" and m.from_]
    assert min(day.first for day in joined) == span(BEGINS[frame]).first
    assert max(day.last for day in joined) <= NOW


@pytest.mark.parametrize("table", ["frames", "memberships", "claims"])
def test_the_description_counts_the_rows_of_each_table(seeds: Snapshot, table: str) -> None:
    rows = sum(record.layer == "frames" for record in seeds.network.rows(table).values())
    assert f"| `frames/{table}.csv` | {rows} |" in (SEEDS / "SOURCES.md").read_text(encoding="utf-8")


def test_every_frame_has_both_names_and_a_note_in_both_languages(seeds: Snapshot) -> None:
    frames = [frame for frame in seeds.network.table(Frame).values() if frame.layer == "frames"]
    assert len(frames) == 27
    assert all(frame.names.zh and frame.names.en and " / " in (frame.note or "") for frame in frames)


@pytest.mark.parametrize(
    ("country", "day"),
    [
        ("JP", "1972-09-29"), ("KR", "1992-08-24"), ("US", "1979-01-01"), ("DE", "1972-10-11"), ("FR", "1964-01-27"),
        ("CH", "1950-09-14"), ("NP", "1955-08-01"), ("BN", "1991-09-30"), ("BY", "1992-01-20"), ("CG", "1964-02-22"),
        ("RU", "1949-10-02"), ("ZA", "1998-01-01"), ("HN", "2023-03-26"),
    ],
)  # fmt: skip
def test_china_established_relations_on_the_day_of_the_ministrys_table(seeds: Snapshot, country: str, day: str) -> None:
    assert relations(seeds)[country] == {day}


@pytest.mark.parametrize(("country", "days"), [("GB", {"1954-06-17", "1972-03-13"}), ("NL", {"1954-11-19", "1972-05-18"})])
def test_relations_that_began_below_ambassadors_keep_both_days(seeds: Snapshot, country: str, days: set[str]) -> None:
    assert relations(seeds)[country] == days


def test_all_countries_with_relations_have_their_day(seeds: Snapshot) -> None:
    """183 since 2024-01-24; of them Palestine, the Cook Islands and Niue are no member states of the United Nations."""
    found = relations(seeds)
    assert set(UNITED_NATIONS.split()) - found.keys() == {"CN", *WITHOUT_RELATIONS.split()} - {"BZ", "LC"}, "two had them once"
    assert found.keys() - set(UNITED_NATIONS.split()) == {"PS", "CK", "NU"}
    assert len(found) == 185, "two of them broken off since"


def test_each_day_of_relations_is_a_day_since_the_founding_of_the_republic(seeds: Snapshot) -> None:
    days = [span(day or "") for days in relations(seeds).values() for day in days]
    assert all(day.first == day.last for day in days)
    assert date(1949, 10, 2) == min(day.first for day in days)
    assert max(day.first for day in days) <= date(2024, 1, 24)


def test_the_published_numbers_of_the_belt_and_road_only_grow(seeds: Snapshot) -> None:
    claims = [c for c in seeds.network.table(Claim).values() if c.subject == "frame:belt-and-road" and not c.counterparts]
    ordered = sorted(claims, key=lambda claim: claim.as_of or "")
    assert all((one.value or 0) < (other.value or 0) for one, other in pairwise(ordered))
    assert (ordered[-1].value, ordered[-1].qualifier) == (150, "at_least")


def test_the_members_of_the_united_nations_are_193(seeds: Snapshot) -> None:
    assert codes(seeds, "un") == set(UNITED_NATIONS.split())
    assert len(codes(seeds, "un")) == 193


def test_states_without_relations_on_the_day_are_those_that_never_began_or_broke_them_off(seeds: Snapshot) -> None:
    related = states_related_to(seeds, "CN", date(2026, 11, 28))
    assert set(UNITED_NATIONS.split()) - related == {"CN", *WITHOUT_RELATIONS.split()}
    assert len(related) == 183, "the countries of the ministry's table"


@pytest.mark.parametrize(
    ("code", "day", "related"),
    [("NI", "1989-06-01", True), ("NI", "1995-01-01", False), ("NI", "2021-12-10", True), ("LC", "2006-01-01", True),
     ("LC", "2008-01-01", False), ("TD", "1998-01-01", False), ("TD", "2006-08-06", True), ("FR", "1964-01-26", False),
     ("FR", "1964-01-27", True)],
)  # fmt: skip
def test_relations_that_were_broken_off_do_not_stand_until_they_are_resumed(
    seeds: Snapshot, code: str, day: str, related: bool
) -> None:
    assert (code in states_related_to(seeds, "CN", date.fromisoformat(day))) is related


def test_the_relations_of_a_state_of_which_only_one_is_told_are_not_on_record(seeds: Snapshot) -> None:
    assert states_related_to(seeds, "DE", date(2026, 11, 28)) == frozenset()


def test_sanctions_are_told_by_resolution_and_a_disputed_one_says_so(seeds: Snapshot) -> None:
    today = date(2026, 11, 28)
    assert [found.resolution for found in sanctions_on(seeds, "KP", today)] == ["1718 (2006)"]
    assert sanctions_on(seeds, "KP", date(2006, 10, 13)) == ()
    assert sanctions_on(seeds, "ML", today) == ()
    assert len(sanctions_on(seeds, "ML", date(2020, 1, 1))) == 1
    assert {found.disputed for found in sanctions_on(seeds, "IR", today)} == {True}
    assert {found.disputed for found in sanctions_on(seeds, "IR", date(2010, 7, 1))} == {False}
    assert sanctions_on(seeds, "IR", date(2020, 1, 1)) == ()
    assert sanctions_on(seeds, "DE", today) == ()
