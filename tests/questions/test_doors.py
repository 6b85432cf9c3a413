"""Every question of the table: whatever words it is asked with, each door gives the same answer or the same refusal."""

import io
import json
import re
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from typing import Any, Literal, get_args, get_origin
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import graph_service as gs
from graph_service.cli import app as command_line
from graph_service.questions.asking import asked
from graph_service.questions.named import NAMES
from graph_service.questions.question import AnyQuestion
from graph_service.questions.table import QUESTIONS
from tests.drawing import TODAY

CHINESE = re.compile("[\u4e00-\u9fff]")
NEUTRAL = ("A/B/C/D/U",)  # heads that are the same in every language
every_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
# For each parameter that some question cannot do without, a word that is understood.
ENOUGH = {
    "home": "jiangsu", "partner": "north-brabant", "country": "NL", "agreement": "jiangsu~vaud", "name": "bare_stems",
    "from": "2020-01-01", "to": "2021-12-31", "one": "claim:total", "other": "claim:total",
}  # fmt: skip
ENOUGH_IN_PATH = {"place": "nanjing", "other": "kathmandu"}
PLACES = ["jiangsu", "china", "nanjing", "taizhou", "old-taizhou", "Taizhou", "台州市", "netherlands", "NL", "nowhere", ""]
FIELDS = st.sampled_from(["id", "-rank", "tier,-id", "unit.names.zh", "key", "reason", "no such field"])
KNOWN = {
    **dict.fromkeys(("sort", "select", "group_by"), FIELDS),
    "home": st.sampled_from(["jiangsu"] * 8 + PLACES),
    "frame": st.sampled_from(["frame:plan", "plan", "all", "frame:none"]),
    "layer": st.sampled_from(["all", "home", "moon"]),
    "kinds": st.sampled_from(["formal", "formal,exchange", "friendly", "intent,unclassified"]),
    "as_of": st.sampled_from(["2026-11-21", "2000-02-29", "1990-01-01", "2021-02-30", "soon", "0"]),
    **dict.fromkeys(("from", "to"), st.sampled_from(["2020-01-01", "2021-12-31", "1800-01-01", "2021-02-30", "soon"])),
    "country": st.sampled_from(["NL", "Netherlands", "CH", "China", "ZZ", "nowhere"]),
    "agreement": st.sampled_from(["jiangsu~vaud", "jiangsu~north-brabant", "no such agreement"]),
    **dict.fromkeys(("one", "other"), st.sampled_from(["claim:total", "no such claim"])),
    "name": st.sampled_from(["bare_stems", "uncovered_countries", "city_network", "no such question"]),
    "year": st.sampled_from(["2022", "1", "99999", "soon"]),
    "measure": st.sampled_from(["degree", "Core-Number", "核数", "fame"]),
    "id": st.sampled_from(["jiangsu~vaud", "nanjing", "jiangsu,old-taizhou", "frame:plan", "org:union", "gone,nanjing"]),
    **dict.fromkeys(
        ("place", "member", "parties"), st.sampled_from(["org:school-a", "org:school-a,Vaud", "oss,nanjing", *PLACES])
    ),
    **dict.fromkeys(("signed_from", "signed_to"), st.sampled_from(["2001", "2008-05", "2019-01-01", "2021-02-30", "1", "soon"])),
    "cursor": st.sampled_from(["netherlands", "all", "no such row"]),
}


def words_of(question: AnyQuestion) -> st.SearchStrategy[dict[str, str]]:
    """Words for its parameters, right and wrong ones, as text."""
    fields = {field.alias or name: field for name, field in question.ask.model_fields.items()}
    needed = {name: drawn(name, field.annotation) for name, field in fields.items() if field.is_required()}
    places = {name: st.sampled_from(PLACES) for name in question.in_path if name in ENOUGH_IN_PATH}
    needed |= {name: {**needed, **places}[name].filter(bool) for name in question.in_path}  # an address without it is another
    optional = {name: drawn(name, field.annotation) for name, field in fields.items() if not field.is_required()}
    return st.fixed_dictionaries(needed, optional=optional)


def drawn(name: str, annotation: Any) -> st.SearchStrategy[str]:
    if name in KNOWN:
        return KNOWN[name]
    parts = list(inside(annotation))
    if literal := next((part for part in parts if get_origin(part) is Literal), None):
        words = [*map(str, get_args(literal)), "no such word"]
        return st.sampled_from([*words, ",".join(words[:2])] if list in map(get_origin, parts) else words)
    if bool in parts:
        return st.sampled_from(["true", "false", "perhaps"])
    if any(part in (int, float) for part in parts):
        return st.integers(-1, 6).map(str)
    return st.sampled_from(["continent", "tier", "frame,tier", *PLACES])


