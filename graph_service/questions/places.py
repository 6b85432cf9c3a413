"""The places on record, and the search for one."""

from msgspec.structs import replace
from pydantic import Field

from graph_service.answers.common import reference
from graph_service.answers.paging import page_after, page_of
from graph_service.answers.places import PlaceFilter, PlaceItem, PlacesAnswer, places_answer, places_where
from graph_service.errors import BadRequest
from graph_service.metrics.neighbourhood import around_partners
from graph_service.metrics.vine import vine_of
from graph_service.questions.called import Called
from graph_service.questions.flat import flat
from graph_service.questions.parameters import ANY_OF, Chosen, Named, OfRecords, Several
from graph_service.questions.question import Question, Shown, View
from graph_service.questions.shown import headline, name_in, name_of
from graph_service.records.vocabulary import Level
from graph_service.search.find import find_places
from graph_service.words.bilingual import Bilingual, Language, called, plural
from graph_service.words.headings import heads
from graph_service.words.records import LEVELS


class Places(Chosen, OfRecords):
    """Which places."""

    q: str | None = Field(
        None,
        min_length=1,
        max_length=100,
        description="a name, a part of one or its beginning, in any language; best match first",
    )
    country: Named | None = Field(None, description=f"country or area{ANY_OF}")
    level: Several[Level] | None = Field(None, description=f"level; a unit that is several at once is found by each{ANY_OF}")
    within: Named | None = Field(None, description=f"a place that they lie in{ANY_OF}")
    with_partner_of: str | None = Field(
        None,
        description="a place: only those that are a partner of it, or that a partner of it lies in, such as with `level=country` "
        "the countries of its partners. Its agreements are those that count on the day: for them alone `as_of`, `kinds` and "
        "`layer` are asked",
    )
    partner_of_home: str | None = Field(
        None,
        description="a home: only those that are a partner of any of its units, by the agreements that count, as above",
    )
    has_agreements: bool | None = Field(None, description="whether they have an agreement on record; either if left out")


def places(view: View, ask: Places) -> PlacesAnswer:
    """Places by name, country, level or what they lie in; best match first where `q` is given, else in id order."""
    within, countries = view.several(ask, "within", "country")
    centre, home = view.named(ask, "with_partner_of", "partner_of_home")
    ids = view.on_record("places", ask.id)
    hits = None if ask.q is None else {hit.place.id: hit for hit in find_places(view.snapshot, ask.q)}
    wanted = PlaceFilter(hits, ids, countries, ask.level, within, ask.has_agreements, _partners(view, ask, centre, home))
    found = places_where(view.snapshot, wanted)
    cut = page_of if ask.q is not None else page_after
    answer = places_answer(view.snapshot, cut(found, lambda place: place.id, ask.most, ask.cursor), hits)
    of_home, with_partner = (None if of is None else reference(view.snapshot.places[of]) for of in (home, centre))
    return replace(answer, partner_of_home=of_home, with_partner_of=with_partner)


def _partners(view: View, ask: Places, centre: str | None, home: str | None) -> frozenset[str] | None:
    """The partners that are asked for, of a place (`centre`) with what they lie in; None where none are."""
    if centre is not None and home is not None:
        raise BadRequest("partner_of_home", "name one of with_partner_of and partner_of_home")
    if centre is not None:
        return around_partners(view.snapshot, centre, view.selection(ask))
    if home is not None:
        return frozenset(tie.partner.id for tie in vine_of(view.snapshot, home, view.selection(ask)).ties.effective)
    if given := [name for name in ("as_of", "kinds") if getattr(ask, name) is not None]:
        raise BadRequest(given[0], "it is that of the agreements of a place; name with_partner_of or partner_of_home as well")
    return None


_ON_RECORD = Bilingual(
    "在册：该地自身的全部协议，不论类别和状态；地点网页和搜索网页只数今天有效的正式和未分类协议。",
    "on record: all agreements of the place itself, whatever their kind and status; its page and that of a search count those "
    "that are effective today, formal and unclassified.",
)


def shown(answer: PlacesAnswer, lang: Language) -> Shown:
    """One row per place."""
    lines = (
        (*(called(LEVELS, item.level, lang), item.country, item.agreement_count, _called(item, lang)),) for item in answer.items
    )
    return Shown(_title(answer, lang), heads(lang, "level", "country", "on_record", "place"), lines, (getattr(_ON_RECORD, lang),))


def _title(answer: PlacesAnswer, lang: Language) -> str:
    """How many, and whose partners where that was asked."""
    count, many = answer.total, plural(answer.total, "place")
    if answer.partner_of_home is not None:
        return headline(answer.partner_of_home, lang, f"友城{count:,}个", plural(count, "partner"))
    if answer.with_partner_of is not None:
        beyond = f"{many} that are its partners or that a partner of it lies in"
        return headline(answer.with_partner_of, lang, f"友城及其所在地{count:,}个", beyond)
    return f"地点{count:,}个" if lang == "zh" else many


_TABLE = flat(PlaceItem)


def _called(item: PlaceItem, lang: Language) -> Called:
    """Its names and id, and what it lies in where that is on record."""
    told, name = f"{name_of(item)} ({item.id})", name_in(item, lang)
    if item.parent_names:
        above = item.parent_names.best(lang, str(item.parent))
        told, name = f"{told[:-1]}; {above})", f"{name}（{above}）" if lang == "zh" else f"{name} ({above})"
    return Called(told, "place", item.id, on_page=name)


PLACES = Question(
    name="places",
    title=Bilingual("地点", "Places"),
    ask=Places,
    answer=PlacesAnswer,
    find=places,
    columns=_TABLE.columns,
    rows=_TABLE.rows,
    shown=shown,
    tag="places",
    page_order=("names.{language}", "names.{other}"),
    sorts={"place": "names.{language}", "on_record": "agreement_count"},
)
