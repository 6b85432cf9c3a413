"""A home by country, its units against countries, and the associations of its districts."""

from typing import Any

import pytest

from graph_service.errors import BadRequest
from graph_service.questions.agreements import Agreements, agreements
from graph_service.questions.associations import Associations, associations, told
from graph_service.questions.cluster import CLUSTER, Cluster, cluster, shown
from graph_service.questions.clusters import Clusters, clusters
from graph_service.questions.countries import Countries, countries
from graph_service.questions.gaps import Gaps, gaps
from graph_service.questions.growth import Growth, growth
from graph_service.questions.matrix import Matrix, matrix
from graph_service.questions.matrix import shown as shown_matrix
from graph_service.questions.question import View
from graph_service.records.activity import Activity
from graph_service.records.base import Names
from graph_service.records.organisation import Organisation
from graph_service.snapshot import Snapshot
from tests.drawing import DRAWN, agreement, place, snapshot
from tests.pages.pages import DUTCH, dutch

HOMES = pytest.mark.parametrize("home", ["Q16963", "Q1198", "Q8686", "Q130290"])
NARROWINGS: list[dict[str, Any]] = [
    {"kind": ["exchange"]},
    {"status": ["planned"]},
    {"tier": 1},
    {"continent": "frame:europe"},
    {"frame": "frame:brics", "tier": 2},
    {"status": ["terminated", "suspended"]},
]


@HOMES
def test_a_country_stands_as_it_does_among_the_clusters(seeds: Snapshot, home: str) -> None:
    view = View(seeds)
    rows = {row.partner.id: row for row in clusters(view, Clusters(home=home)).items if row.grain == "country"}
    found = countries(view, Countries(home=home))
    assert [item.partner.id for item in found.items] == list(rows)
    for item in found.items:
        row = rows[item.partner.id]
        assert (item.strength, item.stems, item.classes, item.tiers) == (row.strength, row.stems, row.classes, row.tiers)
        assert len(item.agreements) == sum(row.roles.values())


@HOMES
def test_the_gaps_of_a_country_are_those_of_the_worklist_that_name_it(seeds: Snapshot, home: str) -> None:
    view = View(seeds)
    for item in countries(view, Countries(home=home)).items[:5]:
        there = gaps(view, Gaps(home=home, country=item.partner.country))
        assert there.total == item.gaps
        assert {gap.country.code for gap in there.items if gap.country} <= {item.partner.country}


@pytest.mark.parametrize("narrowing", NARROWINGS, ids=str)
def test_narrowed_countries_are_those_with_such_an_agreement(seeds: Snapshot, narrowing: dict[str, Any]) -> None:
    view = View(seeds)
    whole = {item.partner.id: item for item in countries(view, Countries(home="Q16963")).items}
    found = countries(view, Countries(home="Q16963", **narrowing)).items
    assert {item.partner.id for item in found} <= {*whole} or "status" in narrowing
    for item in found:
        if item.agreements:
            listed = agreements(view, Agreements(home="Q16963", id=list(item.agreements))).items
            assert len(listed) == len(item.agreements)
            for name in ("kind", "status", "tier"):
                if name in narrowing:
                    wanted = narrowing[name] if isinstance(narrowing[name], list) else [narrowing[name]]
                    assert {getattr(one, name) for one in listed} <= {*wanted}
    if "frame" not in narrowing:
        assert len(found) < len(whole)


def test_a_frame_that_is_no_continent_is_refused_as_one(seeds: Snapshot) -> None:
    with pytest.raises(BadRequest, match="no continent"):
        countries(View(seeds), Countries(home="Q16963", continent="frame:brics"))


def test_what_happened_last_under_the_agreements_is_told_with_its_agreement() -> None:
    happened = [("act:1", "2019-05-01"), ("act:2", "2023"), ("act:3", "2031")]
    under = [
        Activity(id=name, kind="visit", agreement="jiangsu~north-brabant", date=day, sources=DRAWN, layer="home")
        for name, day in happened
    ]
    found = countries(View(snapshot([*dutch(), *under])), Countries(home="jiangsu"))
    last = {item.partner.id: item.last_activity for item in found.items}
    assert last["netherlands"] is not None
    assert (last["netherlands"].date, last["netherlands"].activity) == ("2023", "act:2")
    assert last["belarus"] is None