def inside(annotation: Any) -> Iterator[Any]:
    """A type and all that it is made of."""
    yield annotation
    for part in get_args(annotation) if get_origin(annotation) is not Literal else ():
        yield from inside(part)


@pytest.fixture(scope="module")
def register(drawn_store: str) -> gs.Register:
    return gs.open(drawn_store, today=TODAY)


@pytest.fixture
def command(drawn_store: str, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str, str]]:
    """Run a command; its exit code, what it printed and what it complained of."""
    monkeypatch.setenv("GRAPH_SERVICE_STORE", drawn_store)
    printed: list[bytes] = []
    monkeypatch.setattr("graph_service.cli.doors.print_bytes", printed.append)

    def run(*arguments: str) -> tuple[int, str, str]:
        printed.clear()
        with redirect_stderr(io.StringIO()) as err:
            code = command_line.run(list(arguments))
        return code, b"".join(printed).decode(), err.getvalue()

    return run


def answer_or_error(ask: Callable[[], dict[str, Any]]) -> dict[str, Any] | gs.ServiceError:
    try:
        return ask()
    except gs.ServiceError as error:
        return error


def told_by_command(error: gs.ServiceError, in_path: tuple[str, ...]) -> str:
    """What a command says of it: of its flags, or of what stands before them, where others speak of parameters."""
    if isinstance(error, gs.BadRequest) and error.parameter in in_path:
        return f"{error.parameter.upper()}: {error.detail}"
    if isinstance(error, gs.BadRequest):
        return f"--{error.parameter.replace('_', '-')}: {error.detail}"
    return str(error)


def called(question: AnyQuestion, words: dict[str, str]) -> list[str]:
    """The command that asks with these words; what stands in the path of HTTP stands before the options."""
    options = [f"--{name.replace('_', '-')}={value}" for name, value in words.items() if name not in question.in_path]
    return [question.name.replace("_", "-"), *options, "--", *(words[name] for name in question.in_path)]


def address(question: AnyQuestion, words: dict[str, str]) -> tuple[str, dict[str, str]]:
    """The path that HTTP asks these words at, and the rest of them for its query."""
    path = "/".join(quote(words[part[1:-1]], safe="") if part.startswith("{") else part for part in question.address.split("/"))
    return f"/v1/{path}", {name: value for name, value in words.items() if name not in question.in_path}


def enough(question: AnyQuestion) -> dict[str, str]:
    """Words with which the question can be asked."""
    fields = {field.alias or name: field for name, field in question.ask.model_fields.items()}
    needed = {name for name, field in fields.items() if field.is_required()}
    words = ENOUGH | {name: word for name, word in ENOUGH_IN_PATH.items() if name in question.in_path}
    return {name: words[name] for name in needed | ({"home"} if question.name == "query" else set())}


@pytest.fixture
def same_at_every_door(
    client: TestClient, register: gs.Register, command: Callable[..., tuple[int, str, str]]
) -> Callable[[AnyQuestion, dict[str, str]], gs.ServiceError | None]:
    """Ask the same at every door, and give the refusal that all of them tell; None where all give one document."""

    def agree(question: AnyQuestion, words: dict[str, str]) -> gs.ServiceError | None:
        words = {"as_of": TODAY.isoformat(), **words} if "as_of" in question.ask.model_fields else words
        whole = {"limit": "1000"} if "limit" in question.ask.model_fields else {}
        path, query = address(question, words)
        over_http = client.get(path, params={**whole, **query}, follow_redirects=True)
        name, *rest = called(question, words)
        code, out, err = command(name, "--format", "json", *rest)
        in_python = answer_or_error(lambda: getattr(register, question.name)(**words).to_dict())
        if isinstance(in_python, gs.ServiceError):
            assert over_http.status_code in (404, 409, 422), words
            assert over_http.json()["detail"] == str(in_python), words
            assert (code in (1, 2), out, err) == (True, "", f"{told_by_command(in_python, question.in_path)}\n"), words
            return in_python
        assert (over_http.status_code, code) == (200, 0), (words, err)
        assert over_http.json() == in_python == json.loads(out), words
        return None

    return agree


@pytest.mark.first(6)
@every_question
def test_http_command_and_python_give_the_same_document_or_refuse_by_the_same_words(
    question: AnyQuestion, same_at_every_door: Callable[[AnyQuestion, dict[str, str]], object]
) -> None:
    @settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(words_of(question))
    def agree(words: dict[str, str]) -> None:
        same_at_every_door(question, words)

    agree()


