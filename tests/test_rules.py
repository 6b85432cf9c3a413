"""Weights and thresholds: each is declared once, can be set by the environment and by a file, and changes what it says."""

from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec
import pytest
from pydantic import BaseModel, ValidationError

from graph_service.cli.app import run
from graph_service.errors import DataRefused
from graph_service.files.rules import read_rules
from graph_service.questions.actions import Actions, actions
from graph_service.questions.anniversaries import Anniversaries, anniversaries
from graph_service.questions.candidates import Candidates, candidates
from graph_service.questions.clusters import Clusters, clusters
from graph_service.questions.gaps import Gaps, gaps
from graph_service.questions.question import View
from graph_service.questions.standards import Standards
from graph_service.records.agreement import Agreement, Stage
from graph_service.records.network import Network
from graph_service.rules import DEFAULTS, CandidateTerms, PriorityTerms, Rules, StrengthTerms
from graph_service.settings import Settings
from graph_service.snapshot import Snapshot
from tests import reference

NAMES = list(Rules.model_fields)
MOGILEV = "Q16963~Q189822"
Asked = Callable[[View], object]
ALL_KINDS = "formal,unclassified,exchange,intent"
# What each group of weights and thresholds, by the first word of its names, is there to answer.
ANSWERS: Mapping[str, Asked] = {
    "strength": lambda view: clusters(view, Clusters(home="江苏省", kinds=ALL_KINDS)),
    "dormant": lambda view: actions(view, Actions(home="江苏省", limit=500)),
    "action": lambda view: actions(view, Actions(home="江苏省", limit=500)),
    "anniversary": lambda view: anniversaries(view, Anniversaries(home="江苏省", limit=500)),
    "stale": lambda view: gaps(view, Gaps(home="江苏省", type="stale_knowledge", limit=500)),
    "priority": lambda view: gaps(view, Gaps(home="江苏省", limit=500)),
    "candidate": lambda view: candidates(view, Candidates(home="江苏省", unit="南京市", limit=100)),
}


