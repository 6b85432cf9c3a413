"""The friendship associations of a home's districts and counties: who has one on record, and at what pace they come."""

from collections.abc import Iterator

from msgspec import Struct

from graph_service.answers.common import Echo, PlaceReference, echo, reference
from graph_service.answers.paging import page_of
from graph_service.metrics.associations import association_coverage, associations_by_seat, districts_of
from graph_service.metrics.share import Share
from graph_service.questions.parameters import InPages, OfHome
from graph_service.questions.question import Question, Shown, View
from graph_service.questions.shown import both_names, headline, name_in, way_to
from graph_service.records.base import Names
from graph_service.records.organisation import Organisation
from graph_service.words.bilingual import NONE_RECORDED, Bilingual, Language
from graph_service.words.headings import heads


class AssociationReference(Struct, frozen=True, kw_only=True):
    """A friendship association: id, names, and when it was founded, as exactly as that is known."""

    id: str
    names: Names
    founded: str | None


class DistrictItem(Struct, frozen=True, kw_only=True):
    """A district or county and the associations seated there that are on record; `counted` says whether one of them surely
    exists on the day."""

    unit: PlaceReference
    counted: bool
    associations: tuple[AssociationReference, ...]


class AssociationsAnswer(Echo, frozen=True, kw_only=True):
    """The districts and counties of a home, those with an association first. `coverage` counts those with one that surely exists
    on the day. `pace` is how many a year were founded in the last three years, null where no founding is dated; `finish` the
    year by which all would have one at that pace, null where that cannot be told."""

    home: PlaceReference
    coverage: Share
    pace: float | None
    finish: int | None
    total: int
    items: tuple[DistrictItem, ...]
    next: str | None


class Associations(InPages, OfHome):
    """Whose districts."""


def associations(view: View, ask: Associations) -> AssociationsAnswer:
    """Which districts and counties of a home have a friendship association on record, and at what pace they come."""
    vine, snapshot = view.vine(ask), view.snapshot
    home, day = vine.home.place, vine.selection.as_of
    found, seats = association_coverage(snapshot, home.id, day), snapshot.once(associations_by_seat)
    having = frozenset(found.share.ids)
    items = [
        DistrictItem(unit=reference(place), counted=place.id in having, associations=tuple(map(_body, seats.get(place.id, ()))))
        for place in districts_of(snapshot, home.id, day)
    ]
    items.sort(key=lambda item: (not item.associations, item.unit.id))
    page = page_of(items, lambda item: item.unit.id, ask.most, ask.cursor)
    return AssociationsAnswer(
        **echo(snapshot, vine.selection),
        home=reference(home),
        coverage=found.share,
        pace=found.pace,
        finish=found.finish,
        total=page.total,
        items=page.items,
        next=page.next,
    )


def _body(body: Organisation) -> AssociationReference:
    return AssociationReference(id=body.id, names=body.names, founded=body.founded)


def told(answer: AssociationsAnswer) -> Bilingual:
    """How many have one, in words that take no association on record for none."""
    with_one, of = answer.coverage.numerator, answer.coverage.denominator
    if not of:
        return Bilingual("在册没有区县。", "No district or county is on record.")
    pace = Bilingual("", "")
    if answer.pace is not None:
        pace = Bilingual(f"，近三年每年新成立{answer.pace:.1f}家", f", {answer.pace:.1f} founded a year in the last three years")
    if answer.pace and answer.finish is not None:
        pace = Bilingual(f"{pace.zh}，照此{answer.finish}年全覆盖", f"{pace.en}, at that pace all by {answer.finish}")
    return Bilingual(
        f"在册区县{of}个，其中在册有友协的{with_one}个{pace.zh}。未见记录的不等于没有。",
        f"{with_one} of {of} districts and counties on record have an association there{pace.en}. "
        "None on record does not mean none.",
    )


def rows(answer: AssociationsAnswer) -> Iterator[tuple[object, ...]]:
    """One row per association, and one per district without any on record."""
    for item in answer.items:
        for body in item.associations or (None,):
            told_of = (body.id, *both_names(body.names), body.founded) if body else (None, None, None, None)
            yield (item.unit.id, *both_names(item.unit.names), *told_of, item.counted)


def shown(answer: AssociationsAnswer, lang: Language) -> Shown:
    """One row per district."""
    lines = (
        (
            " / ".join(body.names.best(lang, body.id) for body in item.associations) or getattr(NONE_RECORDED, lang),
            ", ".join(body.founded or "–" for body in item.associations) or None,
            way_to(item.unit, lang),
        )
        for item in answer.items
    )
    with_one, of = answer.coverage.numerator, answer.coverage.denominator
    zh, en = f"在册有友协的区县{with_one}/{of}", f"{with_one} of {of} districts with an association on record"
    title = headline(answer.home, lang, zh, en) if of else name_in(answer.home, lang)
    columns = heads(lang, "association", "founded", "district")
    return Shown(f"{title}\n{getattr(told(answer), lang)}", columns, lines)


ASSOCIATIONS = Question(
    name="associations",
    title=Bilingual("区县友协", "Associations of districts"),
    ask=Associations,
    answer=AssociationsAnswer,
    find=associations,
    columns=("unit", "unit_zh", "unit_en", "association", "association_zh", "association_en", "founded", "counted"),
    rows=rows,
    shown=shown,
)
