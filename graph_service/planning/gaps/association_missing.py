"""Districts and counties without a friendship association, with the year by which all would have one at the present pace.

Where no founding is dated there is no present pace; the pace that a target plans then stands in its place and is called so.
"""

from collections.abc import Iterable
from typing import NamedTuple

from graph_service.domain.dates import span
from graph_service.domain.place import Place
from graph_service.domain.target import Target
from graph_service.metrics.associations import AssociationCoverage, association_coverage, finish_at
from graph_service.planning.gaps.gap import Bilingual, Gap, GapQuestion, both


class _Circle(NamedTuple):
    """A city (or the home itself) whose districts are looked at together: how far it has come and what it aims at."""

    place: Place
    coverage: AssociationCoverage
    targets: tuple[Target, ...]


def association_missing(question: GapQuestion) -> Iterable[Gap]:
    """Districts of a city that has set itself a target first, then the most populous."""
    circles: dict[str, _Circle] = {}
    found = [(_circle(question, unit, circles), unit) for unit in _without(question)]
    for circle, unit in sorted(found, key=lambda pair: (not pair[0].targets, -(pair[1].population or -1), pair[1].id)):
        yield _gap(question, unit, circle)


def _without(question: GapQuestion) -> Iterable[Place]:
    vine = question.vine
    missing = association_coverage(vine.snapshot, vine.home.place.id, vine.selection.as_of).share.missing
    return (vine.snapshot.places[unit] for unit in missing if vine.home.tiers[unit] in question.asks(vine.home.tmax))


def _circle(question: GapQuestion, unit: Place, circles: dict[str, _Circle]) -> _Circle:
    vine = question.vine
    second = vine.home.second.get(unit.id)
    place = vine.home.place.id if second in (None, unit.id) else second
    if place not in circles:
        coverage = association_coverage(vine.snapshot, place, vine.selection.as_of)
        circles[place] = _Circle(vine.snapshot.places[place], coverage, _targets(question, place))
    return circles[place]


def _targets(question: GapQuestion, place: str) -> tuple[Target, ...]:
    """The targets about associations that a place has set itself, the coverage first."""
    every = [target for target in question.vine.snapshot.network.table(Target).values() if target.owner == place]
    measures = ("association_coverage", "new_friendship_associations")
    return tuple(target for measure in measures for target in every if target.measure == measure)


def _gap(question: GapQuestion, unit: Place, circle: _Circle) -> Gap:
    name, place, share = both(unit), both(circle.place), circle.coverage.share
    finish, due = _finish(circle, question.vine.selection.as_of.year), _due(circle)
    return Gap(
        type="association_missing",
        home=question.vine.home.place.id,
        unit=unit.id,
        place=None,
        country=None,
        tier=question.vine.home.tiers[unit.id],
        reason=Bilingual(
            f"{name.zh}未见友协；{place.zh}{share.denominator}个区县中{share.numerator}个有{finish.zh}{due.zh}",
            f"no friendship association on record in {name.en}; {place.en} has {share.numerator} of {share.denominator}"
            f"{finish.en}{due.en}",
        ),
        action="open",
        evidence=(unit.id, *circle.coverage.founded, *(target.id for target in circle.targets)),
    )


def _finish(circle: _Circle, year: int) -> Bilingual:
    coverage = circle.coverage
    if coverage.finish is not None:
        return Bilingual(f"，照近三年的进度到{coverage.finish}年全覆盖", f", all by {coverage.finish} at the present pace")
    if coverage.pace is not None:
        return Bilingual("，近三年没有新建", ", none founded in the last three years")
    missing = coverage.share.denominator - coverage.share.numerator
    planned = next((target for target in circle.targets if target.measure == "new_friendship_associations"), None)
    if planned is None or planned.minimum is None or planned.period is None:
        return Bilingual("，没有成立日期，进度不详", ", no founding is dated, so there is no pace")
    by = finish_at(planned.minimum, missing, max(year, span(planned.period).first.year) - 1)  # this year still counts
    return Bilingual(
        f"，照计划每年{planned.minimum:g}家到{by}年全覆盖", f", all by {by} at the planned {planned.minimum:g} a year"
    )


def _due(circle: _Circle) -> Bilingual:
    target = next((target for target in circle.targets if target.measure == "association_coverage" and target.period), None)
    if target is None:
        return Bilingual("", "")
    year = span(str(target.period)).last.year
    return Bilingual(f"；目标是{year}年", f"; the target is {year}")
