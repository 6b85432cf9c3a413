"""Every closed word that answers use has one label in Chinese and English, declared in `graph_service.words` and nowhere else."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec
import pytest
from fastapi.testclient import TestClient

import graph_service.answers
import graph_service.questions
from graph_service.answers.queries import Engine
from graph_service.graph.measures import CENTRALITIES
from graph_service.graph.statistics import Figures
from graph_service.metrics import (
    business,
    channels,
    clusters,
    coverage_rows,
    denominator,
    growth,
    lift,
    links,
    overlay,
    strength,
    ties,
    unknown,
)
from graph_service.metrics.dimensions import DIMENSIONS
from graph_service.metrics.dormancy import DormancyState
from graph_service.metrics.knowledge import ListStatus
from graph_service.metrics.points import LedgerRemark
from graph_service.metrics.work import WorkState
from graph_service.planning import action_rules, anniversaries, caveats, progress, quality, scorecards
from graph_service.planning.candidates.cautions import CautionKind
from graph_service.planning.candidates.question import TermName
from graph_service.planning.gaps import gap
from graph_service.planning.questions.question import ParameterName
from graph_service.questions.gaps import GapState
from graph_service.questions.resources import SECTIONS
from graph_service.records import vocabulary
from graph_service.records.dates import Certainty, Precision
from graph_service.records.evaluation import UnitMeasure
from graph_service.records.sequence import WarningCode
from graph_service.search.find import Match
from graph_service.words import agreements, network, planning, records
from graph_service.words.bilingual import Bilingual
from tests.conftest import ROOT

CHINESE = re.compile("[\u4e00-\u9fff]")
Labels = Mapping[str, Bilingual]


def _of_type(words: object) -> frozenset[str]:
    return frozenset(get_args(words))


# Each list of closed words with its labels. Cuts share one table, as do steps.
TABLES: tuple[tuple[frozenset[str], Labels], ...] = (
    *(
        (_of_type(words), labels)
        for words, labels in (
            (vocabulary.Level, records.LEVELS),
            (vocabulary.PopulationOf, records.POPULATIONS),
            (vocabulary.Basis, agreements.BASES),
            (vocabulary.Confidence, records.CONFIDENCES),
            (vocabulary.SigningKind, agreements.SIGNINGS),
            (vocabulary.StatusStep, agreements.STATUS_STEPS),
            (vocabulary.StageKind, agreements.STAGES),
            (vocabulary.AgreementKind, agreements.KINDS),
            (vocabulary.Status, agreements.STATUSES),
            (vocabulary.Mechanism, agreements.MECHANISMS),
            (vocabulary.OrganisationKind, records.ORGANISATIONS),
            (vocabulary.OrganisationStatus, records.ORGANISATION_STATUSES),
            (vocabulary.Grade, records.GRADES),
            (vocabulary.FrameKind, records.FRAMES),
            (vocabulary.ActivityKind, records.ACTIVITIES),
            (vocabulary.Channel, records.ACTIVITY_CHANNELS),
            (vocabulary.PlanKind, records.PLANS),
            (vocabulary.ProjectKind, records.PROJECTS),
            (vocabulary.WorkStatus, records.WORK_STATUSES),
            (vocabulary.MarkState, records.MARK_STATES),
            (vocabulary.Qualifier, records.QUALIFIERS),
            (UnitMeasure, network.UNIT_MEASURES),
            (WarningCode, agreements.STAGE_REMARKS),
            (ties.Role, agreements.ROLES),
            (ties.GrapeClass, agreements.CLASSES),
            (channels.ExternalChannel, network.CHANNEL_NAMES),
            (overlay.State, network.OVERLAY_STATES),
            (business.BusinessType, network.BUSINESS_TYPES),
            (lift.LiftReason, planning.LIFT_REASONS),
            (denominator.Reason, planning.LEFT_OUT),
            (DormancyState, agreements.DORMANCY),
            (Match, records.MATCHES),
            (ListStatus, planning.LIST_STATES),
            (LedgerRemark, planning.LEDGER_REMARKS),
            (WorkState, planning.WORK_STATES),
            (action_rules.ActionReason, planning.ACTION_RULES),
            (anniversaries.AnniversariesOf, planning.ANNIVERSARIES_OF),
            (anniversaries.AnniversaryKind, planning.ANNIVERSARIES),
            (progress.TargetState, planning.TARGET_STATES),
            (CautionKind, planning.WARNINGS),
            (TermName, planning.CANDIDATE_TERMS),
            (gap.GapType, planning.GAPS),
            (GapState, planning.GAP_STATES),
            (gap.PriorityName, planning.PRIORITIES),
            (strength.StrengthTerm, network.STRENGTH_TERMS),
            (business.Lines, network.BUSINESS_LINES),
            (Literal["plan", "project"], records.WORK_TYPES),
            (unknown.UnknownName, records.CLAIMED_FIELDS),
            (quality.CheckName, records.CHECKS),
            (Engine, planning.ENGINES),
        )
    ),
    (frozenset(("agreements", *SECTIONS)), records.RESOURCES),
    (frozenset(CENTRALITIES), network.CENTRALITY_NAMES),
    (frozenset(CENTRALITIES), network.CENTRALITY_MEANINGS),
    (frozenset(DIMENSIONS), network.DIMENSIONS),
    (frozenset(Figures.__struct_fields__) - {"degree_distribution", "rich_club"}, network.FIGURES),
    (frozenset(("recorded", "planned")), planning.PACES),
    (frozenset(("stages", "claim")), agreements.DURATIONS),
    (frozenset((*get_args(denominator.Basis), "frame")), planning.DENOMINATORS),
    (frozenset((*get_args(gap.Action), "unclassed")), planning.ACTIONS),
    (frozenset((*get_args(vocabulary.AgreementKind), "none")), agreements.KINDS_OR_NONE),
    (frozenset(Certainty), agreements.CERTAINTIES),
    (frozenset(Precision), agreements.PRECISIONS),
)
# Parts of a list above, and the words that answers are cut by.
_CUTS = (
    coverage_rows.Axis, growth.GrowthAxis, channels.ChannelAxis, scorecards.CardOf, clusters.Grain, links.Grain,
    overlay.OverlayGrain,
)  # fmt: skip
PARTS: tuple[tuple[object, Labels], ...] = (
    (gap.Action, planning.ACTIONS),
    (caveats.CaveatKind, planning.WARNINGS),
    (denominator.Basis, planning.DENOMINATORS),
    (Literal["frame"], planning.DENOMINATORS),
    (Literal["friendship_association"], records.ORGANISATIONS),
    *((words, network.CUTS) for words in _CUTS),
)
LABELLED = {words for words, _ in TABLES} | {_of_type(words) for words, _ in PARTS}


@pytest.mark.parametrize(("words", "labels"), TABLES)
def test_a_closed_list_has_a_label_in_chinese_and_english_for_each_of_its_words(words: frozenset[str], labels: Labels) -> None:
    assert set(labels) == words
    assert all(label.zh and CHINESE.search(label.zh) and label.en and not CHINESE.search(label.en) for label in labels.values())


@pytest.mark.parametrize(("words", "labels"), PARTS)
def test_a_part_of_a_list_takes_its_labels_from_the_whole(words: object, labels: Labels) -> None:
    assert _of_type(words) <= set(labels)


def test_the_words_that_answers_are_cut_by_are_all_used() -> None:
    assert {word for words in _CUTS for word in get_args(words)} == set(network.CUTS)


def test_every_closed_word_of_an_answer_has_a_label() -> None:
    found = {words: where for cls in _answers() for words, where in _closed(cls, set())}
    assert len(found) > 40
    unlabelled = {where: set(words) for words, where in found.items() if words not in LABELLED}
    assert unlabelled == {"graph_service.answers.queries.QueryItem.needs": set(get_args(ParameterName))}  # as they are given


def _answers() -> Iterator[type]:
    packages = (graph_service.answers, graph_service.questions)
    modules = [module for package in packages for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
    for module in modules:
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, msgspec.Struct):
                yield value


def _closed(kind: Any, seen: set[object], where: str = "") -> Iterator[tuple[frozenset[str], str]]:
    """The closed lists in a type and in all that it holds."""
    if get_origin(kind) is Literal:
        yield _of_type(kind), where
        return
    for part in get_args(kind):
        yield from _closed(part, seen, where)
    if not isinstance(kind, type) or kind in seen:
        return
    seen.add(kind)
    if issubclass(kind, Enum):
        yield frozenset(kind), where
    elif kind.__module__.startswith("graph_service"):
        for name, hint in get_type_hints(kind).items():
            yield from _closed(hint, seen, f"{kind.__module__}.{kind.__name__}.{name}")


CLOSED = frozenset[str]().union(*(words for words, _ in TABLES))


def _labelled_elsewhere(tree: ast.AST) -> Iterator[int]:
    """The lines of tables that give Chinese to two closed words or more in their own letters."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            said = {
                key.value
                for key, value in zip(node.keys, node.values, strict=True)
                if isinstance(key, ast.Constant) and key.value in CLOSED and _is_label(value)
            }
            if len(said) > 1:
                yield node.lineno


