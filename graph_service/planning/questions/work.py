"""Questions about work under way: plans that ran out, routes, mechanisms, associations, business without friendship."""

from collections.abc import Iterator

from graph_service.metrics.business import business_of
from graph_service.metrics.overlay import overlay_of
from graph_service.planning.questions.question import Asked, Question, Row, names_of
from graph_service.records.dates import Certainty, happened_by, span
from graph_service.records.place import Place
from graph_service.records.plan import Plan
from graph_service.words.bilingual import Bilingual


def _expired_plans(asked: Asked) -> Iterator[Row]:
    tiers, as_of = asked.vine.home.tiers, asked.selection.as_of
    for plan in asked.snapshot.network.table(Plan).values():
        over = plan.period is not None and span(plan.period).last < as_of
        begun = happened_by(plan.period, as_of) is not Certainty.NO
        if plan.owner in tiers and begun and (over or plan.status == "expired"):
            yield plan.id, plan.names.zh, plan.names.en, plan.kind, plan.period, plan.status, " ".join(plan.agreements) or None


def _direct_routes(asked: Asked) -> Iterator[Row]:
    vine, snapshot = asked.vine, asked.snapshot
    for row in business_of(snapshot, vine.home, asked.selection, "none"):
        if row.type == "route":
            units = " ".join(place for place in row.places if place in vine.home.tiers)
            for place in row.abroad(snapshot, vine.home.place.country, asked.selection.as_of, "none"):
                yield row.record.id, row.record.names.zh, row.record.names.en, row.status, units, place.id, place.country


def _business_without_friendship(asked: Asked) -> Iterator[Row]:
    for row in overlay_of(asked.vine, "country", "events").rows:
        if row.state == "business_only":
            yield row.place.id, *names_of(row.place), len(row.business), " ".join(found.record.id for found in row.business)


def _mechanism_missing(asked: Asked) -> Iterator[Row]:
    for gap in asked.gaps("mechanism_missing"):
        yield gap.unit, gap.place, gap.country, gap.established, gap.reason.zh, gap.reason.en, " ".join(gap.evidence)


def _association_missing(asked: Asked) -> Iterator[Row]:
    places = asked.snapshot.places
    for gap in asked.gaps("association_missing"):
        unit: Place = places[gap.unit]
        yield gap.unit, *names_of(unit), gap.established, gap.reason.zh, gap.reason.en


QUESTIONS = {
    "expired_plans": Question(
        Bilingual("哪些计划和合作文件已经到期？", "Which plans and documents of co-operation have run out?"),
        ("home",), (), ("plan", "name_zh", "name_en", "kind", "period", "status", "agreements"),
        _expired_plans, lambda asked: asked.listed("/plans", status="expired"),
    ),
    "direct_routes": Question(
        Bilingual("有哪些直达航线，开通了还是在筹划？", "Which direct routes are there, open or proposed?"),
        ("home",), (), ("route", "name_zh", "name_en", "status", "units", "place", "country"),
        _direct_routes, lambda asked: asked.listed("/projects", kind="route"),
    ),
    "business_without_friendship": Question(
        Bilingual("哪些国家和地区有经贸，在册没有友城？", "Which countries and areas have business and no agreement on record?"),
        ("home",), (), ("country", "name_zh", "name_en", "records", "business"),
        _business_without_friendship, lambda asked: asked.measured("/overlay", "home", state="business_only"),
        rests_on=lambda asked: asked.listing(),
    ),
    "agreements_without_mechanism": Question(
        Bilingual(
            "据在册的来源，哪些协议还没有常设机制，或机制已结束、仍在筹划？",
            "Which agreements have no mechanism, one that has ended or one still planned, by a source on record?",
        ),
        ("home",), ("frame", "tier"), ("unit", "partner", "country", "established", "reason_zh", "reason_en", "evidence"),
        _mechanism_missing, lambda asked: asked.measured("/gaps", "home", "frame", "tier", type="mechanism_missing"),
        rests_on=lambda asked: asked.stated("mechanism_missing"),
    ),
    "districts_without_association": Question(
        Bilingual(
            "在以全覆盖为目标的城市，哪些市区县在册没有友协？",
            "In cities that aim at one in each, which districts and counties have no friendship association on record?",
        ),
        ("home",), (), ("unit", "name_zh", "name_en", "established", "reason_zh", "reason_en"),
        _association_missing, lambda asked: asked.measured("/gaps", "home", type="association_missing"),
        rests_on=lambda asked: asked.stated("association_missing"),
    ),
}  # fmt: skip
