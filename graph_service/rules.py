"""Every weight and threshold by which answers are judged: its name, default, range and meaning, declared here and nowhere else.

The settings take their fields from here, `seeds/rules/weights.toml` and docs/settings.md are written from here. A name is the
same in the code, in a file of rules and, in capitals, in the environment.
"""

from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Share = Annotated[float, Field(ge=0, le=1)]
Within = Annotated[float, Field(gt=0, lt=1)]
Positive = Annotated[float, Field(gt=0)]
Points = Annotated[float, Field(ge=0, le=100)]
# A thousand years: as long as the clocks of every system can count.
Months = Annotated[float, Field(ge=0, le=12_000)]
HalfLife = Annotated[float, Field(gt=0, le=12_000)]
MonthsAhead = Annotated[int, Field(ge=1, le=240)]
Years = Annotated[int, Field(ge=1, le=100)]


def _told(default: float, zh: str, en: str) -> Any:  # as pydantic.Field, which it calls
    """A weight or threshold with its default, and what it is in Chinese and in English."""
    return Field(default, description=f"{zh} · {en}")


class _Group(BaseModel):
    """Weights and thresholds of one subject."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


def _add_up(given: _Group, terms: type[_Group], total: int) -> None:
    """Refuse weights of terms that do not add up to the total.

    Raises:
        ValueError: told in one line with all of them.
    """
    found = sum(getattr(given, name) for name in terms.model_fields)
    if abs(found - total) > 1e-9 * total:
        names = ", ".join(map(str.upper, terms.model_fields))
        raise ValueError(f"{names} add up to {found:g}; they must add up to {total}")


class StrengthTerms(_Group):
    """The weights of the terms of strength; they add up to 1."""

    strength_stem: Share = _told(0.35, "强度中主干项的权重，四项合计 1", "weight of the stem term of strength; the four make 1")
    strength_grapes: Share = _told(0.30, "葡萄项的权重", "weight of the grapes term")
    strength_tiers: Share = _told(0.20, "层级项的权重", "weight of the tiers term")
    strength_units: Share = _told(0.15, "单位项的权重", "weight of the units term")

    @model_validator(mode="after")
    def _strength_adds_up(self) -> Self:
        _add_up(self, StrengthTerms, 1)
        return self


class StrengthWeights(StrengthTerms):
    """What strength is made of. An effective agreement weighs kind × status, a grape times its class too."""

    strength_half_grapes: Positive = _told(3.0, "得葡萄项一半的加权葡萄数", "weighted grapes that give half of the grapes term")
    strength_class_a: Share = _told(1.0, "A 类葡萄的权重", "weight of a grape of class A")
    strength_class_b: Share = _told(0.6, "B 类葡萄的权重", "weight of a grape of class B")
    strength_class_c: Share = _told(0.4, "C 类葡萄的权重", "weight of a grape of class C")
    strength_class_d: Share = _told(1.0, "D 类葡萄的权重", "weight of a grape of class D")
    strength_class_u: Share = _told(0.6, "类别不明的葡萄的权重", "weight of a grape of unknown class")
    strength_kind_formal: Share = _told(1.0, "正式结好协议的权重", "weight of a formal agreement")
    strength_kind_unclassified: Share = _told(1.0, "未分类协议的权重", "weight of an unclassified agreement")
    strength_kind_exchange: Share = _told(0.5, "友好交流关系的权重", "weight of an agreement on exchange")
    strength_kind_intent: Share = _told(0.2, "结好意向的权重", "weight of an intent")
    strength_status_active: Share = _told(1.0, "有效协议的权重", "weight of an active agreement")
    strength_status_dormant: Share = _told(0.3, "休眠协议的权重", "weight of a dormant agreement")


class VitalityRule(_Group):
    """How fast what happened under an agreement fades."""

    dormant_activity_weight: Positive = _told(1.0, "一次活动当天的权重", "what an activity counts on its day")
    dormant_half_life_months: HalfLife = _told(24.0, "活动的权重减半所需的月数", "months after which an activity counts half")


class DormancyRule(VitalityRule):
    """Dormant is proposed after so many months with a vitality below the threshold."""

    dormant_vitality: Within = _told(0.1, "活力低于此值即为沉寂", "vitality below which an agreement is quiet")
    dormant_months: Months = _told(24.0, "沉寂多少个月后提议休眠", "quiet months after which dormant is proposed")


class ActionRule(_Group):
    """When an agreement counts as alive. The default of `action_lively` is about one activity in two and a half years."""

    action_lively: Within = _told(0.25, "活力达到此值即宜巩固", "vitality from which an agreement is to be consolidated")
    action_young_months: Months = _told(60.0, "签署或续签后算新的月数", "months for which a signature or renewal is young")
    action_fresh_months: Months = _told(
        60.0,
        "计划或项目的来源能证明其仍在进行的月数",
        "months for which the source of a plan or project proves that it goes on",
    )


class AnniversaryRule(_Group):
    """Which anniversaries are worth a plan."""

    anniversary_step: Years = _told(5, "两个周年之间的年数", "years between two anniversaries")
    anniversary_months: MonthsAhead = _told(12, "提前多少个月寻找周年", "months ahead in which they are looked for")


class StaleRule(_Group):
    """When knowledge counts as stale."""

    stale_months: Months = _told(36.0, "多少个月后信息算陈旧", "months after which what is known of an agreement is stale")
    stale_missing: Share = _told(
        0.1, "声称的总数中名单可以缺少的比例", "share of a claimed total that may be missing from the list"
    )


class PriorityTerms(_Group):
    """The weights of the terms of a gap's priority; they add up to 100."""

    priority_established: Points = _told(
        40.0, "优先度中已成定局的缺口的权重，六项合计 100", "weight of an established gap in the priority; the six add up to 100"
    )
    priority_grapes_waiting: Points = _told(20.0, "等待主干的葡萄的权重", "weight of grapes that wait for a stem")
    priority_key_country: Points = _told(12.0, "重点国家和地区的权重", "weight of a key country or area")
    priority_frames: Points = _told(8.0, "共同框架的权重", "weight of shared frames")
    priority_business: Points = _told(10.0, "经贸往来的权重", "weight of business in the country or area")
    priority_anniversary: Points = _told(10.0, "临近周年的权重", "weight of an anniversary that is near")

    @model_validator(mode="after")
    def _priority_adds_up(self) -> Self:
        _add_up(self, PriorityTerms, 100)
        return self


