"""The queries in cypher/queries/ give the same answers as the service, on the real rows and on worked examples."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace
from neo4j import Driver

from graph_service.metrics.denominator import ALL, denominator_of, frame_named
from graph_service.metrics.neighbourhood import neighbourhood
from graph_service.metrics.selection import ALL_LAYERS, Selection, layers_of
from graph_service.metrics.vine import Vine, vine_of
from graph_service.planning.gaps.find import find_gaps
from graph_service.planning.questions.ask import QUESTIONS
from graph_service.planning.questions.in_cypher import in_list
from graph_service.planning.questions.question import Asked as AskedOfService
from graph_service.questions.query import Query, query
from graph_service.questions.question import View
from graph_service.records.base import Record
from graph_service.records.claim import Claim
from graph_service.records.frame import Frame
from graph_service.records.membership import Membership
from graph_service.records.network import ChangeSet
from graph_service.records.organisation import Organisation
from graph_service.snapshot import Snapshot
from graph_service.store.base import NamedQuery
from graph_service.store.cypher_file import CypherQuery, Row
from graph_service.store.neo4j import Neo4jStore
from graph_service.store.neo4j_server.trial import empty
from graph_service.store.neo4j_url import Neo4jUrl
from graph_service.store.queries import (
    BARE_STEMS,
    CITY_NETWORK,
    COUNTRIES_WITHOUT_COUNTERPART_ASSOCIATION,
    NAMED,
    STEMS_AND_GRAPES,
    UNCOVERED_COUNTRIES,
    TieRow,
)
from tests.conftest import ROOT
from tests.drawing import DRAWN, TODAY, agreement, known_records, place, shanghai_in_japan, snapshot
from tests.one_loop import run
from tests.thorough import thorough

pytestmark = pytest.mark.neo4j

SELECTIONS = {
    "headline today": Selection(TODAY),
    "every kind today": Selection(TODAY, frozenset(("exchange", "formal", "intent", "unclassified"))),
    "formal in 1995": Selection(date(1995, 6, 30), frozenset(("formal",))),
    "headline of one layer today": Selection(TODAY, layer="home"),
}
OTHERS = {
    "headline in 2005": Selection(date(2005, 1, 1)),
    "every kind in 2016": Selection(date(2016, 1, 1), frozenset(("exchange", "formal", "intent", "unclassified"))),
}
selections = pytest.mark.parametrize("selection", [*SELECTIONS.values(), *thorough(OTHERS.values())], ids=[*SELECTIONS, *OTHERS])


def edge_cases() -> list[Record]:
    """One agreement for each rule that the real rows may not exercise: doubtful days, ends and new beginnings, unnamed
    units, stems in stems, a region that is a city, a city-state, dated members of a frame, friends seated, founded or gone."""
    source = {"sources": DRAWN, "layer": "home"}
    return [
        place("cn", "country", "CN"), place("home", "province", "CN", "cn"), place("city", "city", "CN", "home"),
        place("county", "county", "CN", "city"), place("unnamed", "city", "CN", "home", placeholder=True),
        place("nl", "country", "NL"), place("land", "province", "NL", "nl"), place("province", "province", "NL", "land"),
        place("town", "city", "NL", "province"), place("far-town", "city", "NL", "land"), place("else", "city", "NL", "nl"),
        place("city-region", "province", "NL", "nl", levels=("province", "city")),
        place("unnamed-town", "city", "NL", "land", placeholder=True),
        place("sg", "country", "SG", levels=("country", "province", "city")),
        place("fr", "country", "FR"), place("paris", "city", "FR", "fr"), place("lyon", "city", "FR", "fr"),
        place("sm", "country", "SM", levels=("country", "province")), place("castle", "city", "SM", "sm"),
        place("re", "country", "RE", levels=("country", "province"), area_of="FR"), place("coast", "city", "RE", "re"),
        place("old", "province", "NL", "nl", valid_to="2000"), place("heir", "province", "NL", "nl"),
        place("inherited", "province", "NL", "nl", valid_to="2000", succeeded_by=("heir",)),
        place("emptied", "province", "NL", "nl", levels=("province", "city")),
        place("ward", "county", "NL", "emptied", valid_to="2000"),
        agreement("city", "castle", "formal 1990"), agreement("city", "coast", "formal 1990"),
        agreement("county", "nl", "formal 1990"),
        agreement("home", "old", "formal 1990"), agreement("home", "inherited", "formal 1990"),
        agreement("home", "emptied", "formal 1990"),
        agreement("home", "land", "formal 1990"),
        agreement("home", "province", "intent 1985; formal 1992-05; suspended 2001/2003; resumed 2010-01"),
        agreement("home", "city-region", "exchange 1991; formal 1999; terminated 2015"),
        agreement("home", "paris", "unclassified; renewal 2004"),
        agreement("home", "sg", "contact 1980; formal 1996-02"),
        agreement("city", "town", "formal 1993; dormant 2005; suspended #1; resumed #2"),
        agreement("city", "far-town", "formal 1994; terminated 2005/2008"),
        agreement("city", "city-region", "formal 1997; planned 2020 aim=formal"),
        agreement("city", "sg", "planned 1990; formal 2000"),
        agreement("county", "else", "formal 1998; resumed 2001; suspended"),
        agreement("county", "lyon", "formal 1995-06/1995-08"),
        agreement("unnamed", "town", "formal 1993", possibly_same=("city~town",)),
        agreement("county", "far-town", "formal 2000", possibly_same=("county~unnamed-town",)),
        agreement("county", "unnamed-town", "formal 2000"),
        agreement("unnamed", "unnamed-town", "formal 2000"),
        agreement("home", "city", "formal 1990"),
        Frame(id="frame:dated", kind="group", **source),
        Membership(id="m:nl", member="nl", of="frame:dated", from_="1990", to="2004/2006", **source),
        Membership(id="m:fr", member="fr", of="frame:dated", from_="1995", **source),
        Membership(id="m:sg", member="sg", of="frame:dated", to="1995-06-30", **source),
        Membership(id="m:home", member="home", of="frame:dated", **source),
        Membership(id="m:sm", member="sm", of="frame:dated", grade="observer", **source),
        Organisation(id="o:nl", kind="counterpart_association", country="NL", founded="1994/2004", **source),
        Organisation(id="o:fr", kind="counterpart_association", seat="paris", **source),
        Organisation(id="o:sg", kind="counterpart_association", country="SG", status="closed", **source),
        Organisation(id="o:sg-school", kind="school", country="SG", **source),
    ]  # fmt: skip


def united() -> list[Record]:
    """The same, and a frame of the United Nations: some members, one that came and one that may have come, an observer."""
    source = {"sources": DRAWN, "layer": "home"}
    days = {"nl": "1945", "fr": "1990", "sm": "1995-06/1995-07"}
    joined = [Membership(id=f"un:{code}", member=code, of="frame:un", from_=day, **source) for code, day in days.items()]
    observer = Membership(id="un:sg", member="sg", of="frame:un", grade="observer", **source)
    return [*edge_cases(), Frame(id="frame:un", kind="group", **source), *joined, observer]


def related() -> list[Record]:
    """The same, and steps of diplomatic relations: of days, months and years, intervals, ends, words that are no date."""
    told = {
        ("nl", "established"): ("1972-05",), ("fr", "established"): ("1964-01-27",), ("fr", "ended"): ("2000/2005-02",),
        ("sg", "established"): ("1990",), ("sg", "ended"): ("1995-06",), ("sg", "resumed"): ("2004-12-31",),
        ("sm", "established"): ("1995-07/1995-09", "long ago"), ("re", "established"): ("2016",), ("re", "ended"): ("2016",),
    }  # fmt: skip
    source = {"sources": DRAWN, "layer": "home"}
    steps = [
        Claim(id=f"d:{code}:{step}:{number}", subject="cn", counterparts=(code,), measure=f"diplomatic_relations_{step}",
              stated=said, **source)
        for (code, step), words in told.items() for number, said in enumerate(words)
    ]  # fmt: skip
    return [*united(), *steps]


class Asked:
    """One network, in Neo4j and as a snapshot."""

    def __init__(self, url: Neo4jUrl, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.store = Neo4jStore.connect(url.secret())
        self._answered: dict[str, list[Any]] = {}

    def rows(self, query: CypherQuery[Row], **parameters: object) -> list[Row]:
        """What the server answers; it is asked once for all tests that compare it with something."""
        said = f"{query.text}{sorted(parameters.items())}"
        if said not in self._answered:
            named = NamedQuery(query.name.rpartition("/")[2], parameters)
            self._answered[said] = [query.row(*row) for row in run(self.store.ask(named)).rows]
        return self._answered[said]

    def homes(self) -> list[str]:
        """Every province-level unit of China and of the networks drawn, and the regions abroad with most agreements."""
        regions = [place for place in self.snapshot.places.values() if place.is_level("province")]
        chinese = [place.id for place in regions if place.country == "CN"]
        others = [place.id for place in regions if place.country != "CN"]
        return chinese + sorted(others, key=lambda place_id: -len(self.snapshot.agreements_of(place_id)))[:6]

    def some_homes(self) -> list[str]:
        """Jiangsu, Shanghai and four others of China, or what there is of them."""
        homes = self.homes()
        return [home for home in ("Q16963", "Q8686") if home in homes] + homes[:4]

    def ties(self, home: str, selection: Selection) -> list[TieRow]:
        return self.rows(STEMS_AND_GRAPES, home=home, **stated(selection))


def stated(selection: Selection) -> dict[str, object]:
    layer = None if selection.layer == ALL_LAYERS else selection.layer
    return {"as_of": selection.as_of.isoformat(), "kinds": in_list(selection.kinds), "layer": layer}


def seen(vine: Vine) -> list[TieRow]:
    return sorted(
        TieRow(tie.agreement.id, tie.unit, tie.partner.id, tie.tier, tie.role, tie.grape_class, tie.stem)
        for tie in vine.ties.effective
    )


DRAWN_NETWORKS = {
    "known": known_records,
    "japan": shanghai_in_japan,
    "edge cases": edge_cases,
    "united": united,
    "related": related,
}


@pytest.fixture(
    scope="module",
    params=[
        "japan",
        "related",
        *thorough(["known", "edge cases", "united"]),
        pytest.param("seeds", marks=pytest.mark.seeded_neo4j),
    ],
)
def asked(request: pytest.FixtureRequest, neo4j_driver: tuple[Driver, Neo4jUrl], seeds: Snapshot) -> Iterator[Asked]:
    """The network of the interface tests, Shanghai in Japan and so on, one after the other, and at last the real rows."""
    driver, url = neo4j_driver
    if request.param == "seeds":
        request.getfixturevalue("seeded_neo4j")
        asked = Asked(url, seeds)
    else:
        empty(driver, url)
        asked = Asked(url, snapshot(DRAWN_NETWORKS[request.param]()))
        run(asked.store.apply(ChangeSet(tuple(asked.snapshot.network))))
    yield asked
    run(asked.store.aclose())


@pytest.mark.thorough
@pytest.mark.first(1)
def test_the_stems_and_grapes_of_every_home_are_those_of_the_clusters(asked: Asked) -> None:
    for home in asked.homes():
        vine = vine_of(asked.snapshot, home, SELECTIONS["headline today"])
        assert sorted(asked.ties(home, vine.selection)) == seen(vine), home


@pytest.mark.first(2)
@selections
def test_stems_and_grapes_are_those_of_the_clusters_under_any_selection(asked: Asked, selection: Selection) -> None:
    for home in asked.some_homes():
        assert sorted(asked.ties(home, selection)) == seen(vine_of(asked.snapshot, home, selection)), home


@pytest.mark.first(2)
@selections
def test_bare_stems_are_those_of_the_clusters(asked: Asked, selection: Selection) -> None:
    for home in asked.some_homes():
        bare = {stem.agreement for stem in vine_of(asked.snapshot, home, selection).stems if stem.bare}
        rows = asked.rows(BARE_STEMS, home=home, **stated(selection))
        assert [row.agreement for row in rows] == sorted(bare), home


@pytest.mark.thorough
@pytest.mark.first(4)
@pytest.mark.parametrize("tiers", [(1, 2, 3), *thorough([(1,), (3,)])])
@selections
def test_uncovered_countries_are_those_of_the_gaps_in_a_frame_everywhere_and_among_the_states_that_count(
    asked: Asked, tiers: tuple[int, ...], selection: Selection
) -> None:
    frames = [None, ALL, *list(asked.snapshot.network.table(Frame))[:1]]
    for home in asked.some_homes()[:2]:
        vine = vine_of(asked.snapshot, home, selection)
        for frame in frames:
            chosen = [tier for tier in tiers if tier <= vine.home.tmax]  # where none is left the service asks about any
            named, whole = frame_named(asked.snapshot, frame)
            gaps = find_gaps(vine, ["uncovered_country"], named, chosen, whole=whole)
            parameters = {"home": home, "frame": frame, "tiers": in_list(chosen or (1, 2, 3)), **stated(selection)}
            rows = asked.rows(UNCOVERED_COUNTRIES, **parameters)
            assert [row.country for row in rows] == sorted(str(gap.place) for gap in gaps), (home, frame)


@pytest.mark.first(2)
@selections
def test_the_questions_of_the_service_have_the_rows_of_their_files(asked: Asked, selection: Selection) -> None:
    question, bare = QUESTIONS["uncovered_countries"], QUESTIONS["bare_stems"]
    for home in asked.some_homes():
        told = AskedOfService(asked.snapshot, selection, {"home": home})
        parameters = {"home": home, **stated(selection)}
        rows = asked.rows(UNCOVERED_COUNTRIES, frame=None, tiers=in_list((1, 2, 3)), **parameters)
        assert [tuple(row) for row in rows] == list(question.rows(told)), home
        assert [tuple(row) for row in asked.rows(BARE_STEMS, **parameters)] == list(bare.rows(told)), home


@pytest.mark.first(2)
@selections
def test_the_service_gives_the_same_rows_whichever_engine_it_asks(asked: Asked, selection: Selection) -> None:
    homes = asked.homes() if selection == SELECTIONS["headline today"] else asked.some_homes()
    [busy] = busiest(asked.snapshot, 1)
    layer = selection.layer if selection.layer in layers_of(asked.snapshot) else ALL_LAYERS
    chosen = {"as_of": selection.as_of, "kinds": sorted(selection.kinds), "layer": layer}
    for name in sorted(NAMED):
        about = [{"place": busy, "depth": 2}] if name == "city_network" else [{"home": home} for home in homes]
        for words in about:
            question = Query.model_validate({"name": name, **chosen, **words})
            assert_same_rows(asked, question)


def assert_same_rows(asked: Asked, question: Query) -> None:
    """Neo4j gives the rows that the snapshot gives, in its order, and says of which revision."""
    view = View(asked.snapshot, ask_store=lambda wanted: run(asked.store.ask(wanted)))
    ours, theirs = (query(view, question.model_copy(update={"engine": engine})) for engine in ("snapshot", "neo4j"))
    assert theirs.revision == run(asked.store.revision())
    assert replace(theirs, engine="snapshot", revision=None) == ours


def test_each_basis_of_the_denominator_is_among_the_networks(asked: Asked, request: pytest.FixtureRequest) -> None:
    home = next(iter(asked.some_homes()))
    bases = [
        denominator_of(vine_of(asked.snapshot, home, selection)).basis for selection in (*SELECTIONS.values(), *OTHERS.values())
    ]
    expected = {"seeds": "relations", "known": "all", "japan": "all", "edge cases": "all", "united": "un", "related": "relations"}
    assert set(bases) == {expected[request.node.callspec.params["asked"]]}


@pytest.mark.first(2)
@selections
def test_countries_without_a_counterpart_association_are_those_of_the_service(asked: Asked, selection: Selection) -> None:
    question = QUESTIONS["countries_without_counterpart_association"]
    for home in asked.some_homes():
        told = list(question.rows(AskedOfService(asked.snapshot, selection, {"home": home})))
        rows = asked.rows(COUNTRIES_WITHOUT_COUNTERPART_ASSOCIATION, home=home, **stated(selection))
        assert [tuple(row) for row in rows] == told, home


@pytest.mark.first(4)
@pytest.mark.parametrize("depth", [2, *thorough([1, 3])])
@selections
def test_a_city_network_is_that_of_the_service(asked: Asked, depth: int, selection: Selection) -> None:
    for place_id in busiest(asked.snapshot, 2):
        found = neighbourhood(asked.snapshot, place_id, depth, selection, limit=len(asked.snapshot.places))
        rows = asked.rows(CITY_NETWORK, place=place_id, depth=depth, **stated(selection))
        hops = {place_id: 0} | {row.source: row.source_hops for row in rows} | {row.target: row.target_hops for row in rows}
        assert [row.agreement for row in rows] == [link.agreement.id for link in found.links]
        assert hops == found.hops


def test_queries_are_planned_by_what_was_just_loaded(asked: Asked, neo4j_driver: tuple[Driver, Neo4jUrl]) -> None:
    """By the numbers of an empty database the network of a city two steps far took 51 million hits, planned anew 65,000."""
    [busy] = busiest(asked.snapshot, 1)
    assert hits(CITY_NETWORK, neo4j_driver, place=busy, depth=2) < 5_000_000


def test_the_bodies_on_record_are_looked_through_once_and_not_for_each_country(
    asked: Asked, neo4j_driver: tuple[Driver, Neo4jUrl]
) -> None:
    """For each country of Jiangsu's agreements it took 2.3 million hits, once 120,000."""
    [home, *_] = asked.some_homes()
    assert hits(COUNTRIES_WITHOUT_COUNTERPART_ASSOCIATION, neo4j_driver, home=home) < 1_000_000


