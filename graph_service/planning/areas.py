"""What is said of ties inside the home's own state, with its areas or at home: where they stand, for they are no ties abroad."""

from collections.abc import Sequence

from graph_service.metrics.ties import Tie
from graph_service.metrics.vine import Vine
from graph_service.records.place import Place
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual, both


def areas_called(snapshot: Snapshot, code: str) -> Bilingual:
    """The heading over the areas of the state that a country or area belongs to: the word of its own offices, if on record,
    which in English is the areas by name."""
    state = snapshot.country(snapshot.state(code))
    if state is None or not state.areas_called:
        return Bilingual("本国地区", "areas")
    named = (both(place).en for _, place in sorted(snapshot.countries.items()) if place.area_of == state.country)
    return Bilingual(state.areas_called, f"areas ({'; '.join(named)})")


DOMESTIC = Bilingual("国内", "domestic")


def stands_apart(vine: Vine, partner: Place, ties: Sequence[Tie]) -> Bilingual | None:
    """Where the ties of a home with a partner inside its own state stand, how many there are and how many of them are
    effective; None for a partner abroad."""
    own, there = both(vine.home.place), both(partner)
    if vine.snapshot.is_abroad(partner.country, vine.home.place.country):
        return None
    area = vine.snapshot.is_area(partner.country, vine.home.place.country)
    called = areas_called(vine.snapshot, partner.country) if area else DOMESTIC
    count, effective = len(ties), sum(vine.selection.counts(tie.standing) for tie in ties)
    return Bilingual(
        f"{own.zh}与{there.zh}的在册协议{count}对（按此口径有效{effective}对），属{called.zh}，另列，不计入对外友城的统计。",
        f"{own.en} and {there.en}: {count} on record, {effective} of them effective under this selection, told apart as "
        f"{called.en}, outside the counts of partners abroad.",
    )
