"""`statistics` and `centrality`, of graph files and of the store: what they print, what they say beside it, how they refuse."""

import csv
import io
import json
from pathlib import Path

import msgspec
import networkx as nx
import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings

from graph_service.answers.statistics import Figures
from graph_service.cli.app import REFUSED, WRONG_COMMAND, run
from graph_service.graph.measures import CENTRALITIES
from graph_service.questions.whole_network import measure_called
from graph_service.words.network import CENTRALITY_NAMES, FIGURES
from tests.graph.drawn import graphs

Printed = pytest.CaptureFixture[str]
KARATE = str(Path(__file__).parent.parent / "files" / "graphs" / "out.karate")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def written(folder: Path, text: str) -> str:
    path = folder / "graph.txt"
    path.write_text(text, "utf-8")
    return str(path)


def test_the_statistics_of_a_konect_file_need_no_option(capsys: Printed) -> None:
    assert run(["statistics", KARATE, "--format", "json"]) == 0
    printed = capsys.readouterr()
    found = json.loads(printed.out)
    assert (found["places"], found["agreements"], found["triangles"], found["diameter"]) == (34, 78, 45, 5)
    assert (found["file"], found["notices"], found["warning"]) == (KARATE, [], None)
    assert printed.err == ""


def test_json_has_every_figure_and_the_table_all_but_the_long_lists(capsys: Printed) -> None:
    fields = {field.name for field in msgspec.structs.fields(Figures)}
    assert run(["statistics", KARATE, "--format", "json"]) == 0
    assert fields <= set(json.loads(capsys.readouterr().out))
    assert set(FIGURES) == fields - {"degree_distribution", "rich_club"}


def test_csv_has_every_digit_of_every_figure(capsys: Printed) -> None:
    assert run(["statistics", KARATE, "--format", "csv"]) == 0
    found = {row["figure"]: row["value"] for row in rows(capsys.readouterr().out)}
    assert found["clustering"] == repr(135 / 528)
    assert found["median_distance"] == "2"
    assert found["degree_distribution"].startswith("0 1 11 6 6 3 2")


def test_the_table_of_statistics_is_for_people(capsys: Printed) -> None:
    assert run(["statistics", KARATE]) == 0
    printed = capsys.readouterr().out
    assert KARATE in printed
    assert "0.255682" in printed
    assert "全局聚类系数" in printed


def test_centrality_shows_the_twenty_largest_and_says_so(capsys: Printed) -> None:
    assert run(["centrality", KARATE, "--measure", "degree"]) == 0
    assert capsys.readouterr().err == "只显示34项中的20项；用 --limit 可多显示\n"


def test_centrality_as_csv_holds_every_node_the_largest_first(capsys: Printed) -> None:
    assert run(["centrality", KARATE, "--measure", "degree", "--format", "csv"]) == 0
    printed = capsys.readouterr()
    found = rows(printed.out)
    assert list(found[0]) == ["id", "name", "value"]
    assert [row["id"] for row in found[:5]] == ["34", "1", "33", "3", "2"]
    assert float(found[0]["value"]) == 17 / 33
    assert (len(found), printed.err) == (34, "")


def test_equal_values_are_in_the_order_of_their_ids(tmp_path: Path, capsys: Printed) -> None:
    assert run(["centrality", written(tmp_path, "d c\nb a\ne b\n"), "--measure", "degree", "--format", "csv"]) == 0
    assert [(row["id"], row["value"]) for row in rows(capsys.readouterr().out)] == [
        ("b", "0.5"),
        ("a", "0.25"),
        ("c", "0.25"),
        ("d", "0.25"),
        ("e", "0.25"),
    ]


def test_output_takes_all_rows_as_csv(tmp_path: Path, capsys: Printed) -> None:
    path = tmp_path / "all.csv"
    assert run(["centrality", KARATE, "--measure", "betweenness", "--output", str(path)]) == 0
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", f"wrote {path} (0 kB)\n")
    found = rows(path.read_text("utf-8-sig"))
    assert len(found) == 34
    expected = nx.betweenness_centrality(nx.karate_club_graph())
    assert {int(row["id"]) - 1: float(row["value"]) for row in found} == pytest.approx(expected, abs=1e-12)


