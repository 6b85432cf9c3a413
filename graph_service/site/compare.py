"""The page that puts two to four homes side by side: what is known of their lists first, then each figure with the list behind
it, marked where it rests on a list that is not complete."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple, cast

from graph_service.answers.clusters import ClustersAnswer
from graph_service.answers.report import undated_of
from graph_service.errors import BadRequest
from graph_service.metrics.knowledge import HomeKnowledge
from graph_service.metrics.share import Share
from graph_service.planning.gaps.gap import GapType
from graph_service.planning.listing import line_of
from graph_service.questions.anniversaries import ANNIVERSARIES, Anniversaries
from graph_service.questions.answered import answered
from graph_service.questions.called import Called
from graph_service.questions.clusters import CLUSTERS, Clusters, clusters
from graph_service.questions.gaps import GAPS, Gaps, gaps
from graph_service.questions.parameters import Chosen, OfHome
from graph_service.questions.question import View
from graph_service.questions.shown import share_told
from graph_service.records.place import Place
from graph_service.site.taken import picture_files, table_files
from graph_service.site.templating import Frame, render
from graph_service.site.to_lists import counted_page
from graph_service.site.typed import Typed, home_named, typed
from graph_service.site.ways import way
from graph_service.words.bilingual import Bilingual, both
from graph_service.words.headings import RATES
from graph_service.words.planning import GAPS as GAPS_CALLED
from graph_service.words.tiers import tier_names

MOST = 4
_LEAST = 2
_TITLE = Bilingual("省（州）比较", "Homes side by side")
_HOME = Bilingual("省（州）", "home")
_TOO_FEW = Bilingual(
    "请填两个到四个省级单位，例如江苏、浙江、山东。", "Name two to four homes, such as Jiangsu, Zhejiang, Shandong."
)
_TOO_MANY = Bilingual("最多并排四个，这里只比前四个。", "Four at most stand side by side: these are the first four.")
_TWICE = Bilingual("同一个单位填了两次，只列一次。", "One home is named twice; it stands here once.")
_GAPS: Sequence[GapType] = ("uncovered_country", "missing_stem", "bare_stem", "empty_unit", "dormant")
_RATES = ("bare_stem_rate", "stemmed_share", "orphan_rate")


class Cell(NamedTuple):
    """A figure of a home, the list behind it, and whether it rests on a list that is not complete. None is not known."""

    text: str | None
    href: str
    thin: bool


class Row(NamedTuple):
    """A measure, and its figure of each home."""

    measure: str
    cells: Sequence[Cell | None]


class Column(NamedTuple):
    """A home: its name with the way to it, what is known of its list, the way to this page without it, and its figures by
    the words of their measures."""

    home: Called
    known: str
    without: str
    figures: Mapping[str, Cell]


class Compared(NamedTuple):
    """What the page shows: the fields as they were filled, the homes side by side, the measures, and what it is called."""

    fields: Sequence[Typed]
    columns: Sequence[Column]
    rows: Sequence[Row]
    title: str
    lines: Sequence[str]


def compared(frame: Frame, view: View, given: Sequence[str], chosen: Chosen) -> Compared:
    """These homes, by any name, for the agreements that are asked about.

    Raises:
        BadRequest, or as `typed`: there are no two homes to be kept side by side in a file.
    """
    texts = list(filter(None, map(str.strip, given)))
    field = partial(typed, frame, view.snapshot, "homes", _HOME, find=home_named)
    fields = [field(text, again=partial(_with, frame, texts, number)) for number, text in enumerate(texts[:MOST])]
    named = [field.place for field in fields if field.place is not None]
    homes = list({home.id: home for home in named}.values())
    if frame.saved and texts and len(homes) < _LEAST:
        raise BadRequest("homes", _TOO_FEW.en)
    columns = [_column(frame, view, home, homes, chosen) for home in homes] if len(homes) >= _LEAST else []
    measures = dict.fromkeys(measure for column in columns for measure in column.figures)
    names = [frame.say(both(home)) for home in homes]
    return Compared(
        fields=[*fields, *[Typed("homes", frame.say(_HOME), "")] * max(1, _LEAST - len(fields))][:MOST],
        columns=columns,
        rows=[Row(measure, [column.figures.get(measure) for column in columns]) for measure in measures],
        title=frame.say(Bilingual("、".join(names), " · ".join(names))) if columns else frame.say(_TITLE),
        lines=[frame.say(line) for line in _lines(texts, fields, len(named), len(homes))],
    )


def render_compare(frame: Frame, view: View, given: Sequence[str], chosen: Chosen) -> str:
    """The page of these homes; see `compared`."""
    shown = compared(frame, view, given, chosen)
    return render(
        "compare.html",
        frame,
        shown.title,
        styles=("asking.css", "compare.css"),
        fields=shown.fields,
        kept=frame.chosen,
        lines=shown.lines,
        columns=shown.columns,
        rows=shown.rows,
        pictures=picture_files(frame),
        tables=table_files(frame),
        day=view.selection(chosen).as_of,
    )


def _lines(texts: Sequence[str], fields: Sequence[Typed], named: int, homes: int) -> Iterator[Bilingual]:
    told = {_TOO_MANY: len(texts) > MOST, _TWICE: named > homes, _TOO_FEW: homes < _LEAST and not any(f.fault for f in fields)}
    yield from (line for line, holds in told.items() if holds)


def _with(frame: Frame, homes: Sequence[str], number: int, home: str) -> str:
    return _again(frame, [*homes[:number], home, *homes[number + 1 :]])  # with another home at this place of the list


def _again(frame: Frame, homes: Sequence[str]) -> str:
    return frame.again(homes=",".join(homes), lang=frame.language)


def _column(frame: Frame, view: View, home: Place, homes: Sequence[Place], chosen: Chosen) -> Column:
    words = chosen.model_dump(include=set(Chosen.model_fields))
    found, vine = clusters(view, Clusters(home=home.id, **words)), view.vine(OfHome(home=home.id, **words))
    types = Counter(gap.type for gap in gaps(view, Gaps(home=home.id, state="all", **words)).items)
    held = answered(ANNIVERSARIES, view, Anniversaries(home=home.id, limit=1, **words)).held
    figures = {
        **dict(_counted(frame, home, found)),
        **dict(_rates(frame, home, found)),
        **dict(_missing(frame, home, types, found.knowledge)),
        frame.say(Bilingual("未来一年的周年", "anniversaries ahead")): Cell(
            f"{held[1]:,}" if held else None, way(frame, "home", home.id, ANNIVERSARIES.name), _thin(found.knowledge)
        ),
    }
    others = [other.id for other in homes if other.id != home.id]
    known = frame.say(line_of(found.knowledge, undated_of(vine), past=view.snapshot.is_past(vine.selection.as_of)))
    return Column(Called(frame.say(both(home)), "home", home.id), known, _again(frame, others), figures)


def _thin(known: HomeKnowledge) -> bool:
    return not known.whole.complete


def _counted(frame: Frame, home: Place, found: ClustersAnswer) -> Iterator[tuple[str, Cell]]:
    """What is counted: agreements, also by tier, partners, countries, and what stands beside the count."""
    whole, totals, thin = way(frame, "home", home.id, CLUSTERS.name), found.totals, _thin(found.knowledge)
    yield frame.say(Bilingual("友城协议（对）", "agreements")), Cell(f"{totals.agreements:,}", counted_page(frame, home), thin)
    for tier, count in totals.by_tier.items():
        there = counted_page(frame, home, tier=tier)
        complete = found.knowledge.tiers[tier].complete
        name = tier_names(int(tier), len(totals.by_tier))
        yield frame.say(Bilingual(f"其中{name.zh}", f"of these at {name.en}")), Cell(f"{count:,}", there, not complete)
    yield frame.say(Bilingual("友城（个）", "partners")), Cell(f"{totals.partners:,}", whole, thin)
    yield (
        frame.say(Bilingual("有友城的国家和地区", "countries and areas with a partner")),
        Cell(f"{totals.countries:,}", whole, thin),
    )
    yield (
        frame.say(Bilingual("另计：友好交流", "beside the count: exchange")),
        Cell(f"{totals.exchange:,}", counted_page(frame, home, kind="exchange"), thin),
    )
    yield (
        frame.say(Bilingual("另计：计划中", "beside the count: planned")),
        Cell(f"{totals.planned:,}", counted_page(frame, home, kind=None, status="planned"), thin),
    )
    same = frame.say(Bilingual("另计：可能是同一协议的记录", "beside the count: records that may be the same agreement"))
    yield same, Cell(f"{totals.possibly_same:,}", whole, thin)


def _rates(frame: Frame, home: Place, found: ClustersAnswer) -> Iterator[tuple[str, Cell]]:
    for name in _RATES:
        share = cast("Share", getattr(found.summary, name))
        there = way(frame, "home", home.id, CLUSTERS.name)
        if name == "bare_stem_rate":
            there = way(frame, "home", home.id, GAPS.name, type="bare_stem", state="all")
        yield frame.say(RATES[name]), Cell(share_told(share), there, _thin(found.knowledge))


def _missing(frame: Frame, home: Place, types: Mapping[GapType, int], known: HomeKnowledge) -> Iterator[tuple[str, Cell]]:
    for code in _GAPS:
        there = way(frame, "home", home.id, GAPS.name, type=code, state="all")
        yield frame.say(GAPS_CALLED[code]), Cell(f"{types[code]:,}", there, _thin(known))