def changed(name: str) -> dict[str, float]:
    """Another value of this name that is allowed; what adds up with it takes up the difference."""
    value: float = getattr(DEFAULTS, name)
    if name == "stale_missing":
        return {name: 0.9}
    terms: list[type[BaseModel]] = [StrengthTerms, PriorityTerms, CandidateTerms]
    for names in (list(group.model_fields) for group in terms if name in group.model_fields):
        other = names[names.index(name) - 1]
        return {name: value / 2, other: getattr(DEFAULTS, other) + value / 2}
    return {name: value // 2 if isinstance(value, int) else value / 2}


def as_toml(values: Mapping[str, float]) -> str:
    return "".join(f"{name} = {value}\n" for name, value in values.items())


@pytest.fixture(scope="module")
def asleep(seeds: Snapshot) -> Snapshot:
    """The real rows, in which one agreement of Jiangsu is confirmed as dormant besides."""
    found = seeds.network.table(Agreement)[MOGILEV]
    dormant = msgspec.structs.replace(found, stages=(*found.stages, Stage("dormant", "2024")))
    records = [dormant if record is found else record for record in seeds.network]
    return Snapshot(Network(records), "asleep", seeds.today)


@pytest.fixture(scope="module")
def by_default(asleep: Snapshot) -> Mapping[str, bytes]:
    """What is answered under the defaults."""
    return {group: msgspec.json.encode(asked(View(asleep))) for group, asked in ANSWERS.items()}


@pytest.mark.first(7)
@pytest.mark.parametrize("name", NAMES)
def test_every_weight_changes_the_answer_it_is_there_for(name: str, asleep: Snapshot, by_default: Mapping[str, bytes]) -> None:
    group = name.partition("_")[0]
    judged = View(asleep, Standards(Rules.model_validate(changed(name))))
    assert msgspec.json.encode(ANSWERS[group](judged)) != by_default[group]


@pytest.mark.first(7)
@pytest.mark.parametrize("name", NAMES)
def test_every_weight_is_set_by_the_environment_and_by_a_file_and_changes_the_tags(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    values, file, before = changed(name), tmp_path / "rules.toml", Settings()
    file.write_text(as_toml(values), encoding="utf-8")
    assert values.items() <= Settings(rules_file=file).rules.model_dump().items()
    assert Settings(rules_file=file).fingerprint != before.fingerprint
    for each, value in values.items():
        monkeypatch.setenv(f"GRAPH_SERVICE_{each.upper()}", str(value))
    assert values.items() <= Settings().rules.model_dump().items()
    assert Settings().fingerprint != before.fingerprint


def test_the_environment_goes_before_the_file_and_the_file_before_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "rules.toml"
    file.write_text("dormant_months = 12\nstale_months = 18\n", encoding="utf-8")
    monkeypatch.setenv("GRAPH_SERVICE_RULES_FILE", str(file))
    monkeypatch.setenv("GRAPH_SERVICE_DORMANT_MONTHS", "6")
    found = Settings().standards.rules
    assert (found.dormant_months, found.stale_months, found.action_young_months) == (6, 18, DEFAULTS.action_young_months)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("strength_stme = 0.3\n", ":1 [strength_stme]: there is no such weight or threshold; the nearest is strength_stem"),
        ("[strength]\nstem = 0.3\n", ":1 [strength]: there is no such weight or threshold; the nearest is strength_"),
        ("# one\nstale_missing = 3\n", ":2 [stale_missing]: Input should be less than or equal to 1; correct the value"),
        ("dormant_vitality = 0\n", ":1 [dormant_vitality]: Input should be greater than 0; correct the value"),
        ("anniversary_step = 2.5\n", ":1 [anniversary_step]: Input should be a valid integer"),
        ("stale_months = nan\n", ":1 [stale_months]: Input should be a finite number"),
        ("stale_months = '12'\n", ":1 [stale_months]: not a number; write a number without quotation marks"),
        ("stale_months = true\n", ":1 [stale_months]: not a number; write a number without quotation marks"),
        (
            "strength_stem = 0.9\n",
            ": STRENGTH_STEM, STRENGTH_GRAPES, STRENGTH_TIERS, STRENGTH_UNITS add up to 1.55; they must add up to 1;",
        ),
        ("priority_frames = 9\n", "add up to 101; they must add up to 100;"),
        ("candidate_business = 0\n", "add up to 0.93; they must add up to 1;"),
        ("stale_months\n", ":1: not TOML: "),
    ],
)
def test_what_is_wrong_in_a_file_of_rules_stops_the_start_in_one_line(
    text: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "rules.toml"
    file.write_text(text, encoding="utf-8")
    monkeypatch.setenv("GRAPH_SERVICE_RULES_FILE", str(file))
    assert run(["serve"]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert said.startswith(str(file))
    assert told in said


def test_a_file_of_rules_that_is_not_there_stops_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_RULES_FILE", str(tmp_path / "none.toml"))
    assert run(["serve"]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert f"{tmp_path / 'none.toml'}: cannot be read" in said
    assert "name a TOML file in GRAPH_SERVICE_RULES_FILE" in said


def test_every_fault_of_a_file_is_told(tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    file.write_text("stale_month = 1\ndormant_month = 2\n", encoding="utf-8")
    with pytest.raises(DataRefused) as refused:
        read_rules(file)
    assert [(fault.line, fault.field) for fault in refused.value.faults] == [(1, "stale_month"), (2, "dormant_month")]


def test_the_file_that_comes_along_is_written_from_the_declaration_and_holds_every_default() -> None:
    assert reference.WEIGHTS.read_text("utf-8") == reference.weights(), "stale: `make pages` writes it anew"
    assert read_rules(reference.WEIGHTS) == DEFAULTS.model_dump()


@pytest.mark.parametrize("name", NAMES)
def test_every_weight_says_what_it_is_in_chinese_and_in_english(name: str) -> None:
    zh, between, en = (Rules.model_fields[name].description or "").partition(" · ")
    assert between
    assert any("\u4e00" <= sign <= "\u9fff" for sign in zh)
    assert en.isascii()


@pytest.mark.parametrize("group", [StrengthTerms, PriorityTerms, CandidateTerms])
def test_weights_of_terms_that_do_not_add_up_are_refused(group: type[BaseModel]) -> None:
    first = next(iter(group.model_fields))
    with pytest.raises(ValidationError, match="they must add up to"):
        Rules.model_validate({first: 0})
