"""Nodes of a graph file that a reader takes for one are told, whatever makes them differ and whatever the format."""

from pathlib import Path

import pytest

from graph_service.files.graphs import read_graph

GRAPHML = (
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="undirected">'
    '<node id="{}"/><node id="Delft"/><node id="Oss"/><edge source="Delft" target="Oss"/></graph></graphml>'
)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Del\u200bft", r"'Del\u200bft'"),  # a space of no width
        ("Delft\ufeff", r"'Delft\ufeff'"),
        ("Del\u00adft", r"'Del\xadft'"),  # a soft hyphen
        ("D\u0435lft", r"'D\u0435lft'"),  # a Cyrillic letter
        ("\uff24elft", r"'\uff24elft'"),  # a letter of full width
    ],
)
def test_a_node_that_looks_like_another_is_told(tmp_path: Path, name: str, shown: str) -> None:
    told = f"{shown} looks like 'Delft', and is a node of its own"
    for text in (f"source,target\n{name},Oss\nDelft,Oss\n", GRAPHML.format(name)):
        path = tmp_path / "graph"
        path.write_text(text, encoding="utf-8")
        found = read_graph(path)
        assert [notice for notice in found.notices if "looks like" in notice] == [told]
        assert {name, "Delft"} <= found.names.keys()


def test_a_name_with_other_white_space_looks_like_the_one_without(tmp_path: Path) -> None:
    path = tmp_path / "graph"
    path.write_text("source,target\nDen  Haag,Oss\nDen\u00a0Haag,Oss\nDen Haag,Oss\n", encoding="utf-8")
    assert read_graph(path).notices == ["'Den  Haag' looks like 'Den Haag', and is a node of its own; 1 more pair(s)"]


@pytest.mark.parametrize("names", ["Delft,delft", "Köln,Koln", "Köln,KÖLN", "泰州,台州", "Осло,Минск"])
def test_names_that_differ_to_the_eye_are_told_apart_without_a_word(tmp_path: Path, names: str) -> None:
    path = tmp_path / "graph"
    path.write_text(f"source,target\n{names}\nOss,Breda\n", encoding="utf-8")
    assert read_graph(path).notices == []
