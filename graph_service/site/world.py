"""The page of the world: a map of the agreements between countries that stands without a script, a table of the countries that
says the same, and the columns from which the script draws every city."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from markupsafe import Markup
from pydantic import Field

from graph_service.errors import BadRequest
from graph_service.graph.communities import CommunitiesBy
from graph_service.metrics.effective import Effective
from graph_service.metrics.links import whole_network
from graph_service.metrics.selection import ALL_LAYERS, HEADLINE_KINDS, Selection, select
from graph_service.metrics.worldwide import Narrowed, OfCountry, by_country, shown_of, world_of
from graph_service.pages.page import embedded
from graph_service.pages.place_parts import country_name
from graph_service.pages.plain import headed
from graph_service.pages.printed import Drawing
from graph_service.questions.agreements import AGREEMENTS
from graph_service.questions.communities import communities_answer
from graph_service.questions.parameters import Chosen
from graph_service.questions.question import Measuring, View
from graph_service.records.dates import FIRST_YEAR
from graph_service.records.life import EFFECTIVE
from graph_service.search.readings import as_read
from graph_service.site.sections import Part
from graph_service.site.taken import Taken, picture_files, table_files
from graph_service.site.templating import Frame, render
from graph_service.site.to_lists import question_page
from graph_service.site.world_countries import middles_of
from graph_service.site.world_data import KIND_ORDER, LARGEST, script_data
from graph_service.site.world_picture import bundles_svg, legend_of
from graph_service.site.world_words import COLUMNS, OFF, TITLE, counted_of, none_chosen, notes_of, words_of, year_wrong
from graph_service.snapshot import Snapshot
from graph_service.words.agreements import KINDS
from graph_service.words.days import said

Colour = Literal["mark", "continent", "community", "agreements", "partners"]
_BY = CommunitiesBy()


class Worldwide(Chosen):
    """Which agreements the map shows, and what colours tell."""

    country: str | None = Field(None, description="only agreements of its places")
    year: int | None = Field(
        None, description="only agreements that may have been signed by its end; one without a date may; none after the day"
    )
    dated: bool = Field(False, description="only agreements whose day, month or year of signing is on record")
    colour: Colour = Field("mark", description="what the colour of a dot tells")


class Row(NamedTuple):
    """A country of the table: its number among the codes, its cells, whether it has anything to show, and the list
    behind what it has abroad, for which there is none where two countries are told of; `page` where it has one of its own."""

    number: int
    name: str
    code: str
    abroad: int
    within: int
    places: int
    partners: int
    most: str
    shown: bool
    href: str | None
    page: bool


def _in_time(chosen: Worldwide, last: int) -> bool:
    """Whether a year is none that no agreement can be of yet, or none at all."""
    return chosen.year is None or FIRST_YEAR <= chosen.year <= last


def measuring_of(view: View, chosen: Worldwide) -> Measuring:
    """What must be computed of the network before the page is made."""
    return Measuring(view.selection(chosen), "place", _BY)


def render_world(frame: Frame, view: View, chosen: Worldwide) -> str:
    """The page of all effective agreements between places; errors as `select`."""
    snapshot, counted = view.snapshot, view.selection(chosen)
    last, given = counted.as_of.year, chosen.year
    if wrong := not _in_time(chosen, last):
        chosen = chosen.model_copy(update={"year": None})
    world = _world(view, chosen)
    shown = shown_of(snapshot, world, Narrowed(counted.kinds, chosen.country, chosen.year, chosen.dated))
    codes = sorted({snapshot.places[party].country for found in world for party in found.agreement.parties})
    figures, middles = by_country(snapshot, shown), middles_of(snapshot, world)
    largest = communities_answer(snapshot, counted, "place", _BY, shown=0, limit=LARGEST).items
    data = {
        **script_data(frame, snapshot, world, _communities(snapshot, counted), codes, middles, figures, counted.as_of),
        "state": {"country": chosen.country, "kinds": sorted(counted.kinds), "year": chosen.year}
        | {"dated": chosen.dated, "colour": chosen.colour},
        "headline": sorted(HEADLINE_KINDS),
        "past": snapshot.is_past(counted.as_of),
        "words": words_of(frame, [[country_name(snapshot, one.country) for one in item.countries] for item in largest]),
        "list": question_page(frame, AGREEMENTS, **_listed(counted, chosen)),
        "saved": frame.saved,
    }
    return render(
        "world.html",
        frame,
        frame.say(TITLE),
        styles=("world.css",),
        scripts=("shade.js", "world.js", "world_page.js"),
        counted=frame.say(counted_of(snapshot, shown, counted, chosen.year)),
        day=str(counted.as_of),
        chosen=chosen,
        year={"given": given or "", "first": FIRST_YEAR, "last": last, "wrong": wrong},
        year_wrong=frame.say(year_wrong(FIRST_YEAR, last)),
        hidden=[(name, value) for name, value in frame.query if name in ("as_of", "layer")],
        kinds=[(kind, frame.say(KINDS[kind]), kind in counted.kinds) for kind in KIND_ORDER],
        countries=sorted(((frame.say(country_name(snapshot, code)), code) for code in codes), key=lambda pair: as_read(pair[0])),
        picture=Markup(bundles_svg(frame, snapshot, middles, figures)),  # noqa: S704  # escaped where it is drawn
        legend=legend_of(frame, snapshot, shown, counted.kinds),
        off=frame.say(OFF),
        none_chosen=frame.say(none_chosen()),
        notes=notes_of(frame),
        columns=[frame.say(column) for column in COLUMNS],
        rows=list(_rows(frame, snapshot, figures, codes, counted, chosen)),
        pictures=picture_files(frame),
        tables=table_files(frame),
        data=Markup(embedded(data)),  # noqa: S704  # escaped where it is written
    )


def world_taken(frame: Frame, view: View, chosen: Worldwide) -> Taken:
    """What may be taken from the page: the map of the countries as it stands without a script, and the rows of the table."""
    snapshot, counted = view.snapshot, view.selection(chosen)
    if not _in_time(chosen, counted.as_of.year):
        raise BadRequest("year", year_wrong(FIRST_YEAR, counted.as_of.year).en)
    world = _world(view, chosen)
    shown = shown_of(snapshot, world, Narrowed(counted.kinds, chosen.country, chosen.year, chosen.dated))
    figures, middles = by_country(snapshot, shown), middles_of(snapshot, world)
    told = frame.say(counted_of(snapshot, shown, counted, chosen.year))

    def picture() -> Drawing:
        drawing = Drawing(frame.say(TITLE), told, frame.language, bundles_svg(frame, snapshot, middles, figures))
        return headed(drawing, [f"{told} · {frame.say(said(counted.as_of))}", *notes_of(frame)])

    def table() -> Part:
        rows = (row for row in _rows(frame, snapshot, figures, sorted(figures), counted, chosen) if row.shown)
        cells = [(row.name, row.abroad, row.within, row.places, row.partners, row.most) for row in rows]
        return Part(frame.say(TITLE), [frame.say(column) for column in COLUMNS], cells)

    return Taken(frame.say(TITLE), [told, *notes_of(frame)], {"picture": picture}, {"countries": table})


def _world(view: View, chosen: Worldwide) -> Sequence[Effective]:
    """The effective agreements of every kind on the day that is asked about."""
    counted = view.selection(chosen)
    kinds = select(view.snapshot, kinds=KIND_ORDER).kinds
    return world_of(view.snapshot, Selection(counted.as_of, kinds, counted.layer))


def _communities(snapshot: Snapshot, selection: Selection) -> Mapping[str, int]:
    """The number of the community of each place, the largest being 0."""
    measured = whole_network(snapshot, selection).measured
    return dict(zip(measured.graph.ids, measured.once(_BY).labels.tolist(), strict=True))


def _listed(counted: Selection, chosen: Worldwide) -> Mapping[str, str]:
    """The words by which a list of agreements holds what the page counts, whatever else is chosen."""
    day = {} if chosen.as_of is None else {"as_of": str(chosen.as_of)}
    layer = {} if counted.layer == ALL_LAYERS else {"layer": counted.layer}
    return {"counted": "true", "status": ",".join(sorted(EFFECTIVE)), **day, **layer}


def _rows(
    frame: Frame,
    snapshot: Snapshot,
    figures: Mapping[str, OfCountry],
    codes: Sequence[str],
    counted: Selection,
    chosen: Worldwide,
) -> Iterator[Row]:
    """Every country with an agreement of any kind, those with most first: those that have none under the choice are hidden."""
    empty, number = OfCountry(), {code: at for at, code in enumerate(codes)}
    words = {"kind": ",".join(sorted(counted.kinds)), **_listed(counted, chosen)}
    words |= {} if chosen.year is None else {"signed_to": f"{chosen.year:04}"}
    words |= {"dated": "in_year,over_years"} if chosen.dated else {}
    for code in sorted(codes, key=lambda code: (-figures.get(code, empty).abroad, code)):
        found = figures.get(code, empty)
        most = "" if found.most is None else f"{frame.say(country_name(snapshot, found.most))} {found.partners[found.most]:,}"
        name = frame.say(country_name(snapshot, code))
        has_list = found.abroad and chosen.country in (None, code)
        href = question_page(frame, AGREEMENTS, country=code, **words) if has_list else None
        cells = found.abroad, found.within, len(found.places), len(found.partners)
        yield Row(number[code], name, code, *cells, most, code in figures, href, snapshot.country(code) is not None)