# Where all nodes of a label are the answer, or what it is chosen from.
WHOLE_LABELS = {UNCOVERED_COUNTRIES.name: {"country:Country"}}


@pytest.mark.parametrize(
    "query",
    [STEMS_AND_GRAPES, BARE_STEMS, UNCOVERED_COUNTRIES, COUNTRIES_WITHOUT_COUNTERPART_ASSOCIATION, CITY_NETWORK],
    ids=lambda query: query.name.rpartition("/")[2],
)
@pytest.mark.seeded_neo4j
@pytest.mark.parametrize("asked", ["seeds"], indirect=True)  # among a dozen nodes a server rightly looks at all
def test_no_query_looks_through_all_nodes_or_a_label_that_is_not_its_answer(
    asked: Asked, query: CypherQuery[Any], neo4j_driver: tuple[Driver, Neo4jUrl]
) -> None:
    [busy] = busiest(asked.snapshot, 1)
    given = {"home": asked.some_homes()[0], "place": busy, "depth": 2, "frame": None, "tiers": in_list((1, 2, 3))}
    plan = profile(query, neo4j_driver, **{name: value for name, value in given.items() if name in query.params})
    scans = {step["operatorType"].partition("@")[0]: step["args"]["Details"] for step in steps_of(plan) if scanning(step)}
    assert set(scans.values()) <= WHOLE_LABELS.get(query.name, set()), scans
    assert not list(products(plan))