class PriorityWeights(PriorityTerms):
    """What a gap's priority is made of."""

    priority_half_waiting: Positive = _told(3.0, "得一半的等待葡萄数", "waiting grapes worth one half")
    priority_half_frames: Positive = _told(3.0, "得一半的共同框架数", "shared frames worth one half")
    priority_half_business: Positive = _told(
        2.0, "得一半的当地经贸记录数", "records of business in the country or area worth one half"
    )


class CandidateTerms(_Group):
    """The weights of the terms of the candidate score; they add up to 1. The rule “优先在全省友好省洲框架内建设友城” makes
    the first the greatest. `benchmarks/candidates.py` measures how well they find agreements hidden from the data."""

    candidate_on_stem: Share = _told(
        0.20, "候选得分中位于主干的权重，九项合计 1", "weight of lying on a stem in the candidate score; the nine add up to 1"
    )
    candidate_common_neighbours: Share = _told(0.16, "共同伙伴的权重", "weight of shared partners")
    candidate_resource_allocation: Share = _told(0.14, "资源分配指数的权重", "weight of the resource allocation index")
    candidate_relatedness: Share = _told(0.12, "我方在该地区协议的权重", "weight of the home's agreements in the region")
    candidate_level_match: Share = _told(0.10, "级别相同的权重", "weight of equal levels")
    candidate_size_ratio: Share = _told(0.08, "人口相近的权重", "weight of similar populations")
    candidate_complementarity: Share = _told(0.08, "领域契合的权重", "weight of fields that fit")
    candidate_business: Share = _told(0.07, "当地经贸的权重", "weight of business there")
    candidate_convenience: Share = _told(0.05, "航线与机构的权重", "weight of routes and missions")

    @model_validator(mode="after")
    def _candidate_adds_up(self) -> Self:
        _add_up(self, CandidateTerms, 1)
        return self


class CandidateWeights(CandidateTerms):
    """What the candidate score is made of."""

    candidate_half_neighbours: Positive = _told(1.0, "得一半的共同伙伴数", "shared partners worth one half")
    candidate_half_allocation: Positive = _told(0.1, "得一半的资源分配指数", "resource allocation index worth one half")
    candidate_half_related: Positive = _told(3.0, "得一半的地区协议数", "agreements in the region worth one half")
    candidate_half_fields: Positive = _told(2.0, "得一半的契合领域数", "fitting fields worth one half")
    candidate_half_business: Positive = _told(2.0, "得一半的经贸记录数", "records of business worth one half")
    candidate_decades: Positive = _told(
        3.0, "人口相差多少个数量级时规模项为 0", "powers of ten in population over which the size term falls to 0"
    )


# The order of the page and of the file is from the last of these to the first: pydantic lists inherited fields so.
class Rules(CandidateWeights, PriorityWeights, StaleRule, AnniversaryRule, ActionRule, DormancyRule, StrengthWeights):
    """All of them."""


DEFAULTS = Rules()
