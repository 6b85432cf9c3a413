"""What a named question is, and what it is given."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple
from urllib.parse import urlencode

from graph_service.domain.frame import Frame
from graph_service.domain.place import Place
from graph_service.metrics.selection import Selection
from graph_service.metrics.share import Share
from graph_service.metrics.vine import Vine, vine_of
from graph_service.planning.bilingual import Bilingual
from graph_service.planning.gaps.find import find_gaps
from graph_service.planning.gaps.gap import Gap, GapType
from graph_service.snapshot import Snapshot

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
        """The gaps of one type of `home`, in `frame` (every country and area without one), at `tier` if given."""
        frame = self.snapshot.record(Frame, self.text("frame")) if "frame" in self.values else None
        tiers = {int(self.values["tier"])} if "tier" in self.values else set()
        return find_gaps(self.vine, {kind}, frame, tiers, whole=frame is None)

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
    where rows are what is missing from a whole, tells how much of it is there."""

    title: Bilingual
    needs: tuple[ParameterName, ...]
    takes: tuple[ParameterName, ...]
    columns: tuple[str, ...]
    rows: Callable[[Asked], Iterable[Row]]
    link: Callable[[Asked], str]
    cypher: bool = False
    share: Callable[[Asked], Share] | None = None


def names_of(place: Place) -> tuple[str | None, str | None]:
    """The Chinese and the English name of a place, for two columns."""
    return place.names.zh, place.names.en
