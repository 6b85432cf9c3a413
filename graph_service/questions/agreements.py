"""The agreements on record, seen from a home if one is named."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from graph_service.answers.agreement_filter import AgreementFilter, agreements_where
from graph_service.answers.agreements import AgreementItem, AgreementsAnswer, Party, agreements_answer
from graph_service.answers.paging import page_after
from graph_service.metrics.growth import Dating
from graph_service.metrics.neighbourhood import partners_of
from graph_service.metrics.selection import select
from graph_service.metrics.ties import GrapeClass, Role
from graph_service.metrics.vine import vine_of
from graph_service.questions.called import Called
from graph_service.questions.flat import joined
from graph_service.questions.parameters import ANY_OF, HOME, Date, InLayer, Kinds, Named, OfRecords, Several
from graph_service.questions.parameters import KINDS as KINDS_THAT_COUNT
from graph_service.questions.question import Question, Shown, View
from graph_service.questions.shown import both_names, headline, row_of
from graph_service.records.base import NO_NAMES
from graph_service.records.vocabulary import AgreementKind, Status
from graph_service.words.agreements import KINDS, STATUSES
from graph_service.words.bilingual import Bilingual, Language, called, plural
from graph_service.words.headings import dated, heads

Tier = Annotated[int, Field(ge=1, le=3)]


class Agreements(InLayer, OfRecords):
    """Which agreements."""

    naming: ClassVar = {"place": ("places", "organisations")}

    home: str | None = Field(None, description=f"{HOME}; any unit of it is a party")
    place: Named | None = Field(None, description=f"either party: a place, or an organisation by id{ANY_OF}")
    within: Named | None = Field(
        None, description=f"a party is this place or lies in it, the same as `place` if both are named{ANY_OF}"
    )
    partner: Named | None = Field(None, description=f"the partner is this place or lies in it{ANY_OF}")
    country: Named | None = Field(None, description=f"country or area, of the partner where a home is named{ANY_OF}")
    kind: Several[AgreementKind] | None = Field(None, description=f"kind of agreement on the day{ANY_OF}")
    status: Several[Status] | None = Field(None, description=f"status on the day{ANY_OF}")
    tier: Several[Tier] | None = Field(None, description=f"tier of the unit of the home, which must be named{ANY_OF}")
    role: Several[Role] | None = Field(
        None,
        description="part it plays among the agreements of the home, which must be named, of the kinds that `kind` names, else "
        f"of those that count{ANY_OF}",
    )
    grape_class: Several[GrapeClass] | None = Field(
        None, alias="class", description=f"class of a grape of the home, which must be named; kinds as for `role`{ANY_OF}"
    )
    signed_from: Date | None = Field(None, description="the first year, month or day in which it may have been signed")
    signed_to: Date | None = Field(
        None,
        description="the last year, month or day in which it may have been signed; with no first one, one without a date may",
    )
    dated: Several[Dating] | None = Field(
        None, description=f"how exactly the signing is dated: surely in one year, over several years, or undated{ANY_OF}"
    )
    domestic: bool | None = Field(None, description="whether both parties are of one country; either if left out")
    counted: bool | None = Field(
        None,
        description="whether counts hold it: with a partner abroad, no second record of one that is counted already, and none "
        "that only may be in effect on the day",
    )
    beside: bool | None = Field(
        None,
        description="whether it stands beside the count on the day: friendly exchange, intent, planned, suspended, ended, or "
        "perhaps in effect",
    )
    beside_kinds: Kinds | None = Field(None, description=f"beside which count: {KINDS_THAT_COUNT}")
    second: bool | None = Field(None, description="whether it may be the same as a better documented one, which counts for it")
    among_partners_of: str | None = Field(
        None,
        description="a place: only agreements between two of its partners, by its agreements of the kinds that `kind` names, "
        "else of those that count",
    )


def agreements(view: View, ask: Agreements) -> AgreementsAnswer:
    """Agreements by party, home, partner, country, kind, status, tier, role, class or date of signing."""
    (home_id,), snapshot = view.named(ask, "home"), view.snapshot
    places, within, partners, countries = view.several(ask, "place", "within", "partner", "country")
    if within is not None:
        inside = snapshot.inside(within)
        places = inside if places is None else places & inside
    selection = select(snapshot, ask.as_of, None, ask.layer)
    chosen = select(snapshot, ask.as_of, ask.kind, ask.layer, called="kind")
    (centre,) = view.named(ask, "among_partners_of")
    playing = selection if ask.role is None and ask.grape_class is None else chosen
    vine = None if home_id is None else vine_of(snapshot, home_id, playing)
    wanted = AgreementFilter(
        ids=view.on_record("agreements", ask.id),
        places=places,
        partners=partners,
        countries=countries,
        kinds=ask.kind,
        statuses=ask.status,
        tiers=ask.tier,
        roles=ask.role,
        classes=ask.grape_class,
        signed_from=ask.signed_from,
        signed_to=ask.signed_to,
        dated=ask.dated,
        domestic=ask.domestic,
        counted=ask.counted,
        beside=ask.beside,
        second=ask.second,
        among=None if centre is None else partners_of(snapshot, centre, chosen),
    )
    beside = select(snapshot, ask.as_of, ask.beside_kinds, ask.layer, called="beside_kinds")
    found = agreements_where(snapshot, vine, wanted, beside)
    return agreements_answer(snapshot, vine, page_after(found, lambda agreement: agreement.id, ask.most, ask.cursor), selection)


def rows(answer: AgreementsAnswer) -> Iterator[tuple[object, ...]]:
    """One row per agreement."""
    for item in answer.items:
        a, b = ((party.id, *both_names(party.names), party.level, party.country) for party in item.parties)
        unit, partner, country = (
            (told, *both_names(names or NO_NAMES))
            for told, names in (
                (item.unit, item.unit_names),
                (item.partner, item.partner_names),
                (item.partner_country, item.partner_country_names),
            )
        )
        same = (joined(names.best(lang, "?") for names in item.possibly_same_names) for lang in ("zh", "en"))
        yield (
            *(item.id, *both_names(item.names), *a, *b, item.kind, item.status, item.certainty),
            *(item.since, item.since_precision, item.since_basis, item.since_also, item.since_note, item.since_year),
            *(*unit, *partner, *country, item.tier, item.role, item.grape_class),
            *(joined(item.fields), joined(item.fields_en), item.mechanism, item.home_evidence, item.home_confidence),
            *(item.possibly_same, *same, item.note, item.layer, joined(source.document for source in item.sources)),
        )


def shown(answer: AgreementsAnswer, lang: Language) -> Shown:
    """One row per agreement."""
    lines = (
        (
            *(called(KINDS, item.kind, lang), called(STATUSES, item.status, lang)),
            *(dated(item.since, item.since_also, lang, item.since_basis), item.tier, _countries(item), _parties(item, lang)),
        )
        for item in answer.items
    )
    told = Bilingual(f"友城协议{answer.total:,}对", plural(answer.total, "agreement"))
    title = headline(answer.home, lang, told.zh, told.en) if answer.home else getattr(told, lang)
    return Shown(title, heads(lang, "kind", "status", "since", "tier", "country", "agreement"), lines)


def _parties(item: AgreementItem, lang: Language) -> Called:
    """Both parties, the unit of the home first where one is named."""
    told = row_of(_in_order(item), lang)
    return Called(f"{told} ({item.id})", "agreement", item.id, on_page=told.on_page)


def _countries(item: AgreementItem) -> str:
    """The country of the partner where a home is named, else those of both parties in their order, each once."""
    codes = [item.partner_country] if item.partner else [party.country for party in item.parties]
    return " – ".join(dict.fromkeys(filter(None, codes)))


def _in_order(item: AgreementItem) -> list[Party]:
    return sorted(item.parties, key=lambda party: party.id == item.partner)


_OF_PARTY = ("", "_zh", "_en", "_level", "_country")

AGREEMENTS = Question(
    name="agreements",
    title=Bilingual("友城协议", "Agreements"),
    ask=Agreements,
    answer=AgreementsAnswer,
    find=agreements,
    columns=(
        *("id", "name_zh", "name_en", *(f"{side}{what}" for side in "ab" for what in _OF_PARTY), "kind", "status", "certainty"),
        *("since", "since_precision", "since_basis", "since_also", "since_note", "since_year"),
        *("unit", "unit_zh", "unit_en", "partner", "partner_zh", "partner_en"),
        *("partner_country", "partner_country_zh", "partner_country_en", "tier", "role", "class"),
        *("fields", "fields_en", "mechanism", "home_evidence", "home_confidence"),
        *("possibly_same", "possibly_same_zh", "possibly_same_en", "note", "layer", "sources"),
    ),
    rows=rows,
    shown=shown,
    tag="records",
    page_order=("since",),
    sorts={"country": "partner_country"},
)
