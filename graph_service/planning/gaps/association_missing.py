"""Districts and counties without a friendship association in a city that has set itself the target that each has one, with
the year by which all would. Elsewhere nobody says that one is missing: what nobody listed is unknown."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from graph_service.metrics.associations import association_share
from graph_service.metrics.freshness import newest_source
from graph_service.planning.gaps.gap import Gap, GapQuestion
from graph_service.planning.projection import Projection, projection
from graph_service.records.dates import span
from graph_service.records.organisation import Organisation
from graph_service.records.place import Place
from graph_service.records.target import Target
from graph_service.words.bilingual import NOTHING, Bilingual, both
from graph_service.words.planning import PACES


class _Circle(NamedTuple):
    """A city (or the home itself) whose districts are looked at together, and when all will have one."""

    place: Place
    ahead: Projection


def association_missing(question: GapQuestion) -> Iterable[Gap]:
    """The most populous districts first."""
    circles: dict[str, _Circle] = {}
    found = [(_circle(question, unit, circles), unit) for unit in _without(question)]
    for circle, unit in sorted(found, key=lambda pair: (-(pair[1].population or -1), pair[1].id)):
        if circle.ahead.targets:
            yield _gap(question, unit, circle)


def _without(question: GapQuestion) -> Iterable[Place]:
    vine = question.vine
    missing = association_share(vine.snapshot, vine.home.place.id, vine.selection.as_of).missing
    return (vine.snapshot.places[unit] for unit in missing if vine.home.tiers[unit] in question.asks(vine.home.tmax))


def _circle(question: GapQuestion, unit: Place, circles: dict[str, _Circle]) -> _Circle:
    vine = question.vine
    around = (second for second in vine.home.second.get(unit.id, ()) if second != unit.id)
    place = next(around, vine.home.place.id)
    if place not in circles:
        circles[place] = _Circle(vine.snapshot.places[place], projection(vine.snapshot, place, vine.selection.as_of))
    return circles[place]


def _gap(question: GapQuestion, unit: Place, circle: _Circle) -> Gap:
    name, place, share = both(unit), both(circle.place), circle.ahead.share
    finish, due, heard = _finish(circle.ahead), _due(question, circle.ahead), _heard(question, circle.ahead)
    return Gap(
        type="association_missing",
        home=question.vine.home.place.id,
        unit=unit.id,
        place=None,
        country=None,
        tier=question.vine.home.tiers[unit.id],
        reason=Bilingual(
            f"{name.zh}在册没有友协；{place.zh}{share.denominator}个区县在册{share.numerator}个有，{finish.zh}{due.zh}{heard.zh}",
            f"no friendship association on record in {name.en}; on record in {place.en}: {share.numerator} of "
            f"{share.denominator}, {finish.en}{due.en}{heard.en}",
        ),
        established=not _is_due(question, circle.ahead),  # until then the city itself says that they are still to be founded
        action="open",
        evidence=(unit.id, *circle.ahead.founded, *circle.ahead.targets),
    )


def _finish(ahead: Projection) -> Bilingual:
    if ahead.basis == "planned":
        pace = f"{ahead.pace:g}"
        return Bilingual(f"照计划每年{pace}家到{ahead.finish}年全覆盖", f"all by {ahead.finish} at the planned {pace} a year")
    if ahead.basis is None:
        return Bilingual("没有成立日期，进度不详", "no founding is dated, so there is no pace")
    if ahead.finish is None:
        return Bilingual("近三年没有新建", "none founded in the last three years")
    return Bilingual(f"{PACES[ahead.basis].zh}到{ahead.finish}年全覆盖", f"all by {ahead.finish} {PACES[ahead.basis].en}")


def _deadline(question: GapQuestion, ahead: Projection) -> date | None:
    """The last day of the target that every district has one, None where it names no period."""
    table = question.vine.snapshot.network.table(Target)
    covers = (table[target] for target in ahead.targets if table[target].measure == "association_coverage")
    return next((span(target.period).last for target in covers if target.period), None)


def _is_due(question: GapQuestion, ahead: Projection) -> bool:
    """Whether the deadline has passed: the associations may be there since, with nobody having listed them."""
    deadline = _deadline(question, ahead)
    return deadline is not None and deadline < question.vine.selection.as_of


def _due(question: GapQuestion, ahead: Projection) -> Bilingual:
    deadline = _deadline(question, ahead)
    if deadline is None:
        return NOTHING
    if _is_due(question, ahead):
        return Bilingual(f"；目标是{deadline.year}年，期限已过", f"; the target was {deadline.year}, which is past")
    return Bilingual(f"；目标是{deadline.year}年", f"; the target is {deadline.year}")


def _heard(question: GapQuestion, ahead: Projection) -> Bilingual:
    """How old the newest paper is that speaks of the associations."""
    network = question.vine.snapshot.network
    targets, bodies = network.table(Target), network.table(Organisation)
    told = (*(targets[target] for target in ahead.targets), *(bodies[body] for body in ahead.founded))
    days = [newest_source(record) for record in told]
    newest = max((day for day in days if day is not None), default=None)
    if newest is None:
        return NOTHING
    return Bilingual(f"（最新来源为{newest.year}年）", f" (newest source: {newest.year})")
