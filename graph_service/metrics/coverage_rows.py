"""Coverage broken down: by continent, country, frame or tier, or by two of these crossed.

A question begins with one scope, the chosen frame or every country, at the chosen tiers. Each axis splits every part
into smaller ones; parts without members are left out.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from graph_service.errors import BadRequest
from graph_service.metrics.coverage import Coverage, Scope, coverage, frame_scope, reach_of
from graph_service.metrics.denominator import denominator_of
from graph_service.metrics.frames import frames_for
from graph_service.metrics.vine import Vine
from graph_service.records.base import Names
from graph_service.records.frame import Frame
from graph_service.words.tiers import tier_names

Axis = Literal["continent", "country", "frame", "tier"]
Having = Literal["covered", "missing", "planned", "possible"]
_NO_CONTINENT = Names(zh="未归入任何大洲", en="in no continent")
NOWHERE = "none"


class Label(NamedTuple):
    """What a part is called on one axis: an id or a number, and its names."""

    key: str
    names: Names


@dataclass(frozen=True, slots=True)
class Part:
    """A scope at some tiers, and its label on each axis it was split by, in order."""

    scope: Scope
    tiers: tuple[int, ...]
    labels: Mapping[Axis, Label]

    def split(self, axis: Axis, label: Label, scope: Scope | None = None, tiers: tuple[int, ...] | None = None) -> "Part":
        """The part of this one that `label` names on an axis."""
        return Part(scope or self.scope, tiers or self.tiers, {**self.labels, axis: label})


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """The coverage of one part at its tiers; `labels` name it on each axis asked for, in the order asked."""

    labels: Mapping[Axis, Label]
    tiers: tuple[int, ...]
    coverage: Coverage


def axes_of(text: str) -> tuple[Axis, ...]:
    """The axes that a reader's `by` names: one, or two different ones separated by a comma.

    Raises:
        BadRequest: anything else.

    >>> axes_of("continent,tier")
    ('continent', 'tier')
    """
    known: tuple[Axis, ...] = get_args(Axis)
    named = tuple(axis for word in text.split(",") for axis in known if axis == word.strip())
    if len(named) != text.count(",") + 1 or len(named) > 2 or len(set(named)) != len(named):
        raise BadRequest("by", f"{text!r} is not one of {', '.join(known)}, nor two of them separated by a comma")
    return named


def coverage_rows(
    vine: Vine,
    by: Collection[Axis],
    frame: Frame | None = None,
    tier: int | None = None,
    *,
    continent: str | None = None,
    whole: bool = False,
) -> Iterator[CoverageRow]:
    """One row per part of the frame, or of the default denominator, that the axes make; in the order of the axes.

    `whole` takes every country and area instead; frames that are split by are taken as they are. A `continent` takes what lies
    in it alone, `NOWHERE` what lies in none.

    Raises:
        WrongKind: the frame has no members that could be covered; see `frame_scope`.
        BadRequest: the home has no such tier.
    """
    vine.home.check_tier(tier)
    tiers = (tier,) if tier else tuple(range(1, vine.home.tmax + 1))
    scope = _scope(vine, frame, whole=whole or "frame" in by)
    framed = continent is not None or not {"frame", "continent"}.isdisjoint(by)
    frames = _frames(vine, frame, scope) if framed else Frames((), (), vine.home.tmax)
    if continent is not None:
        found = _by_continent(Part(scope, tiers, {}), frames)
        scope = next((part.scope for part in found if part.labels["continent"].key == continent), Scope(()))
    parts = [Part(scope, tiers, {})]
    for axis in by:
        parts = [smaller for part in parts for smaller in _SPLITS[axis](part, frames)]
    reaches = {tiers: reach_of(vine, tiers) for tiers in {part.tiers for part in parts}}
    for part in parts:
        yield CoverageRow(part.labels, part.tiers, coverage(part.scope, reaches[part.tiers]))


def _scope(vine: Vine, frame: Frame | None, *, whole: bool) -> Scope:
    if frame is not None:
        return frame_scope(vine, frame)
    return denominator_of(vine, whole=whole).scope


class Framed(NamedTuple):
    """A frame and its members."""

    frame: Frame
    scope: Scope


class Frames(NamedTuple):
    """What parts are split by: the chosen frame or every one that is no continent, the continents, and so many tiers."""

    frames: tuple[Framed, ...]
    continents: tuple[Framed, ...]
    tmax: int


def _frames(vine: Vine, chosen: Frame | None, scope: Scope) -> Frames:
    every = frames_for(vine.snapshot, vine.home)
    known = [Framed(frame, frame_scope(vine, frame)) for frame in every if chosen is None or frame.kind == "continent"]
    continents = tuple(framed for framed in known if framed.frame.kind == "continent")
    others = tuple(framed for framed in known if framed.frame.kind != "continent")
    return Frames((Framed(chosen, scope),) if chosen else others, continents, vine.home.tmax)


def _by_tier(part: Part, frames: Frames) -> Iterator[Part]:
    for tier in part.tiers:
        names = Names(zh=tier_names(tier, frames.tmax).zh, en=f"tier {tier}")
        yield part.split("tier", Label(str(tier), names), tiers=(tier,))


def _by_country(part: Part, _: Frames) -> Iterator[Part]:
    for country in part.scope.named:
        yield part.split("country", Label(country.id, country.names), Scope((country,), open=part.scope.open))


def _by_frame(part: Part, frames: Frames) -> Iterator[Part]:
    for framed in frames.frames:
        yield from _inside(part, "frame", framed)


def _by_continent(part: Part, frames: Frames) -> Iterator[Part]:
    placed: set[str] = set()
    for continent in frames.continents:
        for smaller in _inside(part, "continent", continent):
            placed.update(place.id for place in smaller.scope.named)
            yield smaller
    rest = tuple(place for place in part.scope.named if place.id not in placed)
    if rest:
        yield part.split("continent", Label(NOWHERE, _NO_CONTINENT), Scope(rest, open=part.scope.open))


def _inside(part: Part, axis: Axis, framed: Framed) -> Iterator[Part]:
    """What a part holds of a frame; a frame that is asked about as a whole has a row even where it has no member yet."""
    if part.scope.meets(framed.scope):
        yield part.split(axis, Label(framed.frame.id, framed.frame.names), part.scope.within(framed.scope))


_SPLITS: Mapping[Axis, Callable[[Part, Frames], Iterator[Part]]] = {
    "continent": _by_continent,
    "country": _by_country,
    "frame": _by_frame,
    "tier": _by_tier,
}
