"""The weights of the candidate score, and where each term stands at one half."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class CandidateWeights:
    """The nine term weights add up to 1; the rule “优先在全省友好省洲框架内建设友城” makes `on_stem` the first. The `half_`
    values give where a count is worth one half, `decades` over how many powers of ten in population the size term falls
    from 1 to 0. `benchmarks/candidates.py` measures how well they find agreements hidden from the data."""

    on_stem: float = 0.20
    common_neighbours: float = 0.16
    resource_allocation: float = 0.14
    relatedness: float = 0.12
    level_match: float = 0.10
    size_ratio: float = 0.08
    complementarity: float = 0.08
    business: float = 0.07
    convenience: float = 0.05
    half_neighbours: float = 1.0
    half_allocation: float = 0.1
    half_related: float = 3.0
    half_fields: float = 2.0
    half_business: float = 2.0
    decades: float = 3.0


# The fields that are weights of a term; the rest are where a term stands at one half.
TERM_NAMES = tuple(field.name for field in fields(CandidateWeights))[:9]
