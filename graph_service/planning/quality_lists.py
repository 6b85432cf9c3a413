"""Quality of the lists of agreements: claims that fewer agreements exist than are on record, and grapes whose region nobody
knows."""

from collections.abc import Iterator, Mapping

from graph_service.metrics.home import home_of
from graph_service.metrics.homonyms import told_apart
from graph_service.metrics.list_claims import Lists
from graph_service.metrics.selection import Selection, select
from graph_service.metrics.ties import ties_of_homes
from graph_service.planning.quality import CheckName, Finding
from graph_service.records.claim import LIST_MEASURES, Claim
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual, both
from graph_service.words.days import said


def find_doubtful_lists(snapshot: Snapshot) -> Mapping[CheckName, tuple[Finding, ...]]:
    """The findings about the lists of all homes today, by the name of the check; for `Snapshot.once`."""
    selection = select(snapshot)
    return {"claims_exceeded": tuple(_exceeded(snapshot, selection)), "unplaced": tuple(_unplaced(snapshot, selection))}


def _exceeded(snapshot: Snapshot, selection: Selection) -> Iterator[Finding]:
    """Claimed totals that are below what is on record of their own scope: one of the two is wrong."""
    claims = snapshot.network.table(Claim).values()
    subjects = {claim.subject for claim in claims if claim.measure in LIST_MEASURES and claim.subject in snapshot.places}
    homes = {place.id for subject in subjects for place in snapshot.above(subject) if place.is_level("province")}
    told: set[str] = set()
    for home in sorted(homes):
        lists = Lists(snapshot, home_of(snapshot, home, selection.as_of), selection)
        for claim in lists.claims_inside(lists.of_home()):
            if claim.value is None or claim.id in told or not lists.exceeds(claim):
                continue
            told.add(claim.id)
            found = len(lists.beside(claim).ids)
            text = Bilingual(
                f"声称{claim.value:g}对（{said(claim.as_of).zh}），同范围在册{found}对",
                f"{claim.value:g} agreements claimed ({said(claim.as_of).en}), {found} of the same scope on record",
            )
            yield Finding((claim.id, claim.subject), text)


def _unplaced(snapshot: Snapshot, selection: Selection) -> Iterator[Finding]:
    """Grapes of class U: the home has a stem in the country of the partner, whose region is not on record."""
    for at, ties in ties_of_homes(snapshot, selection):
        for tie in ties.effective:
            if tie.grape_class == "U":
                home, partner = both(at.place), told_apart(snapshot, tie.partner)
                text = Bilingual(
                    f"{partner.zh}所属地区未在册：是否在{home.zh}的主茎之下不详",
                    f"the region of {partner.en} is not on record: whether it lies on a stem of {home.en} nobody knows",
                )
                yield Finding((tie.agreement.id, tie.partner.id), text)