def test_output_called_json_is_json_and_takes_the_limit_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "three.json"
    assert run(["centrality", KARATE, "--measure", "core_number", "--limit", "3", "--output", str(path)]) == 0
    found = json.loads(path.read_text("utf-8-sig"))
    assert (found["total"], found["measure"], found["range"]) == (34, "core_number", "0, 1, 2 …")
    assert found["items"] == [{"id": node, "name": node, "value": 4.0} for node in ("1", "14", "2")]


def test_the_ending_of_a_file_names_its_format(tmp_path: Path) -> None:
    for ending, begins in (
        ("csv", b"\xef\xbb\xbfid,name,value"),
        ("ndjson", b'{"id":"34"'),
        ("xlsx", b"PK"),
        ("json", b'{"file"'),
    ):
        path = tmp_path / f"all.{ending}"
        assert run(["centrality", KARATE, "--output", str(path)]) == 0
        assert path.read_bytes().startswith(begins)


def test_output_that_cannot_be_written_is_refused(tmp_path: Path, capsys: Printed) -> None:
    assert run(["centrality", KARATE, "--measure", "degree", "--format", "csv", "--output", str(tmp_path)]) == REFUSED
    assert capsys.readouterr().err == f"{tmp_path}: cannot be written (Is a directory); choose another file\n"


def test_nodes_have_the_names_that_the_file_gives_them(tmp_path: Path, capsys: Printed) -> None:
    path = tmp_path / "graph.gexf"
    graph = nx.Graph([("Q1", "Q2"), ("Q2", "Q3")])
    nx.set_node_attributes(graph, {"Q1": "苏州市", "Q2": "大阪市"}, "label")
    nx.write_gexf(graph, path)
    assert run(["centrality", str(path), "--measure", "degree", "--format", "csv"]) == 0
    assert [(row["id"], row["name"]) for row in rows(capsys.readouterr().out)] == [
        ("Q2", "大阪市"),
        ("Q1", "苏州市"),
        ("Q3", "Q3"),
    ]


@pytest.mark.parametrize("given", ["core_number", "Core-Number", "core number", "CoreNumber", "核数"])
def test_a_measure_is_known_by_its_name_however_it_is_spelled(given: str) -> None:
    assert measure_called(given) == "core_number"


@pytest.mark.parametrize("measure", CENTRALITIES)
def test_every_measure_can_be_asked_of_a_file(measure: str, capsys: Printed) -> None:
    assert run(["centrality", KARATE, "--measure", measure]) == 0
    assert CENTRALITY_NAMES[measure].zh in capsys.readouterr().out


def test_an_unknown_measure_is_a_wrong_command(capsys: Printed) -> None:
    assert run(["centrality", KARATE, "--measure", "fame"]) == WRONG_COMMAND
    error = capsys.readouterr().err
    assert error.startswith("--measure: unknown measure 'fame'; known are degree, closeness")
    assert error.count("\n") == 1


def test_what_a_graph_cannot_hold_is_left_out_and_counted(tmp_path: Path, capsys: Printed) -> None:
    assert run(["statistics", written(tmp_path, "% asym positive\n1 1 4\n1 2 1\n2 1 3\n2 3\n3 1\n"), "--format", "json"]) == 0
    printed = capsys.readouterr()
    found = json.loads(printed.out)
    assert (found["places"], found["agreements"], found["self_loops"], found["duplicates"]) == (3, 3, 1, 1)
    assert printed.err.splitlines() == found["notices"]
    assert found["notices"] == [
        "weights, times or attributes of 3 links are left out",
        "directions are left out",
        "links of a node with itself left out: 1",
        "doubled links left out: 1",
    ]


@pytest.mark.parametrize("text", ["# nothing yet\n", "source,target\n"])
def test_a_graph_without_links_has_null_figures_and_a_notice(text: str, tmp_path: Path, capsys: Printed) -> None:
    path = written(tmp_path, text)
    assert run(["statistics", path, "--format", "json"]) == 0
    printed = capsys.readouterr()
    found = json.loads(printed.out)
    assert (found["places"], found["agreements"], found["clustering"], found["diameter"]) == (0, 0, None, None)
    assert printed.err == "the file has no links\n"
    assert run(["centrality", path, "--measure", "eigenvector", "--format", "csv"]) == 0
    assert capsys.readouterr().out == "id,name,value\n"