@pytest.mark.first(6)
@every_question
def test_of_a_wrong_name_and_another_fault_every_door_tells_the_name(
    question: AnyQuestion, same_at_every_door: Callable[[AnyQuestion, dict[str, str]], object]
) -> None:
    fields = question.ask.model_fields
    for name in NAMES:
        if name in fields:
            elsewhere = {"layer": "moon", "frame": "frame:none", "cursor": "no such row"}
            words = enough(question) | {other: word for other, word in elsewhere.items() if other in fields}
            for given in ("no such place", "org:school-a", "jiangsu~vaud"):  # the id of a record of another type is no name
                told = same_at_every_door(question, words | {name: given})
                assert told is None or f"'{given}'" in str(told) or given == "org:school-a", (name, given, told)


@pytest.mark.parametrize("name", ["activities", "memberships"])
def test_a_former_id_of_a_record_of_another_type_is_told_as_it_was_given(
    name: str, same_at_every_door: Callable[[AnyQuestion, dict[str, str]], object]
) -> None:
    question = next(question for question in QUESTIONS if question.name == name)
    parameter = next(name for name, kinds in question.ask.naming.items() if "places" not in kinds)
    told = same_at_every_door(question, {parameter: "old-taizhou", "cursor": "netherlands"})
    assert "'old-taizhou'" in str(told)


@pytest.mark.first(6)
@every_question
def test_csv_and_ndjson_are_the_same_bytes_but_for_the_mark(
    question: AnyQuestion, client: TestClient, command: Callable[..., tuple[int, str, str]]
) -> None:
    words = enough(question)
    path, query = address(question, words)
    for form in ("csv", "ndjson"):
        name, *rest = called(question, words)
        code, out, _ = command(name, "--format", form, *rest)
        assert code == 0
        assert client.get(path, params={**query, "format": form}).content.decode("utf-8-sig") == out, form


@every_question
def test_what_a_terminal_shows_is_in_the_language_that_is_asked_for(question: AnyQuestion, register: gs.Register) -> None:
    document = question.find(register.view, asked(question.ask, enough(question)))
    chinese, english = question.shown(document, "zh"), question.shown(document, "en")
    named = question.name != "query"  # whose columns are the words that Cypher gives them
    assert [head for head in chinese.columns if named and not CHINESE.search(head) and head not in NEUTRAL] == []
    assert [head for head in english.columns if CHINESE.search(head)] == []
    assert [text for text in (chinese.title, *chinese.remarks) if not CHINESE.search(text)] == []
    assert [text for text in (english.title, *english.remarks) if CHINESE.search(text)] == []
    assert len(chinese.columns) == len(english.columns)


@every_question
def test_every_parameter_and_the_question_itself_are_described(question: AnyQuestion) -> None:
    assert [name for name, field in question.ask.model_fields.items() if not field.description] == []
    assert question.summary.endswith(".")
    assert question.title.zh
    assert question.title.en


def test_an_unknown_word_is_refused_by_name_at_every_door(
    client: TestClient, register: gs.Register, command: Callable[..., tuple[int, str, str]]
) -> None:
    assert client.get("/v1/gaps?home=jiangsu&typ=bare_stem").json()["errors"][0]["parameter"] == "typ"
    assert command("gaps", "--home=jiangsu", "--typ=bare_stem")[0] == 2
    with pytest.raises(gs.BadRequest, match="typ: unknown parameter"):
        register.gaps(home="jiangsu", typ="bare_stem")


@every_question
def test_a_unit_that_lies_elsewhere_is_refused_by_name_wherever_a_unit_is_asked_for(
    question: AnyQuestion, client: TestClient, register: gs.Register, command: Callable[..., tuple[int, str, str]]
) -> None:
    if not {"home", "unit"} <= question.ask.model_fields.keys():
        return
    words = {**enough(question), "home": "jiangsu", "unit": "vaud"}
    if question.name == "query":
        words["name"] = "free_places_on_stems"  # one that takes a unit
    path, query = address(question, words)
    over_http = client.get(path, params=query)
    assert (over_http.status_code, over_http.json()["errors"][0]["parameter"]) == (422, "unit")
    assert command(*called(question, words))[0] == 2
    with pytest.raises(gs.BadRequest, match="unit: "):
        getattr(register, question.name)(**words)


@every_question
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_of_the_calendar_are_answered_or_refused_by_name(
    question: AnyQuestion, client: TestClient, day: str
) -> None:
    if "as_of" not in question.ask.model_fields:
        return
    path, query = address(question, {**enough(question), "as_of": day})
    answer = client.get(path, params=query)
    assert answer.status_code == 200 or answer.json()["type"] == "/problems/invalid-parameter", answer.text
