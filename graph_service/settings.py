"""Settings: the only reader of the environment. Every name begins with GRAPH_SERVICE_; docs/settings.md lists them."""

import os
from dataclasses import fields
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph_service.environment import PREFIX, foreign_names
from graph_service.files.bounded import MOST
from graph_service.files.evaluation import read_evaluation
from graph_service.metrics.dormancy import DormancyRule
from graph_service.metrics.strength import StrengthWeights
from graph_service.metrics.vitality import VitalityRule
from graph_service.planning.candidates.weights import TERM_NAMES, CandidateWeights
from graph_service.planning.rules import DEFAULTS, ActionRule, AnniversaryRule, PlanningRules, StaleRule
from graph_service.questions.standards import Standards
from graph_service.store.deadline import Deadlines

_DEFAULTS = StrengthWeights()
_CANDIDATES = CandidateWeights()
_DEADLINES = Deadlines()
_Share = Annotated[float, Field(ge=0, le=1)]
# As long as the clocks of every system can count: a day for what is waited for, a thousand years for what is remembered.
_Seconds = Annotated[float, Field(gt=0, le=86_400)]
_Months = Annotated[float, Field(ge=0, le=12_000)]


class Settings(BaseSettings):
    """How the service runs. Frozen: made once and handed to whatever needs it."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid", allow_inf_nan=False)

    store: str = Field(
        "sqlite:///data/graph.db",
        description="where the network is kept: `sqlite:///FILE` or `neo4j://USER:PASSWORD@HOST:PORT/DATABASE` (also "
        "`neo4j+s`, `bolt`, `bolt+s`)",
    )
    host: str = Field("127.0.0.1", description="address to listen on")
    port: int = Field(8000, ge=1, le=65535, description="port to listen on")
    workers: int = Field(1, ge=1, le=64, description="serving processes")
    language: Literal["zh", "en"] | None = Field(
        None, description="language of pages, `zh` or `en`; otherwise the browser's decides"
    )
    timezone: str | None = Field(
        None,
        description="IANA name of the office's time zone, such as `Asia/Shanghai`: its day is “today” everywhere; "
        "unset is the machine's own",
    )
    refresh_seconds: _Seconds = Field(5.0, description="how often the store is asked whether it changed")
    store_seconds: _Seconds = Field(
        _DEADLINES.short, description="seconds in which the store must answer a short question; afterwards it counts as hung"
    )
    store_load_seconds: _Seconds = Field(_DEADLINES.whole, description="seconds in which it must read or write the whole network")
    ready_bytes: int = Field(16_000_000, ge=0, description="bytes of ready answers that a serving process keeps; 0 keeps none")
    waiting: int = Field(
        64,
        ge=1,
        description="questions that wait for a serving process to compute them; what is asked beyond is refused with "
        "`/problems/busy`",
    )
    measure_seconds: _Seconds = Field(
        60.0, description="seconds that a client waits for a measure of the whole network, then `/problems/too-slow`"
    )
    max_body_bytes: int = Field(1_000_000, ge=1, description="longest document a request may send")
    max_unpacked_bytes: int = Field(
        MOST,
        ge=1,
        description="longest file that is read, in bytes once it is unpacked: some seven million links, more than "
        "can be measured; reading takes up to forty times as much memory",
    )
    strength_stem: _Share = Field(_DEFAULTS.stem, description="weight of the stem term of strength; the four weights add up to 1")
    strength_grapes: _Share = Field(_DEFAULTS.grapes, description="weight of the grapes term")
    strength_tiers: _Share = Field(_DEFAULTS.tiers, description="weight of the tiers term")
    strength_units: _Share = Field(_DEFAULTS.units, description="weight of the units term")
    strength_half_grapes: float = Field(
        _DEFAULTS.half_grapes, gt=0, description="weighted grapes that give half of the grapes term"
    )
    dormant_half_life_months: _Months = Field(
        DEFAULTS.dormancy.vitality.half_life_months, gt=0, description="months after which an activity counts half"
    )
    dormant_vitality: float = Field(
        DEFAULTS.dormancy.threshold, gt=0, lt=1, description="vitality below which an agreement is quiet"
    )
    dormant_months: _Months = Field(DEFAULTS.dormancy.months, description="quiet months after which dormant is proposed")
    action_lively: float = Field(
        DEFAULTS.action.lively, gt=0, lt=1, description="vitality from which an agreement is to be consolidated"
    )
    action_young_months: _Months = Field(
        DEFAULTS.action.young_months, description="months for which a signature or renewal is young"
    )
    action_fresh_months: _Months = Field(
        DEFAULTS.action.fresh_months, description="months for which the source of a plan or project proves that it goes on"
    )
    anniversary_step: int = Field(DEFAULTS.anniversary.step, ge=1, le=100, description="years between two anniversaries")
    anniversary_months: int = Field(
        DEFAULTS.anniversary.months, ge=1, le=240, description="months ahead in which they are looked for"
    )
    stale_months: _Months = Field(DEFAULTS.stale.months, description="months after which what is known of an agreement is stale")
    points_file: Path | None = Field(None, description="TOML file of points and indicators; unset is `seeds/rules/points.toml`")
    stale_missing: _Share = Field(
        DEFAULTS.stale.missing, description="share of a claimed total that may be missing from the list"
    )
    candidate_on_stem: _Share = Field(
        _CANDIDATES.on_stem, description="weight of lying on a stem in the candidate score; the nine weights add up to 1"
    )
    candidate_common_neighbours: _Share = Field(_CANDIDATES.common_neighbours, description="weight of shared partners")
    candidate_resource_allocation: _Share = Field(
        _CANDIDATES.resource_allocation, description="weight of the resource allocation index"
    )
    candidate_relatedness: _Share = Field(_CANDIDATES.relatedness, description="weight of the home's agreements in the region")
    candidate_level_match: _Share = Field(_CANDIDATES.level_match, description="weight of equal levels")
    candidate_size_ratio: _Share = Field(_CANDIDATES.size_ratio, description="weight of similar populations")
    candidate_complementarity: _Share = Field(_CANDIDATES.complementarity, description="weight of fields that fit")
    candidate_business: _Share = Field(_CANDIDATES.business, description="weight of business there")
    candidate_convenience: _Share = Field(_CANDIDATES.convenience, description="weight of routes and missions")
    candidate_half_neighbours: float = Field(_CANDIDATES.half_neighbours, gt=0, description="shared partners worth one half")
    candidate_half_allocation: float = Field(
        _CANDIDATES.half_allocation, gt=0, description="resource allocation index worth one half"
    )
    candidate_half_related: float = Field(_CANDIDATES.half_related, gt=0, description="agreements in the region worth one half")
    candidate_half_fields: float = Field(_CANDIDATES.half_fields, gt=0, description="fitting fields worth one half")
    candidate_half_business: float = Field(_CANDIDATES.half_business, gt=0, description="records of business worth one half")
    candidate_decades: float = Field(
        _CANDIDATES.decades, gt=0, description="powers of ten in population over which the size term falls to 0"
    )

    @model_validator(mode="before")
    @classmethod
    def _known_names_only(cls, given: dict[str, Any]) -> dict[str, Any]:
        """Have names that stand for nothing refused as any other input that is not foreseen, not ignored in silence."""
        injected, mistaken = foreign_names(os.environ, cls.names())
        return {name: value for name, value in given.items() if name.upper() not in injected} | dict.fromkeys(mistaken)

    @classmethod
    def names(cls) -> frozenset[str]:
        """What every setting is called after the prefix, in capitals."""
        return frozenset(map(str.upper, cls.model_fields))

    @field_validator("timezone")
    @classmethod
    def _is_a_zone(cls, name: str | None) -> str | None:
        try:
            return ZoneInfo(name).key if name else None
        except (ZoneInfoNotFoundError, ValueError, OSError):  # a folder of zones, such as Asia, is an OSError
            raise ValueError(f"{name!r} is no time zone; give an IANA name such as Asia/Shanghai") from None

    @model_validator(mode="after")
    def _points_are_there(self) -> Self:
        """Read the points file now: one that is not there is a fault of the settings, not of who asks.

        Raises:
            DataRefused: it cannot be read or understood.
        """
        if self.points_file is not None:
            read_evaluation(self.points_file)
        return self

    @model_validator(mode="after")
    def _terms_add_up(self) -> Self:
        total = self.strength_stem + self.strength_grapes + self.strength_tiers + self.strength_units
        if abs(total - 1) > 1e-9:
            raise ValueError(f"the four STRENGTH term weights add up to {total:g}; they must add up to 1")
        weighed = sum(getattr(self, f"candidate_{name}") for name in TERM_NAMES)
        if abs(weighed - 1) > 1e-9:
            raise ValueError(f"the nine CANDIDATE term weights add up to {weighed:g}; they must add up to 1")
        return self

    def now(self) -> datetime:
        """This moment in the office's time zone: its date is what today means everywhere."""
        return datetime.now(ZoneInfo(self.timezone)) if self.timezone else datetime.now().astimezone()

    @cached_property
    def fingerprint(self) -> str:
        """Eight hex digits that change with any setting: answers computed under others are other answers."""
        return sha256(self.model_dump_json().encode()).hexdigest()[:8]

    @property
    def deadlines(self) -> Deadlines:
        """Within how many seconds the store must answer."""
        return Deadlines(self.store_seconds, self.store_load_seconds)

    @property
    def weights(self) -> StrengthWeights:
        """The weights of the strength formula."""
        return StrengthWeights(
            stem=self.strength_stem,
            grapes=self.strength_grapes,
            tiers=self.strength_tiers,
            units=self.strength_units,
            half_grapes=self.strength_half_grapes,
        )

    @property
    def rules(self) -> PlanningRules:
        """The thresholds of planning."""
        return PlanningRules(
            action=ActionRule(self.action_lively, self.action_young_months, self.action_fresh_months),
            dormancy=DormancyRule(self._vitality, self.dormant_vitality, self.dormant_months),
            stale=StaleRule(self.stale_months, self.stale_missing),
            anniversary=AnniversaryRule(self.anniversary_step, self.anniversary_months),
        )

    @property
    def candidates(self) -> CandidateWeights:
        """The weights of the candidate score."""
        return CandidateWeights(**{field.name: getattr(self, f"candidate_{field.name}") for field in fields(CandidateWeights)})

    @cached_property
    def standards(self) -> Standards:
        """All by which answers are judged."""
        return Standards(self.weights, self.rules, self.candidates, self.points_file)

    @property
    def _vitality(self) -> VitalityRule:
        return VitalityRule(half_life_months=self.dormant_half_life_months)
