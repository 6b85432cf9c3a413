"""The closed word lists of the field, as types. Every word has its Chinese and English in docs/glossary.md."""

from collections.abc import Iterable
from typing import Any, Literal, get_args, get_origin

from msgspec import Meta

Level = Literal["country", "province", "city", "county"]
PopulationOf = Literal["unit", "town"]
Basis = Literal["stated", "inferred"]
Confidence = Literal["high", "medium", "low"]

# Signing steps raise the kind of an agreement; status steps change its status and never its kind.
# `unclassified` is a signing whose source does not tell formal from exchange.
SigningKind = Literal["contact", "intent", "approval", "unclassified", "exchange", "formal", "renewal"]
StatusStep = Literal["planned", "suspended", "resumed", "terminated", "dormant"]
StageKind = Literal[
    "contact", "intent", "approval", "unclassified", "exchange", "formal", "renewal",
    "planned", "suspended", "resumed", "terminated", "dormant",
]  # fmt: skip
AgreementKind = Literal["intent", "unclassified", "exchange", "formal"]
Status = Literal["planned", "active", "dormant", "suspended", "terminated"]
Mechanism = Literal["joint_committee", "mixed_committee", "association_committee", "consultation", "none", "unknown"]

OrganisationKind = Literal[
    "friendship_association", "counterpart_association", "company", "park", "school", "university",
    "research_institute", "hospital", "embassy", "consulate", "international_organisation", "network",
    "foundation", "chamber", "department", "party", "liaison_station",
]  # fmt: skip
OrganisationStatus = Literal["landed", "in_progress", "closed"]
Grade = Literal["observer", "regular", "privileged", "founder", "host"]
FrameKind = Literal["mechanism", "plan", "continent", "region", "lens", "group", "initiative"]

ActivityKind = Literal["visit", "event", "training", "aid", "project_step", "series"]
Channel = Literal[
    "party", "parliament", "government", "youth", "think_tank", "civil_society", "culture", "sport", "education",
    "economy", "health", "public",
]  # fmt: skip
PlanKind = Literal[
    "action_plan", "development_plan", "country_plan", "policy", "document", "indicators", "programme", "brand",
    "honour", "mechanism", "system", "taxonomy", "criteria",
]  # fmt: skip
ProjectKind = Literal["investment", "park", "route", "platform", "programme", "image", "trade"]
WorkStatus = Literal["proposed", "planned", "in_progress", "open", "done", "expired", "closed"]
MarkState = Literal["taken", "done", "dismissed", "open"]  # open: put back by somebody
Qualifier = Literal["exact", "at_least", "just_under"]


def one_of(words: Iterable[str]) -> Meta:
    """The mark of a text that is one of these words, for fields whose words come from a table: the description of the
    interface lists them.

    >>> one_of(("a", "b")).extra_json_schema
    {'enum': ['a', 'b']}
    """
    return Meta(extra_json_schema={"enum": list(words)})


def closed_words(kind: Any) -> tuple[str, ...]:
    """The words of a closed list, also where nothing may stand in their place; none of what is open.

    >>> closed_words(Confidence | None), closed_words(str)
    (('high', 'medium', 'low'), ())
    """
    if get_origin(kind) is Literal:
        return get_args(kind)
    return tuple(word for part in get_args(kind) for word in closed_words(part))
