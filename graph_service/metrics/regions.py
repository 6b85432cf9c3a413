"""Which places abroad a province can have as its equal, and in which countries there are none."""

from graph_service.records.place import Place
from graph_service.snapshot import Snapshot


def can_be_stem(snapshot: Snapshot, partner: Place) -> bool:
    """Whether an agreement of a province with this place is a stem: a region; an area, which is one of its state (Guam); a
    state of which no region is on record. A state that has regions is no equal of a province: one of its regions would be."""
    if partner.is_level("country") and not partner.is_level("province"):
        return partner.area_of is not None or partner.country not in snapshot.once(_divided)
    return partner.is_level("province")


def countries_without_regions(snapshot: Snapshot) -> frozenset[str]:
    """The codes of the countries in which no region can be a partner, for `Snapshot.once`: city-states, and states that are
    their own only region (San Marino). A country without any region on record is none of them, nor is an area that is a
    region of its state (Réunion)."""
    divided = snapshot.once(_divided)
    return frozenset(
        code
        for code, country in snapshot.countries.items()
        if country.is_level("city") or (country.is_level("province") and code not in divided and country.area_of is None)
    )


def _divided(snapshot: Snapshot) -> frozenset[str]:
    """The codes of the countries of which regions are on record, whether or not they exist today."""
    places = snapshot.places.values()
    return frozenset(place.country for place in places if place.is_level("province") and not place.is_level("country"))
