"""A question that is declared here alone is offered by every door, with its checks, its formats and its errors."""

import asyncio
import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator

import pytest
import typer
from fastapi import FastAPI
from fastapi.testclient import TestClient
from msgspec import Struct
from pydantic import Field

from graph_service.answers.common import PlaceReference, reference
from graph_service.answers.paging import page_of
from graph_service.cli import app as command_line
from graph_service.cli import doors
from graph_service.questions.parameters import InPages, OfHome, Strict
from graph_service.questions.question import Form, Question, Shown, View
from graph_service.records.network import ChangeSet
from graph_service.records.vocabulary import Level
from graph_service.settings import Settings
from graph_service.store.embedded import EmbeddedStore
from graph_service.web.app import create_app
from graph_service.web.description import describe
from graph_service.web.routers.questions import router_of
from graph_service.words.bilingual import Bilingual, Language
from tests.drawing import place


class Letters(InPages):
    """How places begin."""


class Letter(Struct, frozen=True):
    """A letter and how many ids begin with it."""

    letter: str
    places: int


class LettersAnswer(Struct, frozen=True):
    """The letters by which ids begin."""

    total: int
    items: tuple[Letter, ...]
    next: str | None


def letters(view: View, ask: Letters) -> LettersAnswer:
    """By which letters the ids of places begin."""
    firsts = [place_id[0] for place_id in view.snapshot.places]
    found = [Letter(letter, firsts.count(letter)) for letter in sorted(set(firsts))]
    page = page_of(found, lambda item: item.letter, ask.most, ask.cursor)
    return LettersAnswer(page.total, page.items, page.next)


class Units(OfHome):
    """Whose units, at which tier."""

    tier: int | None = Field(None, ge=1, le=3, description="one tier")


class UnitsAnswer(Struct, frozen=True):
    """The units of a home by tier."""

    home: PlaceReference
    tiers: dict[str, int]


def units(view: View, ask: Units) -> UnitsAnswer:
    """How many units a home has at each tier."""
    vine = view.vine(ask)
    counts = {str(tier): list(vine.home.tiers.values()).count(tier) for tier in ([ask.tier] if ask.tier else [1, 2, 3])}
    return UnitsAnswer(reference(vine.home.place), counts)


class Size(Strict):
    """Nothing to say."""


class SizeAnswer(Struct, frozen=True):
    """How large the network is."""

    places: int


def size(view: View, _: Size) -> SizeAnswer:
    """How many places there are."""
    return SizeAnswer(len(view.snapshot.places))


class Below(InPages):
    """What lies below whom."""

    home: str = Field(description="a place that may be home to others")
    level: Level = Field(description="a level")


def below(view: View, ask: Below) -> LettersAnswer:
    """How many places of a level lie in a home, by the letters of their ids."""
    (home_id,) = view.named(ask, "home")
    ids = [found.id for found in view.snapshot.below(str(home_id)) if found.is_level(ask.level)]
    found = [Letter(letter, sum(place_id.startswith(letter) for place_id in ids)) for letter in sorted({of[0] for of in ids})]
    page = page_of(found, lambda item: item.letter, ask.most, ask.cursor)
    return LettersAnswer(page.total, page.items, page.next)


def short(answer: Struct, _: Language) -> Shown:
    return Shown("toys", ("what",), [(str(answer),)])


LIST = Question(
    name="letters", title=Bilingual("首字母", "Letters"), ask=Letters, answer=LettersAnswer, find=letters,
    columns=("letter", "places"), rows=lambda answer: ((item.letter, item.places) for item in answer.items), shown=short,
)  # fmt: skip
TABLE = Question(
    name="units", title=Bilingual("单位", "Units"), ask=Units, answer=UnitsAnswer, find=units,
    columns=("tier", "units"), rows=lambda answer: answer.tiers.items(), shown=short,
)  # fmt: skip
RECORD = Question(
    name="size", title=Bilingual("规模", "Size"), ask=Size, answer=SizeAnswer, find=size,
    columns=("places",), rows=lambda answer: [(answer.places,)], shown=short,
)  # fmt: skip
BELOW = Question(
    name="places_below", title=Bilingual("下辖", "Places below"), ask=Below, answer=LettersAnswer, find=below,
    columns=("letter", "places"), rows=lambda answer: ((item.letter, item.places) for item in answer.items), shown=short,
    path="homes/{home}/below/{level}", forms={"txt": Form("text/plain", lambda answer, lang: f"{lang} {answer.total}")},
)  # fmt: skip
TOYS = (LIST, TABLE, RECORD, BELOW)
RECORDS = [
    place("china", "country", "CN"), place("home", "province", "CN", "china"), place("town", "city", "CN", "home"),
    place("city-home", "province", "CN", "china", levels=("province", "city")),
]  # fmt: skip


