"""Building the snapshot that readers will see: sound, and with everything computed that most of them need."""

from datetime import date

from graph_service.answers.agreement_filter import agreements_of_organisations
from graph_service.metrics.activities import activities_by_agreement, activities_by_participant
from graph_service.metrics.associations import associations_by_seat
from graph_service.metrics.business import business_by_place
from graph_service.metrics.channels import channel_records
from graph_service.metrics.claims import claims_by_subject
from graph_service.metrics.countries import agreements_between_countries
from graph_service.metrics.frames import frames_with_members, memberships_by_body
from graph_service.metrics.links import networks_of
from graph_service.metrics.missions import missions_by_place
from graph_service.metrics.points import bodies_by_seat
from graph_service.metrics.relations import anniversary_claims, relations_of
from graph_service.metrics.risk import risk_claims
from graph_service.metrics.selection import layers_of
from graph_service.metrics.work import plans_by_agreement, projects_by_agreement
from graph_service.planning.preparations import activities_and_plans
from graph_service.resolver import place_codes
from graph_service.search.exact import name_index
from graph_service.snapshot import Snapshot
from graph_service.store.base import Stored

# What requests need, computed before readers see the snapshot so that none of them waits for it. What few of them need, and
# what takes long, is computed soon after: `background.warming`.
_WARM = (
    layers_of,
    name_index,
    place_codes,
    activities_by_agreement,
    activities_by_participant,
    bodies_by_seat,
    memberships_by_body,
    frames_with_members,
    relations_of,
    anniversary_claims,
    activities_and_plans,
    agreements_between_countries,
    claims_by_subject,
    plans_by_agreement,
    channel_records,
    risk_claims,
    agreements_of_organisations,
    projects_by_agreement,
    missions_by_place,
    associations_by_seat,
    business_by_place,
    networks_of,
)


def build(stored: Stored, today: date) -> Snapshot:
    """The snapshot of a stored network, warm; errors as `Snapshot.of`."""
    snapshot = Snapshot.of(stored, today)
    for measure in _WARM:
        snapshot.once(measure)
    return snapshot
