"""Every node in Neo4j has a name to be shown by: where a record has none it is made of its own words, and is no fact."""

from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver

from graph_service.loader import SeedLoad
from graph_service.records.agreement import Agreement
from graph_service.records.base import Names
from graph_service.records.claim import Claim
from graph_service.records.network import Network
from graph_service.store.neo4j_made import made_name, may_be_made
from graph_service.store.neo4j_model import model_of
from graph_service.store.open import open_store
from tests.drawing import DRAWN, agreement, known_records, place, version_in_full
from tests.one_loop import run
from tests.store.test_hand_edits import feed, filled, load_again, reread, verify

__all__ = ["filled"]
TIE = "MATCH (tie:Agreement {id: 'oss~taizhou'})-[:HAS_STAGE]->(stage)"
NAMELESS = "MATCH (node:!Meta&!Change&!Former) WHERE node.name IS NULL RETURN count(node)"
UNNAME = "MATCH (node) WHERE node.name_language = 'made' OR node:Stage REMOVE node.name, node.name_language"


def rows(neo4j: Driver, query: str) -> list[list[Any]]:
    return [record.values() for record in neo4j.execute_query(query).records]


def shown(neo4j: Driver) -> tuple[Any, ...]:
    """What the agreement is shown by, whose name that is, and what its stages are shown by."""
    [[name, language, stages]] = rows(neo4j, f"{TIE} RETURN tie.name, tie.name_language, collect(stage.name)")
    return name, language, *sorted(stages)


MADE = {
    "a~b": "suspended 2015/2016",
    "jiangsu~vaud": "formal 2017",
    "c": "unnamed city",
    "org:school-a": "unnamed school",
    "membership:nl": "member",
    "membership:nanjing-union": "regular",
    "activity:visit": "visit 2020-06",
    "plan:three-years": "action plan",
    "target:exchange": "exchange agreements 3 to 5",
    "project:park": "park",
    "claim:total": "agreements 349",
    "claim:long": f"whole list {'so ' * 29}so",
    "gap~bare_stem~jiangsu~jiangsu~vaud~2": "taken",
}


def test_a_made_name_is_of_the_words_of_the_record_alone() -> None:
    life = agreement("a", "b", "formal 1994-09-09; suspended 2015/2016-03; intent 1990")
    stated = Claim(id="claim:long", subject="a", measure="whole_list", stated="so\n" * 99, sources=DRAWN, layer="home")
    unnamed = place("c", "city", "CN", names=Names(aliases=("C",)))
    rows = [model_of(type(record)).properties(record) for record in (*known_records(), life, stated, unnamed)]
    made = {row["id"]: row["name"] for row in rows if row.get("name_language") == "made"}
    assert {record_id: made[record_id] for record_id in MADE} == MADE
    assert not {"oss", "frame:plan"} & made.keys()


@pytest.mark.neo4j
def test_every_node_has_a_name_and_what_is_read_back_has_none_that_was_made(filled: str, neo4j: Driver) -> None:
    assert rows(neo4j, NAMELESS) == [[0]]
    assert reread(filled).version == version_in_full(Network(known_records()))
    assert shown(neo4j) == ("planned 2022", "made", "planned 2022")


@pytest.mark.neo4j
@pytest.mark.parametrize("years", [(2024, 2023), (2023, 2024)])
def test_stages_that_a_hand_adds_without_a_place_in_the_list_stand_by_their_days(
    filled: str, neo4j: Driver, years: tuple[int, int]
) -> None:
    kinds = {2023: "suspended", 2024: "resumed"}
    for year in years:
        new = f"CREATE (tie)-[:HAS_STAGE]->(:Stage {{kind: '{kinds[year]}', date: date('{year}-05-06')}})"
        rows(neo4j, f"{TIE} WITH DISTINCT tie {new}")
    stages = reread(filled).network.table(Agreement)["oss~taizhou"].stages
    assert [stage.kind for stage in stages][1:] == ["suspended", "resumed"]


@pytest.mark.neo4j
def test_made_names_follow_a_stage_that_is_edited_or_added_by_hand(filled: str, neo4j: Driver) -> None:
    known = reread(filled)
    another = "CREATE (tie)-[:HAS_STAGE]->(:Stage {kind: 'formal', date: date('2023-05-06')})"
    rows(neo4j, f"{TIE} SET stage.kind = 'intent' REMOVE stage.aim {another}")
    reread(filled, known)
    assert shown(neo4j) == ("formal 2023", "made", "formal 2023-05-06", "intent 2022")
    [[kinds]] = rows(neo4j, f"{TIE} RETURN collect(stage.kind + left(stage.name, 6))")
    assert set(kinds) == {"formalformal", "intentintent"}
    assert feed(filled) == [("neo4j", "oss~taizhou")]


