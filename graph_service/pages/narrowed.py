"""A picture of which some kinds of agreements are left out, or all that were signed after a year."""

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from graph_service.metrics.neighbourhood import Neighbourhood
from graph_service.pages.picture import Line
from graph_service.pages.words import LINE_KINDS
from graph_service.records.vocabulary import AgreementKind
from graph_service.words.bilingual import NOTHING, Bilingual, join

LineKind: TypeAlias = Literal[AgreementKind, "planned"]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The kinds of lines that are left out, and the last year of signing; what has no date stays."""

    without: frozenset[str] = frozenset()
    until: int | None = None

    def keeps(self, line: Line) -> bool:
        """Whether a line is drawn."""
        if line.kind in self.without:
            return False
        return self.until is None or line.since is None or int(line.since[:4]) <= self.until

    @property
    def said(self) -> Bilingual:
        """What it leaves out, in words; empty where it leaves out nothing."""
        left = join([LINE_KINDS[kind] for kind in LINE_KINDS if kind in self.without], "、", ", ")
        parts = [Bilingual(f"不画{left.zh}", f"without {left.en}")] if self.without else []
        if self.until is not None:
            parts.append(
                Bilingual(f"签署不晚于{self.until}年（未注明日期的总在）", f"signed by {self.until} (undated ones stay)")
            )
        return join(parts) if parts else NOTHING


ALL = Narrowing()


def narrowed_to(found: Neighbourhood, kept: frozenset[str]) -> Neighbourhood:
    """The neighbourhood with these agreements alone, and the places that they join."""
    links = tuple(link for link in found.links if link.agreement.id in kept)
    ends = {found.centre.id, *(party for link in links for party in link.agreement.parties)}
    hops = {place: hop for place, hop in found.hops.items() if place in ends}
    return replace(found, links=links, hops=hops, total_places=found.total_places - len(found.hops) + len(hops))