def test_every_file_about_a_home_says_what_counts_in_the_lines_of_the_readme() -> None:
    [told] = re.findall(r"## What counts\n.*?```cypher\n(.*?)```", (ROOT / "cypher" / "README.md").read_text("utf-8"), re.DOTALL)
    about_homes = [query for query in NAMED.values() if "home" in query.params]
    assert len(about_homes) == 4
    assert [query.name for query in about_homes if flush(told) not in flush(query.text)] == []


def flush(text: str) -> str:
    return re.sub("^ +", "", text, flags=re.MULTILINE)


def products(plan: dict[str, Any]) -> Iterator[list[int]]:
    """The rows of both sides wherever each of several is put beside each of several others."""
    for step in steps_of(plan):
        sides = [child["args"].get("Rows", 0) for child in step.get("children", [])]
        if step["operatorType"].startswith("CartesianProduct") and min(sides) > 1:
            yield sides


def scanning(step: dict[str, Any]) -> bool:
    return step["operatorType"].startswith(
        ("AllNodesScan", "NodeByLabelScan", "UnionNodeByLabelsScan", "DirectedAll", "UndirectedAll")
    )


def hits(query: CypherQuery[Any], server: tuple[Driver, Neo4jUrl], **parameters: object) -> int:
    """How often a query looks into the database."""
    return sum(step["args"].get("DbHits", 0) for step in steps_of(profile(query, server, **parameters)))


def profile(query: CypherQuery[Any], server: tuple[Driver, Neo4jUrl], **parameters: object) -> dict[str, Any]:
    """How a query was answered, step by step."""
    driver, url = server
    text: Any = f"PROFILE {query.text}"
    chosen = parameters | stated(SELECTIONS["headline today"])
    plan = driver.execute_query(text, chosen, database_=url.database).summary.profile
    assert plan is not None
    return plan


def steps_of(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for step in plan.get("children", []):
        yield from steps_of(step)


@selections
def test_the_comparison_has_something_to_compare(seeds: Snapshot, selection: Selection) -> None:
    ties = vine_of(seeds, "Q16963", selection).ties.effective  # Jiangsu
    wanted = {"A", "C"} if selection.layer == ALL_LAYERS else {"C"}  # the stems of its grapes are in another layer
    assert wanted <= {tie.grape_class for tie in ties}


def busiest(snapshot: Snapshot, count: int) -> list[str]:
    return sorted(snapshot.places, key=lambda place_id: (-len(snapshot.agreements_of(place_id)), place_id))[:count]
