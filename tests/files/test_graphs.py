"""Graph files: what was written in any format is read back, and whatever is wrong is one fault with file, line and remedy."""

import bz2
import gzip
import io
import lzma
import tarfile
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_service.errors import DataRefused
from graph_service.files.file_graph import FileGraph
from graph_service.files.graphs import read_graph

Write = Callable[[str | bytes], Path]
KARATE = Path(__file__).parent / "graphs" / "out.karate"
XML = "<gexf><graph><nodes><node id='1'/><node id='2'/></nodes><edges>{}</edges></graph></gexf>"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file whose name says nothing: text as UTF-8, bytes as they are."""

    def write_file(content: str | bytes) -> Path:
        path = tmp_path / "graph"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file


def fault_of(path: Path) -> str:
    with pytest.raises(DataRefused) as refused:
        read_graph(path)
    (fault,) = refused.value.faults
    assert fault.file == str(path)
    assert fault.remedy
    assert "\n" not in str(fault)
    return str(fault).removeprefix(str(path))


def as_list(separator: str) -> Callable[[nx.Graph, Path], None]:
    return lambda graph, path: nx.write_edgelist(graph, path, delimiter=separator, data=False)


def as_csv(separator: str) -> Callable[[nx.Graph, Path], None]:
    def write_csv(graph: nx.Graph, path: Path) -> None:
        rows = ["id", "source", "target"], *([str(at), a, b] for at, (a, b) in enumerate(graph.edges))
        path.write_text("".join(separator.join(f'"{cell}"' for cell in row) + "\r\n" for row in rows), "utf-8-sig", newline="")

    return write_csv


FORMATS = {
    "spaces": as_list(" "),
    "tabs": as_list("\t"),
    "commas": as_list(","),
    "networkx with attributes": nx.write_edgelist,
    "csv with a header": as_csv(","),
    "csv with semicolons": as_csv(";"),
    "tsv with a header": as_csv("\t"),
    "gexf": nx.write_gexf,
    "graphml": nx.write_graphml,
    "directed gexf": lambda graph, path: nx.write_gexf(graph.to_directed(), path),
    "directed graphml": lambda graph, path: nx.write_graphml(graph.to_directed(), path),
}


@st.composite
def graphs(draw: st.DrawFn) -> nx.Graph:
    """Graphs whose nodes are called by numbers or by names in several scripts."""
    names = draw(
        st.sampled_from([[str(at) for at in range(1, 12)], ["苏州市", "Zürich", "Oss", "大阪市", "Perth-WA", "ab", "c2"]])
    )
    ends = st.sampled_from(names)
    graph = nx.Graph(draw(st.lists(st.tuples(ends, ends), max_size=20)))
    nx.set_edge_attributes(graph, draw(st.integers(1, 9)), "weight")
    return graph


def links_of(found: FileGraph) -> set[frozenset[str]]:
    return {frozenset(link) for link in found.links}


@pytest.mark.first(2)
@pytest.mark.parametrize("form", FORMATS)
def test_a_graph_written_in_any_format_is_read_back(form: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("graphs") / "graph"

    @settings(max_examples=40, deadline=None)
    @given(graphs())
    def is_read_back(graph: nx.Graph) -> None:
        if not graph.size():  # networkx writes an empty file then, which is refused
            return
        FORMATS[form](graph, path)
        found = read_graph(path)
        assert links_of(found) == {frozenset(link) for link in graph.edges}
        assert set(found.names) == set(graph)

    is_read_back()


def test_a_list_as_konect_ships_it_needs_no_option() -> None:
    found = read_graph(KARATE)
    assert (len(found.names), len(found.links), found.notices) == (34, 78, [])


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress], ids=["gzip", "bzip2", "xz"])
def test_a_compressed_file_reads_as_it_is(write: Write, pack: Callable[[bytes], bytes]) -> None:
    assert read_graph(write(pack(KARATE.read_bytes()))) == read_graph(KARATE)


def archive(*names: str) -> bytes:
    """An archive as KONECT ships it: a folder with the links, what is known of them, and a page about them."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:bz2") as packed:
        for name in names:
            packed.add(KARATE, f"karate/{name}")
    return out.getvalue()


def test_of_an_archive_and_of_a_folder_the_links_are_read(write: Write) -> None:
    assert read_graph(write(archive("README.karate", "meta.karate", "out.karate"))) == read_graph(KARATE)
    assert read_graph(KARATE.parent) == read_graph(KARATE)


@pytest.mark.parametrize(("names", "count"), [(["meta.karate"], 0), (["out.one", "out.two"], 2)])
def test_an_archive_must_hold_one_list_of_links(write: Write, names: list[str], count: int) -> None:
    assert f"{count} files called out.…" in fault_of(write(archive(*names)))


