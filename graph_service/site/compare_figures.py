"""The figures by which homes are compared, each with the list behind it, and how far the list is known that
it rests on."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, cast, get_args

from graph_service.answers.clusters import ClustersAnswer
from graph_service.metrics.knowledge import HomeKnowledge, ListStatus
from graph_service.metrics.share import Share
from graph_service.planning.gaps.gap import GapType
from graph_service.questions.agreements import AGREEMENTS
from graph_service.questions.anniversaries import ANNIVERSARIES, Anniversaries
from graph_service.questions.answered import answered
from graph_service.questions.clusters import Clusters, clusters
from graph_service.questions.counted import EFFECTIVE
from graph_service.questions.countries import COUNTRIES
from graph_service.questions.gaps import GAPS, Gaps, gaps
from graph_service.questions.matrix import Matrix, matrix
from graph_service.questions.matrix_answer import MatrixAnswer
from graph_service.questions.parameters import Chosen
from graph_service.questions.places import PLACES
from graph_service.questions.question import View
from graph_service.questions.shown import share_told
from graph_service.records.place import Place
from graph_service.records.vocabulary import Status
from graph_service.site.anniversaries import OF_PAGES
from graph_service.site.templating import Frame
from graph_service.site.to_lists import counted_page, list_page, question_page
from graph_service.site.ways import way
from graph_service.words.bilingual import Bilingual
from graph_service.words.headings import RATES
from graph_service.words.planning import GAPS as GAPS_CALLED
from graph_service.words.tiers import tier_names

_GAPS: Sequence[GapType] = ("uncovered_country", "missing_stem", "bare_stem", "dormant")


class Cell(NamedTuple):
    """A figure of a home, the list behind it, and how far the list is known that it rests on. None is not known; `unlisted` is
    one of units of which nobody knows whether all are on record."""

    text: str | None
    href: str
    known: ListStatus
    unlisted: bool = False

    @property
    def thin(self) -> bool:
        """Whether it rests on a list that is not complete."""
        return self.known != "complete"

    @property
    def unmeasured(self) -> bool:
        """Whether nobody can say how much is missing: there is no total to measure the list by."""
        return self.known == "unknown"


def figures_of(frame: Frame, view: View, home: Place, chosen: Chosen) -> dict[str, Cell]:
    """The figures of a home by the words of their measures, in the order of the page."""
    words = chosen.model_dump(include=set(Chosen.model_fields))
    found = clusters(view, Clusters(home=home.id, **words))
    types = Counter(gap.type for gap in gaps(view, Gaps(home=home.id, state="all", **words)).items)
    held = answered(ANNIVERSARIES, view, Anniversaries(home=home.id, limit=1, of=OF_PAGES, **words)).held
    return {
        **dict(_counted(frame, home, found)),
        **dict(_rates(frame, home, found)),
        **dict(_missing(frame, home, types, found.knowledge)),
        **dict(_empty(frame, home, matrix(view, Matrix(home=home.id, limit=1, **words)))),
        frame.say(Bilingual("未来一年的周年", "anniversaries ahead")): Cell(
            f"{held[1]:,}" if held else None, list_page(frame, home, ANNIVERSARIES, of=OF_PAGES), found.knowledge.whole.status
        ),
    }


def _counted(frame: Frame, home: Place, found: ClustersAnswer) -> Iterator[tuple[str, Cell]]:
    """What is counted: agreements, also by tier, partners, countries, and what stands beside the count."""
    totals, thin = found.totals, found.knowledge.whole.status
    kinds = ",".join(found.kinds)
    yield frame.say(Bilingual("友城协议（对）", "agreements")), Cell(f"{totals.agreements:,}", counted_page(frame, home), thin)
    for tier, count in totals.by_tier.items():
        there = counted_page(frame, home, tier=tier)
        known = found.knowledge.tiers[tier].status
        name = tier_names(int(tier), len(totals.by_tier))
        yield frame.say(Bilingual(f"其中{name.zh}", f"of these at {name.en}")), Cell(f"{count:,}", there, known)
    yield (
        frame.say(Bilingual("友城（个）", "partners")),
        Cell(f"{totals.partners:,}", question_page(frame, PLACES, partner_of_home=home.id), thin),
    )
    yield (
        frame.say(Bilingual("有友城的国家和地区", "countries and areas with a partner")),
        Cell(f"{totals.countries:,}", list_page(frame, home, COUNTRIES, kind=kinds, status=EFFECTIVE), thin),
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
    there = question_page(frame, AGREEMENTS, home=home.id, status=",".join(get_args(Status)), domestic="false", second="true")
    yield same, Cell(f"{totals.possibly_same:,}", there, thin)


def _rates(frame: Frame, home: Place, found: ClustersAnswer) -> Iterator[tuple[str, Cell]]:
    """The rates, each leading to what its first number counts."""
    lists = {
        "bare_stem_rate": list_page(frame, home, GAPS, type="bare_stem", state="all"),
        "stemmed_share": counted_page(frame, home, **{"class": "A"}),
        "orphan_rate": counted_page(frame, home, **{"class": "C"}),
    }
    for name, there in lists.items():
        share = cast("Share", getattr(found.summary, name))
        yield frame.say(RATES[name]), Cell(share_told(share), there, found.knowledge.whole.status)


def _missing(frame: Frame, home: Place, types: Mapping[GapType, int], known: HomeKnowledge) -> Iterator[tuple[str, Cell]]:
    for code in _GAPS:
        there = way(frame, "home", home.id, GAPS.name, type=code, state="all")
        yield frame.say(GAPS_CALLED[code]), Cell(f"{types[code]:,}", there, known.whole.status)


def _empty(frame: Frame, home: Place, found: MatrixAnswer) -> Iterator[tuple[str, Cell]]:
    """The units without a partner, tier by tier: what a home asks for first is those of its second."""
    called, tiers = GAPS_CALLED["empty_unit"], found.knowledge.tiers
    for tier, count in found.empty.items():
        there = way(frame, "home", home.id, GAPS.name, type="empty_unit", tier=tier, state="all")
        name = tier_names(int(tier), len(tiers))
        told, unlisted = None if count is None else f"{count:,}", int(tier) in found.unlisted
        words = Bilingual(f"{called.zh}：{name.zh}", f"{called.en}, {name.en}")
        yield frame.say(words), Cell(told, there, tiers[tier].status, unlisted)
