"""Questions about organisations: who could help with a country, who is seated where, who belongs to what."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from graph_service.metrics.business import places_of
from graph_service.metrics.missions import missions_by_place
from graph_service.metrics.share import Share, share_of
from graph_service.metrics.vine import Vine
from graph_service.planning.listing import Listing
from graph_service.planning.questions.question import Asked, Question, Row, names_of
from graph_service.records.agreement import Agreement
from graph_service.records.dates import Certainty, happened_by
from graph_service.records.life import EFFECTIVE, standing
from graph_service.records.membership import Membership
from graph_service.records.organisation import Organisation
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual


def _countries_without_counterpart_association(asked: Asked) -> Iterator[Row]:
    places, befriended = asked.snapshot.places, _befriended(asked)
    agreements = agreements_by_country(asked.vine)
    for country, found in sorted(agreements.items(), key=lambda row: (-len(row[1]), places[row[0]].country)):
        if country not in befriended:
            yield country, *names_of(places[country]), places[country].country, len(found), " ".join(found)


def _share_with_counterpart_association(asked: Asked) -> Share:
    """Null where none is on record: nobody lists such associations, so an empty list says nothing of them."""
    share = share_of(_befriended(asked), agreements_by_country(asked.vine))
    return share if share.numerator else replace(share, share=None)


def _associations(asked: Asked) -> Listing:
    """The list of counterpart associations: no source declares one, so it is never known to be whole."""
    held = len(_befriended(asked).intersection(agreements_by_country(asked.vine)))
    return Listing(
        established=False,
        words=Bilingual(
            f"对华友好组织名单：有友城的国家和地区中在册{held}个有，公布数未知",
            f"list of counterpart associations: on record in {held} of the countries and areas with an agreement, "
            "no total published",
        ),
    )


def agreements_by_country(vine: Vine) -> Mapping[str, tuple[str, ...]]:
    """The effective agreements of a home under the country of the partner, both by id, in id order."""
    found: dict[str, list[str]] = {}
    for tie in vine.ties.effective:
        country = vine.snapshot.country(tie.partner.country)
        if country is not None:
            found.setdefault(country.id, []).append(tie.agreement.id)
    return {country: tuple(ids) for country, ids in found.items()}


def _befriended(asked: Asked) -> frozenset[str]:
    """The countries with a counterpart association at the date: by the country or the seat of one that is not closed."""
    snapshot, bodies = asked.snapshot, asked.snapshot.once(counterpart_associations)
    known = (body for body in bodies if happened_by(body.founded, asked.selection.as_of) is Certainty.SURELY)
    codes = {code for body in known for code in (body.country, snapshot.places[body.seat].country if body.seat else None)}
    return frozenset(country.id for code in codes if code and (country := snapshot.country(code)) is not None)


def counterpart_associations(snapshot: Snapshot) -> tuple[Organisation, ...]:
    """The counterpart associations that are not closed; for `Snapshot.once`."""
    bodies = snapshot.network.table(Organisation).values()
    return tuple(body for body in bodies if body.kind == "counterpart_association" and body.status != "closed")


def _missions_serving_partner(asked: Asked) -> Iterator[Row]:
    snapshot, missions = asked.snapshot, asked.snapshot.once(missions_by_place)
    for place in snapshot.above(asked.place.id):
        for body in missions.get(place.id, ()):
            yield body.id, body.names.zh, body.names.en, body.kind, body.country, body.seat, place.id


def _international_organisations_in_city(asked: Asked) -> Iterator[Row]:
    city, snapshot = asked.place.id, asked.snapshot
    for body in snapshot.network.table(Organisation).values():
        if body.kind == "international_organisation" and body.seat is not None and snapshot.lies_in(body.seat, city):
            yield body.id, body.names.zh, body.names.en, body.status, body.seat


def _organisation_pairs(asked: Asked) -> Iterator[Row]:
    vine, bodies = asked.vine, asked.snapshot.network.table(Organisation)
    for agreement in asked.snapshot.once(_agreements_of_organisations):
        pair = [bodies[party] for party in agreement.parties]
        ours = [body for body in pair if not vine.home.tiers.keys().isdisjoint(places_of(asked.snapshot, [body.id]))]
        if ours and standing(agreement, asked.selection.as_of).status in EFFECTIVE:
            other = bodies[agreement.other(ours[0].id)]
            yield agreement.id, ours[0].id, ours[0].kind, other.id, other.kind, other.country


def _agreements_of_organisations(snapshot: Snapshot) -> tuple[Agreement, ...]:
    bodies = snapshot.network.table(Organisation)
    return tuple(found for found in snapshot.network.table(Agreement).values() if all(party in bodies for party in found.parties))


def _memberships_of_place(asked: Asked) -> Iterator[Row]:
    place = asked.place.id
    for row in asked.snapshot.network.table(Membership).values():
        if row.member == place:
            yield row.id, row.of, row.grade, row.from_, row.to


def _served(asked: Asked) -> str:
    *_, country = asked.snapshot.above(asked.place.id)
    return asked.listed("/organisations", serves=country.id)


QUESTIONS = {
    "countries_without_counterpart_association": Question(
        Bilingual(
            "哪些国家和地区有友城，在册没有对华友好组织？",
            "Which countries and areas have an agreement and no counterpart association on record?",
        ),
        ("home",), (), ("country", "name_zh", "name_en", "code", "agreements", "evidence"),
        _countries_without_counterpart_association, lambda asked: asked.listed("/organisations", kind="counterpart_association"),
        cypher=True, share=_share_with_counterpart_association, rests_on=_associations,
    ),
    "missions_serving_partner": Question(
        Bilingual("哪些使领馆为这个伙伴服务？", "Which missions serve this partner?"),
        ("place",), (), ("mission", "name_zh", "name_en", "kind", "country", "seat", "serves"),
        _missions_serving_partner, _served,
    ),
    "international_organisations_in_city": Question(
        Bilingual("哪些国际组织落户在这个城市？", "Which international organisations are seated in a city?"),
        ("place",), (), ("organisation", "name_zh", "name_en", "status", "seat"),
        _international_organisations_in_city,
        lambda asked: asked.listed("/organisations", kind="international_organisation", seat=asked.text("place")),
    ),
    "organisation_pairs": Question(
        Bilingual("本省的学校、院所、园区与境外机构结了哪些对？", "Which of our schools, institutes and parks are paired?"),
        ("home",), (), ("agreement", "ours", "our_kind", "theirs", "their_kind", "country"),
        _organisation_pairs, lambda asked: asked.listed("/agreements", layer="home"),
    ),
    "memberships_of_place": Question(
        Bilingual("这个地方加入了哪些组织和国家范围？", "Which organisations and frames does a place belong to?"),
        ("place",), (), ("membership", "of", "grade", "from", "to"),
        _memberships_of_place, lambda asked: asked.listed("/memberships", member=asked.text("place")),
    ),
}  # fmt: skip