def test_weights_times_and_comments_are_left_out_and_any_white_space_separates(write: Write) -> None:
    found = read_graph(write("% sym positive\n1 2\t3 1082040961\n# a remark\n\n2  3\n"))
    assert found.links == [("1", "2"), ("2", "3")]
    assert found.notices == ["weights, times or attributes of 1 links are left out"]


def test_the_two_columns_of_a_bipartite_list_number_different_nodes(write: Write) -> None:
    found = read_graph(write("% bip unweighted\n% 3 2 2\n1 1\n1 2\n2 1\n"))
    assert list(found.names) == ["l1", "r1", "r2", "l2"]
    assert found.links == [("l1", "r1"), ("l1", "r2"), ("l2", "r1")]
    assert found.notices == ["two kinds of nodes: those of the left column are called l…, those of the right column r…"]


def test_directions_are_left_out_and_said_so(write: Write) -> None:
    assert read_graph(write("% asym unweighted\n1 2\n2 1\n")).notices == ["directions are left out"]
    found = read_graph(write(XML.format("<edge source='1' target='2' type='directed'/><edge source='2' target='1'/>")))
    assert found.notices == ["directions of 1 links are left out"]


def test_a_list_shorter_than_it_declares_says_so(write: Write) -> None:
    (notice,) = read_graph(write("% sym unweighted\n% 3 2 2\n1 2\n")).notices
    assert notice == "the file declares 3 links and names 1; what it does not name is not counted"


def test_a_matrix_in_coordinates_is_read_without_its_line_of_sizes(write: Write) -> None:
    matrix = "%%MatrixMarket matrix coordinate pattern {}\n% a remark\n{}\n2 1\n3 1\n"
    square = read_graph(write(matrix.format("symmetric", "3 3 2")))
    assert (square.links, square.notices) == ([("2", "1"), ("3", "1")], [])
    oblong = read_graph(write(matrix.format("general", "3 1 2")))
    assert oblong.links == [("l2", "r1"), ("l3", "r1")]


@pytest.mark.parametrize("header", ["source,target", "From,To", "甲方,乙方", "id,a,b,stages"])
def test_the_columns_of_the_ends_are_known_by_name(write: Write, header: str) -> None:
    row = "1,Oss,苏州市,formal" if header.startswith("id") else "Oss,苏州市"
    assert read_graph(write(f"{header}\n{row}\n")).links == [("Oss", "苏州市")]


def test_a_table_of_agreements_is_a_graph_of_places(write: Write) -> None:
    found = read_graph(write("id,a,b,stages,source\nx,Q1,Q2,formal 2001,list\n"))
    assert (found.links, found.notices) == ([("Q1", "Q2")], ["columns left out: id, stages, source"])


@pytest.mark.parametrize("first", ["person,event", "a,b"])
def test_a_first_line_that_is_no_link_is_taken_for_names_of_columns_and_said_so(write: Write, first: str) -> None:
    found = read_graph(write(f"{first}\n1,2\n2,3\n"))
    assert found.links == [("1", "2"), ("2", "3")]
    assert found.notices == [f"line 1 ({first.replace(',', ', ')}) was taken for names of columns"]


@pytest.mark.parametrize("text", ["a,b\nb,c\n", "a,b\nc,d\n", "Oss,Perth\nBern,Lyon\n", "Oss,Perth\n"])
def test_a_first_line_that_may_be_a_link_is_one(write: Write, text: str) -> None:
    assert len(read_graph(write(text)).links) == text.count("\n")


def test_links_of_a_node_with_itself_and_doubled_links_stay_for_the_graph_to_count(write: Write) -> None:
    assert read_graph(write("1 1\n1 2\n2 1\n")).links == [("1", "1"), ("1", "2"), ("2", "1")]


def test_a_cell_may_hold_the_separator_in_quotation_marks(write: Write) -> None:
    assert read_graph(write('"Washington, D.C.", Oss\n')).links == [("Washington, D.C.", "Oss")]


@pytest.mark.parametrize("text", ["# only a remark\n", "source,target\n", XML.format("")])
def test_a_graph_without_links_is_one_and_says_so(write: Write, text: str) -> None:
    found = read_graph(write(text))
    assert (found.links, found.notices[-1]) == ([], "the file has no links")


def test_nodes_of_gexf_are_called_by_their_label(write: Write) -> None:
    nodes = "<node id='1' label='Oss'/><node id='2'><attvalues><attvalue for='0' value='泰州市'/></attvalues></node>"
    keys = "<attributes class='edge'><attribute id='0' title='kind'/></attributes>"
    keys += "<attributes class='node'><attribute id='0' title='name_zh'/><attribute id='1' title='level'/></attributes>"
    links = "<edges><edge source='1' target='2' weight='2.5'><attvalues><attvalue for='0' value='x'/></attvalues></edge></edges>"
    found = read_graph(write(f"<gexf><graph>{keys}<nodes>{nodes}</nodes>{links}</graph></gexf>"))
    assert found.names == {"1": "Oss", "2": "泰州市"}
    assert found.notices == ["attributes left out: kind, level, weight"]


