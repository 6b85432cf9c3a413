"""The front door for Python, as somebody in a notebook uses it."""

import asyncio
import json
from pathlib import Path

import networkx as nx
import pytest
from fastapi.testclient import TestClient
from msgspec import Struct
from openpyxl import load_workbook

import graph_service as gs
from graph_service.answers.agreements import AgreementsAnswer
from graph_service.formats.tables import Table
from graph_service.questions.actions import ActionsAnswer
from graph_service.questions.column_words import labels_of_column, words_sheet
from graph_service.questions.gaps import GapsAnswer
from graph_service.questions.question import View
from graph_service.records.base import Names
from tests.drawing import TODAY, place, snapshot


@pytest.fixture(scope="module")
def register(drawn_store: str) -> gs.Register:
    return gs.open(drawn_store, today=TODAY)


def test_the_front_door_has_ten_names_at_most_and_each_is_there() -> None:
    assert len(gs.__all__) <= 10
    assert all(getattr(gs, name).__doc__ for name in gs.__all__)
    assert set(gs.__all__) <= set(dir(gs))
    with pytest.raises(AttributeError, match="no attribute 'opne'"):
        gs.opne  # noqa: B018


def test_a_register_is_opened_within_a_running_loop(drawn_store: str) -> None:
    async def in_a_notebook() -> gs.Register:
        return gs.open(drawn_store)

    assert "places" in repr(asyncio.run(in_a_notebook()))


