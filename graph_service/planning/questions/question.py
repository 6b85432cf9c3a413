"""What a named question is, and what it is given."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple
from urllib.parse import urlencode

from graph_service.metrics.denominator import frame_named
from graph_service.metrics.knowledge import knowledge_of, knowledge_of_unit
from graph_service.metrics.selection import Selection
from graph_service.metrics.share import Share
from graph_service.metrics.vine import Vine, vine_of
from graph_service.planning.gaps.find import find_gaps
from graph_service.planning.gaps.gap import Gap, GapType
from graph_service.planning.listing import Listing, listing_of, listing_of_unit
from graph_service.records.place import Place
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual

ParameterName = Literal["home", "unit", "place", "frame", "tier", "depth"]
Value = str | int | bool | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is asked: `values` holds the parameters that were given, by name."""

    snapshot: Snapshot
    selection: Selection
    values: Mapping[str, str | int]

    def text(self, name: ParameterName) -> str:
        """A parameter that is an id."""
        return str(self.values[name])

    @property
    def vine(self) -> Vine:
        """The vine of `home`; errors as `vine_of`."""
        return vine_of(self.snapshot, self.text("home"), self.selection)

    @property
    def place(self) -> Place:
        """The place of `place`; errors as `Snapshot.place`."""
        return self.snapshot.place(self.text("place"))

    def gaps(self, kind: GapType) -> tuple[Gap, ...]:
        """The gaps of one type of `home`, in `frame` and at `tier` if given: those of `/gaps`, with its denominator."""
        frame, whole = frame_named(self.snapshot, self.frame)
        tiers = {int(self.values["tier"])} if "tier" in self.values else set()
        return find_gaps(self.vine, {kind}, frame, tiers, whole=whole)

    @property
    def frame(self) -> str | None:
        """The word for a frame, if given."""
        return self.text("frame") if "frame" in self.values else None

    def stated(self, kind: GapType) -> Listing:
        """Gaps of which a source itself speaks rest on no list; they are established where all there are still are."""
        found = self.gaps(kind)
        return Listing(
            bool(found) and all(gap.established for gap in found), Bilingual("据来源所述", "as a source on record says")
        )

    def listing(self, *tiers: int) -> Listing:
        """How far the lists of these tiers of `home` are known; of `tier` if given, of all of them where none is named."""
        asked = {int(self.values["tier"])} if "tier" in self.values else set(tiers or range(1, self.vine.home.tmax + 1))
        return listing_of(knowledge_of(self.vine), asked)

    def listing_of_unit(self) -> Listing:
        """How far the list of `unit` is known; of all of `home` where none is given."""
        if "unit" not in self.values:
            return self.listing()
        return listing_of_unit(knowledge_of_unit(self.vine, self.snapshot.place(self.text("unit")).id))

    def measured(self, path: str, *names: ParameterName, **fixed: str) -> str:
        """A link to the endpoint that measures the same: the parameters of these names, if given, and the selection."""
        chosen = self.selection
        selected = {"as_of": chosen.as_of.isoformat(), "kinds": ",".join(sorted(chosen.kinds)), "layer": chosen.layer}
        return self.listed(path, **{name: self.text(name) for name in names if name in self.values}, **fixed, **selected)

    def listed(self, path: str, **query: str) -> str:
        """A link to a list of records."""
        return f"/v1{path}?{urlencode(query)}"


class Question(NamedTuple):
    """A named question. `columns` name the values of each row; `link` leads to the endpoint that tells the same with
    more about it. `cypher`: the file of this name in cypher/queries asks Neo4j the same, with the same columns. `share`,
    where rows are what is missing from a whole, tells how much of it is there. `rests_on`, where rows tell that something
    is missing, is about the lists that would hold it; `denominated`: rows are missing among the countries that count."""

    title: Bilingual
    needs: tuple[ParameterName, ...]
    takes: tuple[ParameterName, ...]
    columns: tuple[str, ...]
    rows: Callable[[Asked], Iterable[Row]]
    link: Callable[[Asked], str]
    cypher: bool = False
    share: Callable[[Asked], Share] | None = None
    rests_on: Callable[[Asked], Listing] | None = None
    denominated: bool = False


def names_of(place: Place) -> tuple[str | None, str | None]:
    """The Chinese and the English name of a place, for two columns."""
    return place.names.zh, place.names.en