@HOMES
def test_the_matrix_adds_up_to_the_home(seeds: Snapshot, home: str) -> None:
    view = View(seeds)
    found = matrix(view, Matrix(home=home))
    assert sum(item.total for item in found.items) == growth(view, Growth(home=home)).items[0].total
    for item in found.items:
        assert item.total == sum(map(len, item.cells.values())) + item.elsewhere
    for column in found.countries:
        assert column.agreements == sum(len(item.cells.get(column.code, ())) for item in found.items)


@HOMES
def test_the_units_without_anybody_are_the_gaps_that_say_so(seeds: Snapshot, home: str) -> None:
    view = View(seeds)
    found = matrix(view, Matrix(home=home))
    for tier, number in found.empty.items():
        assert gaps(view, Gaps(home=home, type=["empty_unit"], tier=int(tier))).total == (number or 0)
    assert sum(number or 0 for number in found.empty.values()) == sum(not item.total for item in found.items if item.tier > 1)


def test_units_that_stand_there_by_their_agreements_alone_do_not_say_that_none_is_without(seeds: Snapshot) -> None:
    jiangsu, queensland = (matrix(View(seeds), Matrix(home=home)) for home in ("Q16963", "Q36074"))
    assert (jiangsu.empty["2"], queensland.empty["3"]) == (0, None)  # all units of China are listed by GB/T 2260
    told = {lang: shown_matrix(queensland, lang).title.splitlines()[0] for lang in ("zh", "en")}
    assert told["zh"].endswith("其中在册无友城的：市级2个、县级不详")
    assert told["en"].endswith("without a partner on record: city level 2, county level not known")


def test_a_matrix_of_one_tier_counts_the_units_of_that_tier_alone(seeds: Snapshot) -> None:
    assert matrix(View(seeds), Matrix(home="Q16963", tier=3)).empty.keys() == {"3"}


def test_a_page_of_the_matrix_is_the_beginning_of_the_whole(seeds: Snapshot) -> None:
    whole, part = (matrix(View(seeds), Matrix(home="Q1198", limit=limit)) for limit in (None, 24))
    assert part.items == whole.items[:24]
    assert (part.total, part.empty, part.countries) == (whole.total, whole.empty, whole.countries)


def test_a_district_has_the_associations_seated_there_and_none_on_record_is_not_none() -> None:
    body = Organisation(
        id="org:1",
        kind="friendship_association",
        seat="kunshan",
        names=Names(en="friends"),
        founded="2020",
        sources=DRAWN,
        layer="home",
    )
    found = associations(View(snapshot([*dutch(), body])), Associations(home="jiangsu"))
    (first, *others) = found.items
    assert (first.unit.id, first.counted, [one.id for one in first.associations]) == ("kunshan", True, ["org:1"])
    assert not any(item.associations for item in others)
    assert found.coverage.numerator == 1
    assert "None on record does not mean none" in told(found).en


def test_without_a_district_nothing_is_covered() -> None:
    assert associations(View(DUTCH), Associations(home="utrecht-province")).items == ()


def test_countries_with_an_intent_are_found_by_that_kind_and_by_its_status() -> None:
    drawn = View(
        snapshot(
            [
                *dutch(),
                place("chile", "country", "CL"),
                place("lota", "city", "CL", "chile"),
                agreement("nanjing", "lota", "intent 2015"),
            ]
        )
    )
    for words in ({"kind": ["intent"]}, {"status": ["active"]}):
        rows = {item.partner.id: item.agreements for item in countries(drawn, Countries(home="jiangsu", **words)).items}
        assert rows["chile"] == ("lota~nanjing",)
    assert "chile" not in {item.partner.id for item in countries(drawn, Countries(home="jiangsu")).items}


def test_the_agreements_of_a_country_stand_as_a_cluster_is_read(seeds: Snapshot) -> None:
    """Jiangsu and Japan: two stems, then the grapes in them, then those outside, each tier by tier, then what stands beside."""
    answer = cluster(View(seeds), Cluster(home="Q16963", partner="Q17"))
    rows = [(str(row[0]), int(str(row[4]))) for row in shown(answer, "zh").rows]
    order = ["主茎", "A 在茎", "B 旁枝", "另计"]
    assert [counts for counts, _ in rows[:3]] == ["主茎", "主茎", "A 在茎"]
    assert rows == sorted(rows, key=lambda row: (order.index(row[0]), row[1]))
    assert [row[11] for row in CLUSTER.table(answer).rows][:3] == ["stem", "stem", "grape"]