def test_a_folder_of_tables_is_opened_without_a_store(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text("id,level,country,source\ncity,city,CN,drawn by hand\n", "utf-8")
    assert repr(gs.open(tmp_path)).startswith("register of 1 places, 0 agreements")
    with pytest.raises(gs.ServiceError):
        gs.open(tmp_path / "nothing.csv")


def test_a_home_is_given_by_any_name_and_asked_by_keywords(register: gs.Register) -> None:
    stems = register.home("jiangsu").gaps(type="bare_stem")
    assert stems.to_dicts() == register.gaps(home="jiangsu", type="bare_stem").to_dict()["items"]
    assert len(stems) == len(stems.to_rows()) == len(list(stems)) > 0
    assert stems.columns[:3] == ("rank", "priority", "type")


def test_what_can_be_asked_about_a_home_or_a_place_is_a_method_of_it(register: gs.Register) -> None:
    of_home = register.home("jiangsu").agreements(country=["NL", "CH"], sort="since")
    assert [item["id"] for item in of_home] == ["jiangsu~north-brabant", "jiangsu~vaud", "oss~taizhou"]
    assert register.place("oss").agreements().to_dict() == register.agreements(place="oss").to_dict()
    assert len(register.agreements(home="jiangsu", tier=1, limit=1)) == 1


def test_what_is_ambiguous_has_its_candidates(register: gs.Register) -> None:
    with pytest.raises(gs.AmbiguousPlace) as caught:
        register.place("Taizhou")
    assert {candidate.id for candidate in caught.value.candidates} >= {"taizhou-zhejiang"}


def test_an_answer_shows_itself_and_is_a_frame(register: gs.Register) -> None:
    answer = register.home("jiangsu").clusters()
    frame = answer.to_pandas()
    assert list(frame.columns) == list(answer.columns)
    assert len(frame) == len(answer)
    assert "<table>" in answer._repr_html_()
    assert repr(answer).splitlines()[-1]


def test_files_are_those_of_http(register: gs.Register, client: TestClient, tmp_path: Path) -> None:
    answer = register.home("jiangsu").growth(as_of="2026-11-21")
    path = "/v1/growth?home=jiangsu&as_of=2026-11-21&format="
    assert answer.to_csv(tmp_path / "growth.csv").read_bytes() == client.get(f"{path}csv").content
    assert answer.to_ndjson(tmp_path / "growth.ndjson").read_bytes() == client.get(f"{path}ndjson").content
    assert answer.to_xlsx(tmp_path / "growth.xlsx").read_bytes() == client.get(f"{path}xlsx").content


def test_a_workbook_has_numbers_as_numbers_days_as_days_and_ids_as_text(register: gs.Register, tmp_path: Path) -> None:
    book = load_workbook(register.home("jiangsu").clusters().to_xlsx(tmp_path / "clusters.xlsx"))
    sheet, about, _ = book.worksheets
    assert {book.properties.created.year, book.properties.modified.year} == {1980}, "the same data give the same bytes"
    heads, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    column = {str(name): [row[place] for row in rows] for place, name in enumerate(heads)}
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref is not None
    assert all(isinstance(value, str) for value in column["编号"])
    assert all(isinstance(value, int | float) for value in column["强度"] if value is not None)
    assert any(str(value).startswith("1994") for value in column["主茎"])
    assert {"问题", "省（州）", "截至", "数据版本"} <= {row[0].value for row in about.iter_rows()}


def test_a_workbook_tells_what_its_columns_and_codes_mean_in_chinese_and_english(register: gs.Register, tmp_path: Path) -> None:
    gaps = register.home("jiangsu").gaps()
    table, _, words = load_workbook(gaps.to_xlsx(tmp_path / "gaps.xlsx")).worksheets
    heads, *rows = table.values
    told = {(column, code): (zh, en) for column, code, zh, en in words.values}
    columns = [column for column, code in told if code is None]
    said = {row[heads.index(name)] for row in rows for name in ("类型", "动作")}
    assert {zh for (_, code), (zh, _en) in told.items() if code} >= said
    assert told["action", "consolidate"] == ("巩固", "consolidate")
    assert told["unit_zh", None][0] == "我方（中文）"
    assert columns == list(gaps.columns), "every column in its order"
    assert all(told[column, None][1] for column in columns), "and each with what it means"
    again = register.home("jiangsu").gaps().to_xlsx(tmp_path / "again.xlsx")
    assert again.read_bytes() == (tmp_path / "gaps.xlsx").read_bytes()


def test_a_workbook_of_gaps_explains_the_codes_that_occur_in_it_and_no_others() -> None:
    table = Table(("type", "action"), (("mechanism_missing", "consolidate"), ("mechanism_missing", "consolidate")))
    told = [row for row in words_sheet(GapsAnswer, table).rows if row[1]]
    assert told == [
        ("type", "mechanism_missing", "机制待建", "mechanisms to set up"),
        ("action", "consolidate", "巩固", "consolidate"),
    ]


@pytest.mark.parametrize(
    ("answer", "column", "code", "zh"),
    [
        (ActionsAnswer, "dormancy", "quiet", "趋静"),
        (AgreementsAnswer, "a_level", "county", "区县"),
        (AgreementsAnswer, "certainty", "surely", "确定已发生"),
    ],
)
def test_the_codes_of_a_column_are_found_by_the_type_of_its_field(answer: type[Struct], column: str, code: str, zh: str) -> None:
    assert labels_of_column(answer, column)[code].zh == zh
    assert not labels_of_column(answer, "note")


def test_a_network_is_a_multigraph_with_its_attributes(register: gs.Register, tmp_path: Path) -> None:
    around = register.place("nanjing").network(depth=1)
    graph = around.to_networkx()
    assert graph.nodes["kathmandu"] == {"label": "kathmandu", "name_en": "kathmandu", "level": "city", "country": "NP"} | {
        "parent": "nepal", "hops": 1, "agreement_count": 1,
    }  # fmt: skip
    assert graph.edges["nanjing", "kathmandu", "kathmandu~nanjing"]["kind"] == "formal"
    assert len(around.to_pyvis().nodes) == graph.number_of_nodes() == len(around.to_dict()["nodes"])
    whole = register.to_networkx()
    assert isinstance(whole, nx.MultiGraph)
    assert whole.nodes["org:school-a"]["organisation"] == "school"
    nx.write_graphml(whole, tmp_path / "whole.graphml")
    nx.write_gexf(whole, tmp_path / "whole.gexf")
    assert set(nx.read_graphml(tmp_path / "whole.graphml", force_multigraph=True)) == set(whole)


def test_a_picture_shows_itself_and_is_saved_as_a_page(register: gs.Register, tmp_path: Path) -> None:
    cluster = register.cluster("jiangsu", "north-brabant")
    assert cluster.to_dict() == register.home("jiangsu").cluster("north-brabant").to_dict()
    in_a_cell = cluster._repr_html_().replace(' style="max-width:100%;height:auto"', "", 1)
    assert in_a_cell == cluster.to_svg() != cluster._repr_html_()
    saved = cluster.save(tmp_path / "cluster.svg").read_text("utf-8")  # which has its legend
    assert ("主茎：省与省州，正式 · 1" in saved, 'class="mark"' in saved) == (True, True)
    assert cluster.to_svg("en").startswith("<svg ")
    assert register.place("nanjing").network().to_svg().startswith("<svg ")
    assert cluster.save(tmp_path / "cluster.html", "en").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert "<!DOCTYPE html>" in register.place("nanjing").network().to_html()


def test_the_partner_of_a_cluster_is_a_country_or_a_region_as_at_every_door() -> None:
    records = [
        place("china", "country", "CN"), place("home", "province", "CN", "china"),
        place("belgium", "country", "BE"), place("b-lux", "province", "BE", "belgium", names=Names(en="Luxembourg")),
        place("lux", "country", "LU", names=Names(en="Luxembourg")),
    ]  # fmt: skip
    with pytest.raises(gs.AmbiguousPlace):
        gs.Register(View(snapshot(records))).cluster("home", "Luxembourg")


def test_help_names_the_words_of_a_question() -> None:
    text = str(gs.Home.gaps.__doc__)
    assert "type: types of gap" in text
    assert "from_: the first day" in str(gs.Home.report.__doc__), "`from` is no name of Python"
    assert "home" not in gs.Home.gaps.__signature__.parameters  # type: ignore[attr-defined]
    assert "home" in gs.Register.gaps.__signature__.parameters  # type: ignore[attr-defined]


def test_a_picture_is_saved_as_its_ending_says_or_not_at_all(register: gs.Register, tmp_path: Path) -> None:
    cluster = register.cluster("jiangsu", "north-brabant")
    assert cluster.save(tmp_path / "cluster.csv").read_bytes() == cluster.to_csv(tmp_path / "again.csv").read_bytes()
    assert len(cluster.to_pandas()) == len(cluster)
    with pytest.raises(gs.BadRequest, match="'zzz' is none of json, csv, ndjson, xlsx"):
        cluster.save(tmp_path / "cluster.zzz")
    with pytest.raises(gs.BadRequest, match=r"path: .* cannot be written"):
        cluster.to_csv(tmp_path / "nowhere" / "cluster.csv")
    network = register.place("nanjing").network()
    assert json.loads(network.save(tmp_path / "network.cyjs").read_text("utf-8"))["elements"]["nodes"]


def test_the_package_offers_its_names_and_nothing_that_it_uses_itself() -> None:
    assert [name for name in dir(gs) if not name.startswith("_")] == sorted(gs.__all__)
    assert len(gs.__all__) <= 10
