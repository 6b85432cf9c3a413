"""Every word of the code stands in the glossary, in Chinese and English, and no word list there has a word too many."""

import re
from collections.abc import Mapping
from typing import Literal, get_args, get_origin

import msgspec
import pytest

from graph_service.answers.clusters import ClusterRow, Summary
from graph_service.graph.measures import CENTRALITIES
from graph_service.metrics.channels import ExternalChannel
from graph_service.metrics.clusters import Grain
from graph_service.metrics.dormancy import DormancyState
from graph_service.metrics.points import LedgerRemark
from graph_service.metrics.ties import GrapeClass, Role
from graph_service.metrics.work import WorkState
from graph_service.planning.action_rules import ActionReason
from graph_service.planning.gaps.find import FINDERS
from graph_service.planning.gaps.gap import Action, GapType
from graph_service.planning.progress import TargetState
from graph_service.records import vocabulary
from graph_service.records.dates import Certainty, Precision
from graph_service.records.evaluation import UnitMeasure
from graph_service.records.registry import RECORD_TYPES
from graph_service.records.sequence import WarningCode
from graph_service.words import agreements, network, planning, records
from graph_service.words.bilingual import Bilingual
from graph_service.words.network import CENTRALITY_MEANINGS, CENTRALITY_NAMES
from tests.conftest import ROOT
from tests.documents.pages import ANCHOR, ENTRIES, GLOSSARY, anchor_of

CHINESE = re.compile("[\u4e00-\u9fff]")

# The words of what is computed.
COMPUTED = {
    "ActionReason": ActionReason,
    "DormancyState": DormancyState,
    "ExternalChannel": ExternalChannel,
    "LedgerRemark": LedgerRemark,
    "TargetState": TargetState,
    "UnitMeasure": UnitMeasure,
    "WarningCode": WarningCode,
    "WorkState": WorkState,
}


def word_lists() -> Mapping[str, tuple[str, ...]]:
    """The lists of the glossary's last chapter: every list of the vocabulary but `StageKind`, the sum of two, and those of
    what is computed."""
    lists = {name: get_args(found) for name, found in vars(vocabulary).items() if get_origin(found) is Literal}
    del lists["StageKind"]
    lists |= {name: get_args(found) for name, found in COMPUTED.items()}
    return lists | {"Grain": get_args(Grain), "Certainty": tuple(Certainty), "Precision": tuple(Precision)}