def test_nodes_of_graphml_are_called_by_their_best_name(write: Write) -> None:
    keys = "<key id='d0' for='node' attr.name='name_en'/><key id='d1' for='node' attr.name='label'/>"
    first = "<node id='n0'><data key='d1'>Oss</data><data key='d0'>Oss in Brabant</data></node>"
    second = "<node id='n1'><data key='d2'><y:NodeLabel> Bern </y:NodeLabel></data></node><node id='n2'/>"
    found = read_graph(
        write(f"<graphml xmlns:y='y'>{keys}<graph><edge source='n0' target='n1'/>{first}{second}</graph></graphml>")
    )
    assert found.names == {"n0": "Oss", "n1": "Bern", "n2": "n2"}
    assert found.links == [("n0", "n1")]


def test_what_our_own_export_writes_is_read_back_with_chinese_names(write: Write) -> None:
    graph = nx.Graph([("Q1", "Q2")])
    graph.add_node("Q1", name_zh="泰州市", name_en="Taizhou", level="city")
    assert read_graph(write("\n".join(nx.generate_graphml(graph)))).names == {"Q1": "泰州市", "Q2": "Q2"}


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", ": the file is empty"),
        (b" \n\n", ": the file is empty"),
        ("1,上海\n2,大阪\n".encode("gb18030"), ":1: not UTF-8; save the file as “CSV UTF-8”"),
        (b"\x89PNG\r\n\x1a\n\0\0", ": binary data or not UTF-8"),
        (b"PK\x03\x04\0\0", ": a zip archive or a workbook"),
        (b"\x1f\x8b\x08cut off", ": cannot be unpacked"),
        ("1,2\n3 4\n", ":2: only one column, '3 4', in a list separated by commas"),
        ("1\t2\n3 4\n", ":2: only one column, '3 4', in a list separated by tabs"),
        ("1 2\n3,4\n", ":2: only one column, '3,4', in a list separated by spaces"),
        ("# remark\n1\n", ":2: only one column, '1'"),
        ("1,2\n,3\n", ":2: an end of the link is missing"),
        ("1 2 heavy\n", ":1 [weight]: 'heavy' is no number"),
        ("source,target,weight\n1,2,3\n1,3,heavy\n", ":3 [weight]: 'heavy' is no number"),
        ("New York Oss\n", ":1 [weight]: 'Oss' is no number"),
        ("1,2,3,4,5\n", ":1: 5 columns without a header"),
        ("source,target\n1,2,3\n", ":2: 3 cells under 2 columns"),
        ("source,weight\n1,2\n", ":1: beside source no column names the other end"),
        ("id,label\n1,Oss\n", ":1: no column names the ends of a link"),
        ("source,target,kind,kind\n1,2,3,4\n", ":1 [kind]: the column stands there twice"),
        ('1,"2\n3,4\n', ":1: not CSV: unexpected end of data"),
        ("%%MatrixMarket matrix array real general\n1 1\n1\n", ":1: a matrix written out in full"),
        ("%%MatrixMarket matrix coordinate real general\n", ": the line of sizes is missing"),
        ('{"nodes": []}', ": JSON is not read"),
        ('Creator "Mark Newman"\ngraph\n[\n  node\n', ": GML is not read"),
        ("*Vertices 2\n", ": Pajek is not read"),
        ("digraph links {\n", ": DOT is not read"),
        ("<gexf><graph>\n<nodes>", ":2: not well-formed XML: no element found"),
        ("<html><body/></html>", ":1: XML, but neither GEXF nor GraphML: it opens with <html>"),
        ("<?xml version='1.0' encoding='gb18030'?><gexf/>", ":1: an encoding that cannot be read"),
        ("<!DOCTYPE x [\n<!ENTITY a 'aaaa'>]><gexf>&a;</gexf>", ":2: the file declares entities"),
        (XML.format("<edge source='1'/>"), ":1: a link without a target"),
        (XML.format("\n<edge source='1' target='3'/>"), ":2: the link names a node that is not in the file, '3'"),
        ("<gexf><graph><nodes><node label='x'/></nodes></graph></gexf>", ":1: a node without an id"),
        ("<graphml><graph/>\n<graph/></graphml>", ":2: a second graph in one file"),
        ("<graphml><graph><hyperedge/></graph></graphml>", ":1: a link of more than two nodes"),
    ],
)
def test_whatever_is_wrong_is_one_fault_with_its_line(write: Write, content: str | bytes, complaint: str) -> None:
    assert fault_of(write(content)).startswith(complaint)


def test_a_path_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    assert fault_of(tmp_path / "nothing").startswith(": cannot be read (No such file or directory)")
