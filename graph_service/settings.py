"""Settings: the only reader of the environment. Every name begins with GRAPH_SERVICE_; the README lists them."""

from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph_service.metrics.dormancy import DormancyRule
from graph_service.metrics.strength import StrengthWeights
from graph_service.metrics.vitality import VitalityRule
from graph_service.planning.rules import DEFAULTS, ActionRule, PlanningRules, StaleRule

_DEFAULTS = StrengthWeights()
_Share = Annotated[float, Field(ge=0, le=1)]


class Settings(BaseSettings):
    """How the service runs. Frozen: made once and handed to whatever needs it."""

    model_config = SettingsConfigDict(env_prefix="GRAPH_SERVICE_", frozen=True, extra="forbid")

    store: str = Field("sqlite:///data/graph.db", description="where the network is kept: sqlite:///FILE, neo4j://, bolt://")
    host: str = Field("127.0.0.1", description="address to listen on")
    port: int = Field(8000, ge=1, le=65535, description="port to listen on")
    workers: int = Field(1, ge=1, le=64, description="serving processes")
    language: Literal["zh", "en"] | None = Field(None, description="language of pages; otherwise Accept-Language decides")
    refresh_seconds: float = Field(5.0, gt=0, description="how often the store is asked whether it changed")
    strength_stem: _Share = Field(_DEFAULTS.stem, description="weight of the stem term")
    strength_grapes: _Share = Field(_DEFAULTS.grapes, description="weight of the grapes term")
    strength_tiers: _Share = Field(_DEFAULTS.tiers, description="weight of the tiers term")
    strength_units: _Share = Field(_DEFAULTS.units, description="weight of the units term")
    strength_half_grapes: float = Field(_DEFAULTS.half_grapes, gt=0, description="weighted grapes that give half the grapes term")
    dormant_half_life_months: float = Field(
        _DEFAULTS.vitality.half_life_months, gt=0, description="months after which an activity counts half"
    )
    dormant_vitality: float = Field(
        DEFAULTS.dormancy.threshold, gt=0, lt=1, description="vitality below which an agreement is quiet"
    )
    dormant_months: float = Field(DEFAULTS.dormancy.months, ge=0, description="quiet months after which dormant is proposed")
    action_lively: float = Field(
        DEFAULTS.action.lively, gt=0, lt=1, description="vitality from which an agreement is consolidated"
    )
    action_young_months: float = Field(DEFAULTS.action.young_months, ge=0, description="months for which a signature is young")
    action_fresh_months: float = Field(DEFAULTS.action.fresh_months, ge=0, description="months for which a source proves work")
    stale_months: float = Field(DEFAULTS.stale.months, ge=0, description="months after which knowledge is stale")
    stale_missing: _Share = Field(DEFAULTS.stale.missing, description="share of a claimed total that may be missing")

    @model_validator(mode="after")
    def _terms_add_up(self) -> Self:
        total = self.strength_stem + self.strength_grapes + self.strength_tiers + self.strength_units
        if abs(total - 1) > 1e-9:
            raise ValueError(f"the four STRENGTH term weights add up to {total:g}; they must add up to 1")
        return self

    @cached_property
    def fingerprint(self) -> str:
        """Eight hex digits that change with any setting: answers computed under others are other answers."""
        return sha256(self.model_dump_json().encode()).hexdigest()[:8]

    @property
    def weights(self) -> StrengthWeights:
        """The weights of the strength formula."""
        return StrengthWeights(
            stem=self.strength_stem,
            grapes=self.strength_grapes,
            tiers=self.strength_tiers,
            units=self.strength_units,
            half_grapes=self.strength_half_grapes,
            vitality=self._vitality,
        )

    @property
    def rules(self) -> PlanningRules:
        """The thresholds of planning."""
        return PlanningRules(
            action=ActionRule(self.action_lively, self.action_young_months, self.action_fresh_months),
            dormancy=DormancyRule(self._vitality, self.dormant_vitality, self.dormant_months),
            stale=StaleRule(self.stale_months, self.stale_missing),
        )

    @property
    def _vitality(self) -> VitalityRule:
        return VitalityRule(half_life_months=self.dormant_half_life_months)


def local_path(store: str) -> Path | None:
    """The file of a sqlite URL, or None for any other store.

    >>> local_path("sqlite:///data/graph.db")
    PosixPath('data/graph.db')
    """
    return Path(store.removeprefix("sqlite:///")) if store.startswith("sqlite:///") else None