@pytest.mark.parametrize(("lang", "told"), [("en", "Nearly all links of this graph form stars"), ("zh", "几乎全由星形组成")])
def test_on_a_star_centrality_warns_in_the_language_asked_for(tmp_path: Path, capsys: Printed, lang: str, told: str) -> None:
    assert run(["centrality", written(tmp_path, "1 2\n1 3\n1 4\n"), "--measure", "betweenness", "--lang", lang]) == 0
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("command", [["statistics"], ["centrality", "--measure", "degree"]])
@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", ": the file is empty; name a file with at least one link"),
        (b"\x00\x01\x02", ": binary data or not UTF-8; save the links as CSV in UTF-8, or as GEXF or GraphML"),
        (
            b"1,2\n3 4\n",
            ":2: only one column, '3 4', in a list separated by commas; write both ends, separated as in the lines above",
        ),
        (b"<gexf>", ":1: not well-formed XML: no element found; export the file again"),
    ],
)
def test_a_bad_file_is_one_line_and_exit_code_1(
    command: list[str], content: bytes, complaint: str, tmp_path: Path, capsys: Printed
) -> None:
    path = tmp_path / "graph"
    path.write_bytes(content)
    assert run([command[0], str(path), *command[1:]]) == REFUSED
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", f"{path}{complaint}\n")


def test_a_path_that_does_not_exist_is_one_line(tmp_path: Path, capsys: Printed) -> None:
    assert run(["statistics", str(tmp_path / "nowhere")]) == REFUSED
    assert capsys.readouterr().err.endswith(
        "nowhere: cannot be read (No such file or directory); check the path and its permissions\n"
    )


@given(graph=graphs())
@settings(max_examples=25, deadline=None)
def test_the_centrality_of_a_random_file_equals_networkx(graph: nx.Graph, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.getbasetemp()
    nx.write_graphml(graph, folder / "graph.graphml")
    command = ["centrality", str(folder / "graph.graphml"), "--measure", "closeness", "--output", str(folder / "out.csv")]
    assert run(command) == 0
    found = {int(row["id"]): float(row["value"]) for row in rows((folder / "out.csv").read_text("utf-8-sig"))}
    assert found == pytest.approx(nx.closeness_centrality(graph), abs=1e-9)


@pytest.fixture
def drawn(drawn_store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store with the drawn network."""
    monkeypatch.setenv("GRAPH_SERVICE_STORE", drawn_store)


@pytest.mark.parametrize(
    ("path", "command"),
    [
        ("statistics?", ["statistics"]),
        (
            "statistics?grain=country&layer=home&kinds=formal&",
            ["statistics", "--grain", "country", "--layer", "home", "--kinds", "formal"],
        ),
        ("centrality?limit=20&measure=core_number&", ["centrality", "--measure", "Core-Number"]),
        (
            "centrality?limit=2&level=city&within=jiangsu&",
            ["centrality", "--limit", "2", "--level", "city", "--within", "jiangsu"],
        ),
        ("centrality?limit=20&home=jiangsu&grain=country&", ["centrality", "--home", "jiangsu", "--grain", "country"]),
    ],
)
def test_without_a_file_the_json_is_the_document_of_the_endpoint(
    drawn: None, client: TestClient, path: str, command: list[str], capsys: Printed
) -> None:
    assert run([*command, "--as-of", "2021-12-31", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == client.get(f"/v1/{path}as_of=2021-12-31").json()


def test_without_a_file_places_are_listed_with_both_names(drawn: None, capsys: Printed) -> None:
    assert run(["centrality", "--measure", "degree", "--limit", "1", "--as-of", "2021-12-31", "--format", "csv"]) == 0
    (row,) = rows(capsys.readouterr().out)
    assert row["id"] == "jiangsu"
    assert float(row["value"]) == 3 / 11


def test_the_agreements_of_one_office_are_answered_with_a_warning(drawn: None, capsys: Printed) -> None:
    for command in ("statistics", "centrality"):
        assert run([command, "--layer", "home"]) == 0
        assert "layer=all" in capsys.readouterr().err


@pytest.mark.parametrize(
    "option", [["--layer", "home"], ["--kinds", "formal"], ["--as-of", "2021-12-31"], ["--grain", "country"]]
)
def test_what_asks_about_the_store_is_refused_beside_a_file(option: list[str], capsys: Printed) -> None:
    assert run(["statistics", KARATE, *option]) == WRONG_COMMAND
    assert "asks about the stored network; leave it out, or leave out" in capsys.readouterr().err
