"""Questions about stems, grapes and the network around a place. The first four are asked of Neo4j as well."""

from collections.abc import Iterator
from urllib.parse import quote

from graph_service.metrics.neighbourhood import neighbourhood
from graph_service.planning.questions.question import Asked, Question, Row, names_of
from graph_service.words.bilingual import Bilingual

DEPTH = 1  # where none is given
_ALL_PLACES = 1_000_000


def _bare_stems(asked: Asked) -> Iterator[Row]:
    for stem in asked.vine.stems:
        if stem.bare:
            yield stem.agreement, stem.region.id, *names_of(stem.region)


def _stems_and_grapes(asked: Asked) -> Iterator[Row]:
    for tie in asked.vine.ties.effective:
        yield tie.agreement.id, tie.unit, tie.partner.id, tie.tier, tie.role, tie.grape_class, tie.stem


def _uncovered_countries(asked: Asked) -> Iterator[Row]:
    for country in sorted(str(gap.place) for gap in asked.gaps("uncovered_country")):
        yield country, *names_of(asked.snapshot.places[country])


def _city_network(asked: Asked) -> Iterator[Row]:
    depth = int(asked.values.get("depth", DEPTH))
    found = neighbourhood(asked.snapshot, asked.text("place"), depth, asked.selection, _ALL_PLACES)
    for link in found.links:
        source, target = link.agreement.pair
        yield link.agreement.id, source, found.hops[source], target, found.hops[target]


def _free_places_on_stems(asked: Asked) -> Iterator[Row]:
    vine, snapshot = asked.vine, asked.snapshot
    asking = (snapshot.place(asked.text("unit")).id,) if "unit" in asked.values else tuple(vine.home.tiers)
    linked = {agreement.other(unit) for unit in asking for agreement in snapshot.agreements_of(unit)}
    for stem in sorted(vine.stems, key=lambda stem: (not stem.bare, stem.region.id)):
        for place in snapshot.below(stem.region.id):
            if place.id not in linked and not place.placeholder and place.exists(asked.selection.as_of):
                yield stem.agreement, stem.region.id, stem.bare, place.id, *names_of(place), place.level


def _shared_partners(asked: Asked) -> Iterator[Row]:
    vine, snapshot = asked.vine, asked.snapshot
    for tie in vine.ties.effective:
        for agreement in snapshot.agreements_of(tie.partner.id):
            other = snapshot.places[agreement.other(tie.partner.id)]
            own = other.country == vine.home.place.country and agreement.id != tie.agreement.id
            if own and asked.selection.counts(asked.selection.standing(snapshot, agreement)):
                yield tie.partner.id, *names_of(tie.partner), tie.unit, tie.agreement.id, other.id, agreement.id


def _planned_agreements(asked: Asked) -> Iterator[Row]:
    for tie in asked.vine.ties.planned:
        plan = next(stage for stage in reversed(tie.agreement.stages) if stage.kind == "planned")
        yield tie.agreement.id, tie.unit, tie.partner.id, *names_of(tie.partner), plan.aim, plan.date


QUESTIONS = {
    "bare_stems": Question(
        Bilingual("哪些主茎在册没有挂果？", "Which stems have no grape on record?"),
        ("home",), (), ("agreement", "partner", "name_zh", "name_en"),
        _bare_stems, lambda asked: asked.measured("/gaps", "home", type="bare_stem"), cypher=True,
        rests_on=lambda asked: asked.listing(2, 3),
    ),
    "stems_and_grapes": Question(
        Bilingual(
            "每对在册协议是主茎、省直连城市还是葡萄，挂在哪根在册的茎上？",
            "What is each agreement on record, and on which stem on record is it?",
        ),
        ("home",), (), ("agreement", "unit", "partner", "tier", "role", "grape_class", "stem"),
        _stems_and_grapes, lambda asked: asked.measured("/clusters", "home"), cypher=True,
        rests_on=lambda asked: asked.listing(1),
    ),
    "uncovered_countries": Question(
        Bilingual("哪些国家和地区在册没有友城？", "In which countries and areas is no agreement on record?"),
        ("home",), ("frame", "tier"), ("country", "name_zh", "name_en"),
        _uncovered_countries, lambda asked: asked.measured("/gaps", "home", "frame", "tier", type="uncovered_country"),
        cypher=True, rests_on=lambda asked: asked.listing(), denominated=True,
    ),
    "city_network": Question(
        Bilingual("一个地方的友城和友城的友城之间有哪些协议？", "Which agreements are there within a few steps of a place?"),
        ("place",), ("depth",), ("agreement", "source", "source_hops", "target", "target_hops"),
        _city_network, lambda asked: asked.measured(f"/places/{quote(asked.text('place'))}/network", "depth"), cypher=True,
    ),
    "free_places_on_stems": Question(
        Bilingual(
            "主茎地区之内，哪些地方在册没有与我们结好？",
            "With which places inside our stem regions is no agreement of ours on record?",
        ),
        ("home",), ("unit",), ("stem", "region", "bare", "place", "name_zh", "name_en", "level"),
        _free_places_on_stems, lambda asked: asked.measured("/candidates", "home", "unit"),
        rests_on=Asked.listing_of_unit,
    ),
    "shared_partners": Question(
        Bilingual("哪些伙伴在国内还有别的友城？", "Which partners have another partner in our country?"),
        ("home",), (), ("partner", "name_zh", "name_en", "unit", "agreement", "other", "other_agreement"),
        _shared_partners, lambda asked: asked.listed("/agreements", home=asked.text("home")),
    ),
    "planned_agreements": Question(
        Bilingual("计划结好的有哪些？", "Which agreements are planned?"),
        ("home",), (), ("agreement", "unit", "partner", "name_zh", "name_en", "aim", "date"),
        _planned_agreements, lambda asked: asked.listed("/agreements", home=asked.text("home"), status="planned"),
    ),
}  # fmt: skip