@pytest.fixture(scope="module")
def toy_store(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("toys") / "graph.db"
    asyncio.run(EmbeddedStore.open(path).apply(ChangeSet(tuple(RECORDS))))
    return f"sqlite:///{path}"


@pytest.fixture(scope="module")
def toys(toy_store: str) -> Iterator[TestClient]:
    """The real app with three more questions."""
    service = create_app(Settings(store=toy_store))
    assert isinstance(service.app, FastAPI)
    service.app.include_router(router_of(TOYS))
    describe(service.app)
    with TestClient(service, follow_redirects=False) as client:
        yield client


@pytest.fixture
def command(toy_store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real command line with three more questions."""
    app = typer.Typer(pretty_exceptions_enable=False)
    doors.register(app, TOYS)
    monkeypatch.setattr(command_line, "app", app)
    monkeypatch.setenv("GRAPH_SERVICE_STORE", toy_store)


def printed(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = command_line.run(list(arguments))
    out, err = capfd.readouterr()
    return code, out, err


ASKED = [
    ("letters", {}),
    ("letters", {"limit": "2"}),
    ("units", {"home": "home"}),
    ("units", {"home": "home", "tier": "2"}),
    ("size", {}),
]


@pytest.mark.parametrize(("name", "words"), ASKED)
def test_http_and_command_give_the_same_document_and_table(
    toys: TestClient, command: None, capfd: pytest.CaptureFixture[str], name: str, words: dict[str, str]
) -> None:
    options = [part for option, value in words.items() for part in (f"--{option}", value)]
    assert json.loads(printed(capfd, name, *options, "--format", "json")[1]) == toys.get(f"/v1/{name}", params=words).json()
    for form in ("csv", "ndjson"):
        over_http = toys.get(f"/v1/{name}", params={**words, "format": form})
        assert over_http.status_code == 200
        assert printed(capfd, name, *options, "--format", form)[1] == over_http.content.decode("utf-8-sig"), form
    assert re.match(rf"attachment; filename=\"(home-)?{name}", over_http.headers["content-disposition"])


def test_each_is_in_the_openapi_document_with_its_parameters_and_formats(toys: TestClient) -> None:
    paths = toys.get("/openapi.json").json()["paths"]
    for question in TOYS:
        told = paths[f"/v1/{question.address}"]["get"]
        assert (told["operationId"], told["description"]) == (question.name, question.summary)
        assert all(parameter.get("description") for parameter in told["parameters"])
        assert len(told["responses"]["200"]["content"]) == 4 + len(question.forms)
    by_name = {parameter["name"]: parameter["schema"] for parameter in paths["/v1/units"]["get"]["parameters"]}
    assert by_name["format"]["enum"] == ["json", "csv", "ndjson", "xlsx"]


@pytest.mark.parametrize(
    ("name", "words", "parameter", "told"),
    [
        ("units", {"home": "city-home", "tier": "3"}, "tier", "city-home has the tiers 1 to 2"),
        ("units", {"home": "home", "tier": "9"}, "tier", "less than or equal to 3"),
        ("units", {}, "home", ""),
        ("units", {"home": "home", "kinds": "friendly"}, "kinds", "unknown kind 'friendly'"),
        ("units", {"home": "home", "layer": "moon"}, "layer", "unknown layer 'moon'"),
        ("units", {"home": "home", "as_of": "0"}, "as_of", "'0' is not a day"),
        ("letters", {"limit": "0"}, "limit", "greater than or equal to 1"),
        ("letters", {"cursor": "no letter"}, "cursor", "in no page of this list"),
    ],
)
def test_both_refuse_the_same_by_name(
    toys: TestClient,
    command: None,
    capfd: pytest.CaptureFixture[str],
    name: str,
    words: dict[str, str],
    parameter: str,
    told: str,
) -> None:
    refused = toys.get(f"/v1/{name}", params=words)
    assert (refused.status_code, refused.json()["errors"][0]["parameter"]) == (422, parameter)
    assert told in refused.json()["detail"]
    options = [part for option, value in words.items() for part in (f"--{option.replace('_', '-')}", value)]
    code, out, err = printed(capfd, name, *options)
    assert (code, out) == (2, "")
    assert err.startswith(f"--{parameter.replace('_', '-')}: ")
    assert told in err


def test_what_is_given_twice_and_is_no_list_is_refused_at_both(
    toys: TestClient, command: None, capfd: pytest.CaptureFixture[str]
) -> None:
    assert toys.get("/v1/units?home=home&home=home").json()["errors"] == [
        {"parameter": "home", "detail": "given twice; give it once"}
    ]
    assert printed(capfd, "units", "--home", "home", "--home", "home") == (2, "", "--home: given twice; give it once\n")
    assert printed(capfd, "units", "--home", "home", "--kinds", "formal", "--kinds", "intent", "--format", "json")[0] == 0


def test_a_place_that_is_not_there_and_one_that_is_no_home_are_refused_at_both(
    toys: TestClient, command: None, capfd: pytest.CaptureFixture[str]
) -> None:
    assert toys.get("/v1/units?home=nowhere").status_code == 404
    assert printed(capfd, "units", "--home", "nowhere")[0] == 1
    assert toys.get("/v1/units?home=town").json()["type"] == "/problems/wrong-kind"
    assert "it lies in home" in printed(capfd, "units", "--home", "town")[2]


def test_what_a_limit_leaves_out_is_said(toys: TestClient, command: None, capfd: pytest.CaptureFixture[str]) -> None:
    answer = toys.get("/v1/letters?limit=1&format=csv")
    assert answer.headers["x-truncated"] == "1 of 3"
    assert "1-of-3" in answer.headers["content-disposition"]
    assert printed(capfd, "letters", "--limit", "1", "--format", "csv")[2] == "只显示3项中的1项；用 --limit 可多显示\n"
    assert len(list(csv.reader(io.StringIO(toys.get("/v1/letters?format=csv").text)))) == 1 + 3


def test_the_workbook_is_the_same_at_both(
    toys: TestClient, command: None, capfd: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("workbook") / "units.xlsx"
    assert printed(capfd, "units", "--home", "home", "--format", "xlsx", "--output", str(file))[0] == 0
    assert file.read_bytes() == toys.get("/v1/units?home=home&format=xlsx").content
    assert "xl/worksheets/sheet1.xml" in zipfile.ZipFile(file).namelist()


def test_a_file_of_csv_begins_with_the_mark_that_spreadsheets_need_and_a_pipe_does_not(
    toys: TestClient, command: None, capfd: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("csv") / "size.csv"
    assert printed(capfd, "size", "--format", "csv", "--output", str(file))[0] == 0
    assert file.read_bytes() == toys.get("/v1/size?format=csv").content == b"\xef\xbb\xbfplaces\n4\n"
    assert printed(capfd, "size", "--format", "csv")[1] == "places\n4\n"


def test_what_stands_in_a_path_is_an_argument_of_the_command_and_checked_alike(
    toys: TestClient, command: None, capfd: pytest.CaptureFixture[str]
) -> None:
    over_http = toys.get("/v1/homes/home/below/city")
    assert over_http.json()["items"] == [{"letter": "t", "places": 1}]
    assert json.loads(printed(capfd, "places-below", "home", "city", "--format", "json")[1]) == over_http.json()
    refused = toys.get("/v1/homes/home/below/moon")
    assert (refused.status_code, refused.json()["errors"][0]["parameter"]) == (422, "level")
    code, _, err = printed(capfd, "places-below", "home", "moon")
    assert (code, err.startswith("LEVEL: ")) == (2, True)
    assert toys.get("/v1/homes/nowhere/below/city").status_code == 404


def test_a_format_of_one_question_is_offered_by_each_door_in_the_language_that_is_asked_for(
    toys: TestClient, command: None, capfd: pytest.CaptureFixture[str], toy_store: str
) -> None:
    over_http = toys.get("/v1/homes/home/below/city?format=txt&lang=en")
    assert (over_http.text, over_http.headers["content-type"]) == ("en 1", "text/plain; charset=utf-8")
    assert printed(capfd, "places-below", "home", "city", "--format", "txt", "--lang", "en")[1] == "en 1"
    assert toys.get("/v1/letters?format=txt").status_code == 422
    assert printed(capfd, "letters", "--format", "txt")[0] == 2


def test_a_file_that_ends_otherwise_than_its_format_is_refused(
    command: None, capfd: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("endings") / "letters.xlsx"
    code, _, err = printed(capfd, "letters", "--format", "csv", "--output", str(file))
    assert (code, err) == (2, "--format: a file that ends with .xlsx is not opened as csv; leave one of them out\n")
    assert not file.exists()