def listed(lists: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The anchor of every word of these lists."""
    return [f"{anchor_of(name)}-{anchor_of(word)}" for name, words in lists.items() for word in words]


def terms() -> list[str]:
    """The anchor of every record type, role, class, gap type, action and measure."""
    names = [kind.cls.__name__ for kind in RECORD_TYPES]
    names += get_args(Role)
    names += (field.name for cls in (Summary, ClusterRow) for field in msgspec.structs.fields(cls))
    plain = [{"roles": "role", "classes": "class"}.get(name, anchor_of(name)) for name in dict.fromkeys(names)]
    return plain + listed({"Class": get_args(GrapeClass), "Gap": tuple(FINDERS), "Action": get_args(Action)})


@pytest.mark.parametrize("anchor", [*terms(), *listed(word_lists())])
def test_a_word_of_the_code_stands_in_the_glossary_in_chinese_and_english(anchor: str) -> None:
    entry = ENTRIES[anchor]
    assert CHINESE.search(entry.zh)
    assert re.search("[A-Za-z]", entry.en)
    assert not CHINESE.search(entry.en)


def test_every_anchor_of_the_glossary_stands_there_once() -> None:
    anchors = ANCHOR.findall(GLOSSARY)
    assert sorted(set(anchors)) == sorted(anchors)


def test_the_word_lists_of_the_glossary_hold_no_word_that_the_code_does_not_know() -> None:
    chapter = GLOSSARY.partition("## 词表 Word lists")[2]
    assert set(ANCHOR.findall(chapter)) == set(listed(word_lists()))


def test_the_gap_types_of_the_glossary_are_those_that_are_looked_for() -> None:
    assert {anchor for anchor in ENTRIES if anchor.startswith("gap-")} == set(listed({"Gap": tuple(FINDERS)}))
    assert set(get_args(GapType)) == set(FINDERS)


def test_stage_kinds_are_the_signing_steps_and_the_status_steps() -> None:
    assert get_args(vocabulary.StageKind) == (*get_args(vocabulary.SigningKind), *get_args(vocabulary.StatusStep))


def test_the_layers_of_the_glossary_are_those_of_the_seeds() -> None:
    layers = {table.parent.name for table in (ROOT / "seeds").glob("*/*.csv")}
    assert {anchor for anchor in ENTRIES if anchor.startswith("layer-")} == {f"layer-{layer}" for layer in layers}


def test_every_glossary_anchor_that_the_code_mentions_exists() -> None:
    sources = [path.read_text("utf-8") for path in sorted((ROOT / "graph_service").rglob("*.py"))]
    mentioned = {anchor for text in sources for anchor in re.findall(r"glossary\.md#([\w-]+)", text)}
    assert "strength" in mentioned
    assert mentioned <= set(ENTRIES)


# The labels of each list of the glossary, by the beginning of its anchors.
SAID: Mapping[str, Mapping[str, Bilingual]] = {
    "action": {word: planning.ACTIONS[word] for word in get_args(Action)},
    "action-reason": planning.ACTION_RULES,
    "activity-kind": records.ACTIVITIES,
    "agreement-kind": agreements.KINDS,
    "basis": agreements.BASES,
    "centrality": network.CENTRALITY_NAMES,
    "certainty": agreements.CERTAINTIES,
    "channel": records.ACTIVITY_CHANNELS,
    "class": agreements.CLASSES,
    "confidence": records.CONFIDENCES,
    "dimension": network.DIMENSIONS,
    "dormancy-state": agreements.DORMANCY,
    "external-channel": network.CHANNEL_NAMES,
    "frame-kind": records.FRAMES,
    "gap": planning.GAPS,
    "grade": records.GRADES,
    "ledger-remark": planning.LEDGER_REMARKS,
    "level": records.LEVELS,
    "mechanism": agreements.MECHANISMS,
    "organisation-kind": records.ORGANISATIONS,
    "organisation-status": records.ORGANISATION_STATUSES,
    "plan-kind": records.PLANS,
    "population-of": records.POPULATIONS,
    "precision": agreements.PRECISIONS,
    "project-kind": records.PROJECTS,
    "qualifier": records.QUALIFIERS,
    "signing-kind": agreements.SIGNINGS,
    "status": agreements.STATUSES,
    "status-step": agreements.STATUS_STEPS,
    "target-state": planning.TARGET_STATES,
    "unit-measure": network.UNIT_MEASURES,
    "warning-code": agreements.STAGE_REMARKS,
    "work-state": planning.WORK_STATES,
    "work-status": records.WORK_STATUSES,
}
LABELS = {f"{name}-{anchor_of(word)}": label for name, table in SAID.items() for word, label in table.items()}
LABELS |= {anchor_of(word): label for word, label in agreements.ROLES.items()}


@pytest.mark.parametrize("anchor", LABELS)
def test_the_glossary_names_a_word_as_its_label_does(anchor: str) -> None:
    assert LABELS[anchor].zh in ENTRIES[anchor].zh


@pytest.mark.parametrize("measure", CENTRALITIES)
def test_answers_and_glossary_say_the_same_of_a_measure(measure: str) -> None:
    entry, name, said = ENTRIES[f"centrality-{anchor_of(measure)}"], CENTRALITY_NAMES[measure], CENTRALITY_MEANINGS[measure]
    assert (entry.zh, entry.en) == (f"**{name.zh}**：{said.zh}", said.en)