@pytest.mark.neo4j
@pytest.mark.first(1)
@pytest.mark.parametrize(
    ("edit", "language"),
    [
        ("SET tie.name = 'Oss–Taizhou'", "en"),
        ("SET tie.name = 'Oss–Taizhou' REMOVE tie.name_language", "en"),
        ("SET tie.name_zh = 'Oss–Taizhou'", "zh"),
        ("SET tie.name = 'Oss–Taizhou', tie.name_language = 'local'", "local"),
        ("SET tie.name_en = 'Oss–Taizhou'", "en"),
    ],
)
def test_a_name_that_a_hand_gives_is_the_name_on_record_and_the_node_is_shown_by_it(
    edit: str, language: str, filled: str, neo4j: Driver, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", filled)
    known = reread(filled)
    rows(neo4j, f"{TIE} {edit}")
    found = reread(filled, known)
    assert found.network.table(Agreement)["oss~taizhou"].names == Names(**{language: "Oss–Taizhou"})
    assert feed(filled) == [("neo4j", "oss~taizhou")]
    assert shown(neo4j)[:2] == ("Oss–Taizhou", None if language == "en" else language)
    assert verify(capsys) == (0, "the store is sound\n")
    assert reread(filled).version == found.version


@pytest.mark.neo4j
def test_a_name_written_over_a_made_one_while_no_service_runs_is_kept_by_verify(
    filled: str, neo4j: Driver, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", filled)
    rows(neo4j, f"{TIE} SET tie.name = 'Oss–Taizhou'")
    told = verify(capsys)[1]
    assert "Agreement 'oss~taizhou': name_language: 'made' stands beside 'Oss–Taizhou', a name of its own\n" in told
    assert verify(capsys, "--repair")[0] == 0
    assert shown(neo4j)[:2] == ("Oss–Taizhou", None)
    assert reread(filled).network.table(Agreement)["oss~taizhou"].names == Names(en="Oss–Taizhou")


def test_a_made_name_is_told_from_one_that_somebody_wrote() -> None:
    made = [(type(each), made_name(each)) for each in known_records() if each.names == Names()]
    assert {name for cls, name in made if not may_be_made(cls, name)} == set()
    typed = ("Suzhou and Venice", "苏州与威尼斯", "formal friendship", "formal 1986 (Oss)", "unnamed 1986")
    assert not any(may_be_made(Agreement, name) for name in typed)


@pytest.mark.thorough
@pytest.mark.neo4j
def test_a_made_name_that_another_record_could_have_is_told_and_made_again(
    filled: str, neo4j: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", filled)
    before = reread(filled)
    rows(neo4j, f"{TIE} SET tie.name = 'exchange 1777', stage.name = 'Y'")
    assert reread(filled, before)[1:] == before[1:]
    code, told = verify(capsys)
    where = "stands there, where 'planned 2022' should"
    assert (code, told.splitlines()[:2]) == (
        1,
        [
            f"Agreement 'oss~taizhou': name: 'exchange 1777' {where}; if it is one of its own, take name_language away",
            f"Stage of Agreement 'oss~taizhou': name: 'Y' {where}; it has none of its own",
        ],
    )
    assert verify(capsys, "--repair")[0] == 0
    assert shown(neo4j) == ("planned 2022", "made", "planned 2022")
    rows(neo4j, UNNAME)
    told = verify(capsys)[1]
    assert "name: no name stands there, where 'formal 2017' should" in told
    assert "31 finding(s); `verify --repair` sets right" in told
    load_again(filled, tmp_path, SeedLoad.PROPOSE)
    assert (verify(capsys), rows(neo4j, NAMELESS)) == ((0, "the store is sound\n"), [[0]])
    assert reread(filled)[1:] == before[1:]


@pytest.mark.thorough
@pytest.mark.plans_anew
@pytest.mark.neo4j
def test_a_store_of_an_earlier_release_is_given_names_once_and_says_what_it_said(
    filled: str, neo4j: Driver, tmp_path: Path
) -> None:
    before = reread(filled)
    rows(neo4j, UNNAME)
    rows(neo4j, "MATCH (meta:Meta) SET meta.form = 4")
    store = open_store(filled, create=True)
    assert run(store.load()).version == before.version
    run(store.aclose())
    assert rows(neo4j, NAMELESS) == [[0]]
    report = load_again(filled, tmp_path, SeedLoad.PROPOSE)
    assert (report.difference.has_effect, report.notices) == (False, ())