def _is_label(value: ast.expr) -> bool:
    """Whether it is a text or a pair of texts, with Chinese in it, and is not made from another label."""
    texts = [part.value for part in ast.walk(value) if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    made = any(isinstance(part, ast.Subscript | ast.Attribute) for part in ast.walk(value))
    return not made and any(CHINESE.search(text) for text in texts)


def test_no_module_but_those_of_words_declares_labels_of_closed_words() -> None:
    package = ROOT / "graph_service"
    modules = (path for path in sorted(package.rglob("*.py")) if path.parent.name != "words")
    found = {
        f"{path.relative_to(ROOT)}:{line}" for path in modules for line in _labelled_elsewhere(ast.parse(path.read_text("utf-8")))
    }
    assert found == set()


def test_a_formal_sheet_names_twelve_digits_of_its_data_and_a_layer_only_where_it_is_not_all(seeds_client: TestClient) -> None:
    for address in ("/views/brief/Q16963/Q183", "/views/home/Q16963/report"):
        for lang in ("zh", "en"):
            text = seeds_client.get(f"{address}?lang={lang}").text.partition("<body")[2]
            assert re.search(r"(数据版本|snapshot) [0-9a-f]{12}[^0-9a-f]", text), address
            assert "数据层" not in text
            assert "layer all" not in text
