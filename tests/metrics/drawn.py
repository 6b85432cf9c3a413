"""One home with as much abroad as a test of roles and classes needs; `seen` is what it makes of some agreements.

wide (country)                         home: `home`, a province with the cities `north` and `south`, the county
├── east (province)                    `low` below `south`, and `unnamed`, a city its source does not name
│   ├── inner (province)
│   │   └── harbour (city)             isle: a city-state with the district `quay`
│   └── mill (city)                    metro (province and city at once) with the city `suburb`
└── west (province)
    └── dam (city)
"""

from datetime import date

from graph_service.metrics.clusters import Cluster, cluster_in
from graph_service.metrics.selection import Selection
from graph_service.metrics.ties import Tie
from graph_service.metrics.vine import Vine, vine_of
from graph_service.records.base import Record
from graph_service.records.place import Place
from graph_service.rules import StrengthWeights
from tests.drawing import place, snapshot

END_OF_2020 = date(2020, 12, 31)
MUNICIPALITY = ("province", "city")
HOME = (
    place("realm", "country", "RR"),
    place("home", "province", "RR", "realm"),
    place("north", "city", "RR", "home"),
    place("south", "city", "RR", "home"),
    place("low", "county", "RR", "south"),
    place("unnamed", "city", "RR", "home", placeholder=True),
    place("neighbour", "province", "RR", "realm"),
    place("next-door", "city", "RR", "neighbour"),
)
CITY_HOME = (
    place("realm", "country", "RR"),
    place("home", "province", "RR", "realm", levels=MUNICIPALITY),
    place("north", "county", "RR", "home"),
    place("south", "county", "RR", "home"),
)
ABROAD = (
    place("wide", "country", "WW"),
    place("east", "province", "WW", "wide"),
    place("inner", "province", "WW", "east"),
    place("harbour", "city", "WW", "inner"),
    place("mill", "city", "WW", "east"),
    place("west", "province", "WW", "wide"),
    place("dam", "city", "WW", "west"),
    place("lost", "city", "WW", "wide", placeholder=True),
    place("land", "country", "LL"),
    place("metro", "province", "LL", "land", levels=MUNICIPALITY),
    place("suburb", "city", "LL", "metro"),
    place("isle", "country", "II", levels=("country", "province", "city")),
    place("quay", "city", "II", "isle"),
)


def vine(*records: Record, home: tuple[Place, ...] = HOME, as_of: date = END_OF_2020, kinds: str = "formal,unclassified") -> Vine:
    """The home with these agreements and whatever else is given."""
    return vine_of(snapshot([*home, *ABROAD, *records]), "home", Selection(as_of, frozenset(kinds.split(","))))


def seen(
    *records: Record, home: tuple[Place, ...] = HOME, as_of: date = END_OF_2020, kinds: str = "formal,unclassified"
) -> dict[str, Tie]:
    """The effective ties of the home by agreement id."""
    return {tie.agreement.id: tie for tie in vine(*records, home=home, as_of=as_of, kinds=kinds).ties.effective}


def part(tie: Tie) -> tuple[int, str, str | None, str | None]:
    """Tier, role, class and stem: what a tie counts as."""
    return tie.tier, tie.role, tie.grape_class, tie.stem


def cluster(found: Vine, partner: str) -> Cluster:
    """The cluster inside a partner, by the weights the service comes with."""
    return cluster_in(found, found.snapshot.place(partner), StrengthWeights())
