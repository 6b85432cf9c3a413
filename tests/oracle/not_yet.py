"""Where the service does not follow the rules yet, and the rule of each: the only differences that are excused.

A pattern matches the text `measure of what`. `python -m tests.oracle` names the lines that nothing needs any more.
"""

from collections.abc import Mapping

EXEMPT = "class D: no region-level partner can exist in a country without regions, San Marino like a city-state"
FILLABLE = "a stem is not fillable when its region has no eligible lower units, a dissolved region with none left too"
OWN_LIST = "knowledge: the list of a unit holds the agreements of that unit, not those of units below"

NOT_YET: Mapping[str, str] = {
    "agreement.class of Q16666~Q1848": EXEMPT,
    "row.* of Q238": EXEMPT,
    "summary.*_share of Q16963": EXEMPT,
    "summary.orphan_rate of Q16963": EXEMPT,
    "gap.missing_stem of SM": EXEMPT,
    "gap.tier_hole of SM at tier 1": EXEMPT,
    "row.fillable of Q13580": FILLABLE,
    "row.bare of Q13580": FILLABLE,
    "gap.bare_stem of Q13580~Q8686": FILLABLE,
    "row.fillable of Q1142": FILLABLE,
    "row.bare of Q1142": FILLABLE,
    "gap.bare_stem of Q1142~Q16963": FILLABLE,
    "row.fillable of wp:FI.southern-finland-province": FILLABLE,
    "row.bare of wp:FI.southern-finland-province": FILLABLE,
    "summary.bare_stem_rate of Q16963": FILLABLE,
    "summary.bare_stem_rate of Q8686": FILLABLE,
    "summary.stem_fill of Q16963 at *": FILLABLE,
    "summary.stem_fill of Q8686 at *": FILLABLE,
    "knowledge.recorded of Q15175 Q15174": OWN_LIST,
}
