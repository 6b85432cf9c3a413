"""What the areas of a state are called together, where they stand apart from countries abroad."""

from graph_service.planning.bilingual import Bilingual
from graph_service.snapshot import Snapshot


def areas_called(snapshot: Snapshot, code: str) -> Bilingual:
    """The heading over the areas of the state that a country or area belongs to: the word of its own offices, if on record."""
    state = snapshot.country(snapshot.state(code))
    called = state.areas_called if state is not None else None
    return Bilingual(called, f"areas ({called})") if called else Bilingual("本国地区", "areas")
