"""A second, slow and plain reading of the domain rules, to compare the service with.

It knows the records of `graph_service.records` and nothing else of the service: where both agree, a mistake would have to have
been made twice. The rules leave some choices; `READINGS` says which are made here.
"""

READINGS = {
    "effective": "what a straddling date leaves open stands beside as possible and does not count",
    "region": "a country counts as region-level, the equal of a province, where no region of it is on record or where it is an "
    "area of a state (Guam); a state that has regions is none, and a province's agreement with it a trunk",
    "D": "a country is exempt when it is a city (Singapore), or when its own record is of region level and no other region "
    "lies in it (San Marino), unless it is an area of a state (Réunion); where regions are only not on record it is not",
    "eligible units": "a region that is no city has lower units, on record or not; one that is a city has those on record; "
    "one dissolved without a successor has none",
    "equal documents": "of two records of one pact the one with both parties named counts, then the first by id",
    "strength units": "a tier-2 unit has a grape itself or through a unit below, as for unit fill",
    "tier-1 list holds nothing": "no effective international agreement of tier 1 with the kinds asked on the day",
    "claim day": "a claim dated by month or year stands for its last day",
    "recorded": "effective international agreements with the kinds that the claim names, unclassified only where it names it; "
    "the headline kinds where it names none; without a claim those of the kinds asked on the day asked",
    "equal but old": "a list equal to an exact claim of more than 12 months ago, or at or above an at_least claim, is partial",
    "members": "observers are no members of a frame",
    "relations on record": "those of a state that at least ten others share on record; fewer are no list of them",
    "unit fill of a row": "of the grapes on the stem with the partner itself, else of all grapes inside the partner",
    "the tiers asked": "each tier complete, or the whole list where all tiers are asked",
}
