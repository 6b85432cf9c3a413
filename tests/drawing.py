"""Networks drawn by hand for tests: places as a tree, agreements as one line each.

Strategy: use the smallest network that has what a test needs, so that every number can be checked on paper.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from graph_service.files.stages import parse_stages
from graph_service.records.activity import Activity
from graph_service.records.agreement import Agreement, Stage, agreement_id
from graph_service.records.base import Names, Record, Source
from graph_service.records.checks import find_flaws
from graph_service.records.claim import Claim
from graph_service.records.frame import Frame
from graph_service.records.mark import Mark
from graph_service.records.membership import Membership
from graph_service.records.network import Network
from graph_service.records.organisation import Organisation
from graph_service.records.place import Place
from graph_service.records.plan import Plan
from graph_service.records.project import Project
from graph_service.records.registry import RECORD_TYPES
from graph_service.records.target import Target
from graph_service.snapshot import Snapshot
from graph_service.store.canonical import encode, lines_of, version_of

TODAY = date(2026, 11, 21)
DRAWN = (Source("drawn by hand"),)


def place(place_id: str, level: str, country: str, parent: str | None = None, **more: Any) -> Place:
    """A place named after its id."""
    names = more.pop("names", Names(en=place_id))
    return Place(
        id=place_id,
        level=level,  # type: ignore[arg-type]  # tests spell levels as plain words
        country=country,
        parent=parent,
        names=names,
        sources=DRAWN,
        layer=more.pop("layer", "home"),
        **more,
    )


def agreement(a: str, b: str, stages: str = "formal", **more: Any) -> Agreement:
    """The agreement of two parties, its stages in the text form of the CSV files."""
    return Agreement(
        id=agreement_id(a, b),
        parties=(a, b),
        stages=tuple(Stage(**stage) for stage in parse_stages(stages)),
        sources=DRAWN,
        layer=more.pop("layer", "home"),
        **more,
    )


def version_in_full(network: Network) -> str:
    """The version by its definition: every type's records in one piece."""
    return version_of((kind.plural, lines_of(map(encode, network.rows(kind.plural).values()))) for kind in RECORD_TYPES)


def snapshot(records: Iterable[Record], today: date = TODAY) -> Snapshot:
    """A snapshot of records, proved sound first."""
    network = Network(records)
    for record in network:
        record.check()
    assert find_flaws(network) == []
    return Snapshot(network, "drawn", today)


def stored_before(records: Iterable[Record], today: date = TODAY) -> Snapshot:
    """A snapshot of records as a store may hold that was filled before names were checked."""
    return Snapshot(Network(records), "drawn", today)


JIANGSU_CITIES = (
    "nanjing", "wuxi", "xuzhou", "changzhou", "suzhou", "nantong", "lianyungang", "huaian", "yancheng", "yangzhou",
    "zhenjiang", "taizhou", "suqian",
)  # fmt: skip


def jiangsu() -> list[Place]:
    """Jiangsu with its thirteen prefecture-level cities, one county-level city below Suzhou and one unnamed city."""
    return [
        place("china", "country", "CN"),
        place("jiangsu", "province", "CN", "china"),
        *(place(city, "city", "CN", "jiangsu") for city in JIANGSU_CITIES),
        place("kunshan", "county", "CN", "suzhou"),
        place("jiangsu-unnamed", "city", "CN", "jiangsu", placeholder=True),
    ]


def witnessed_places() -> list[Place]:
    """The partner sides of the five witnessed agreements, and the Netherlands."""
    return [
        place("belarus", "country", "BY"), place("mogilev-oblast", "province", "BY", "belarus"),
        place("switzerland", "country", "CH"), place("vaud", "province", "CH", "switzerland"),
        place("brunei", "country", "BN"), place("bandar", "city", "BN", "brunei"),
        place("nepal", "country", "NP"), place("kathmandu", "city", "NP", "nepal"),
        place("congo", "country", "CG"), place("pointe-noire", "city", "CG", "congo"),
        place("netherlands", "country", "NL"), place("north-brabant", "province", "NL", "netherlands"),
        place("oss", "city", "NL", "north-brabant"),
    ]  # fmt: skip


def witnessed() -> list[Record]:
    """The five witnessed agreements of Jiangsu (domain rules, worked example 1)."""
    return [
        *jiangsu(),
        *witnessed_places(),
        agreement("jiangsu", "mogilev-oblast", "formal 2015/2019"),
        agreement("jiangsu", "vaud", "formal 2017 inferred"),
        agreement("jiangsu-unnamed", "bandar", "formal 2015/2019"),
        agreement("nanjing", "kathmandu", "formal 2019 inferred"),
        agreement("suzhou", "pointe-noire", "formal 2015/2019"),
    ]


SHANGHAI_DISTRICTS = (
    "huangpu", "xuhui", "changning", "jingan", "putuo", "hongkou", "yangpu", "minhang", "baoshan", "jiading", "pudong",
    "jinshan", "songjiang", "qingpu", "fengxian", "chongming",
)  # fmt: skip


def shanghai_in_japan() -> list[Record]:
    """Shanghai's seven agreements in Japan (domain rules, worked example 2)."""
    lower = ("yao", "hirakata", "neyagawa", "izumisano")
    return [
        place("china", "country", "CN"),
        place("shanghai", "province", "CN", "china", levels=("province", "city")),
        *(place(district, "county", "CN", "shanghai") for district in SHANGHAI_DISTRICTS),
        place("japan", "country", "JP"),
        place("kanagawa", "province", "JP", "japan"),
        place("yokohama", "city", "JP", "kanagawa"),
        place("osaka-prefecture", "province", "JP", "japan"),
        place("osaka", "city", "JP", "osaka-prefecture"),
        *(place(city, "city", "JP", "osaka-prefecture") for city in lower),
        agreement("shanghai", "yokohama", "formal 1973-11-30"),
        agreement("shanghai", "osaka", "formal 1974-04-18"),
        agreement("shanghai", "osaka-prefecture", "formal 1980-11-21"),
        agreement("jiading", "yao", "formal 1986-09-13"),
        agreement("changning", "hirakata", "formal 1987-12-16"),
        agreement("huangpu", "neyagawa", "formal 1994-05-12"),
        agreement("xuhui", "izumisano", "formal 1994-10-21"),
    ]


def known_records() -> list[Record]:
    """The network of the interface tests: Jiangsu and its witnessed agreements, one Dutch cluster, one planned, one
    exchange and one domestic agreement, a city-state, and one record of every other type."""
    source = {"sources": DRAWN, "layer": "home"}
    return [
        *witnessed(),
        place("singapore", "country", "SG", levels=("country", "province", "city")),
        place("zhejiang", "province", "CN", "china"),
        place("taizhou-zhejiang", "city", "CN", "zhejiang", names=Names(zh="台州市", en="Taizhou"), former_ids=("old-taizhou",)),
        agreement("jiangsu", "north-brabant", "formal 1994-09-09"),
        agreement("taizhou", "oss", "planned 2022 aim=formal"),
        agreement("nanjing", "singapore", "exchange 2008-05"),
        agreement("wuxi", "taizhou-zhejiang", "formal 2001"),
        Frame(id="frame:plan", kind="plan", declared=3, names=Names(zh="重点国别", en="Key countries"), **source),
        Membership(id="membership:nl", member="netherlands", of="frame:plan", **source),
        Membership(id="membership:sg", member="singapore", of="frame:plan", **source),
        Organisation(id="org:union", kind="network", seat="vaud", names=Names(en="Union of cities"), **source),
        Organisation(id="org:school-a", kind="school", seat="nanjing", **source),
        Organisation(id="org:school-b", kind="school", seat="oss", **source),
        agreement("org:school-a", "org:school-b", "formal 2010"),
        Membership(id="membership:nanjing-union", member="nanjing", of="org:union", grade="regular", **source),
        Activity(
            id="activity:visit", kind="visit", date="2020-06", agreement="jiangsu~vaud", participants=("jiangsu",), **source
        ),
        Plan(id="plan:three-years", kind="action_plan", owner="jiangsu", agreements=("jiangsu~vaud",), **source),
        Target(
            id="target:exchange",
            owner="taizhou",
            measure="exchange_agreements",
            minimum=3.0,
            maximum=5.0,
            period="2022",
            **source,
        ),
        Project(id="project:park", kind="park", owner="suzhou", parties=("congo",), **source),
        Claim(id="claim:total", subject="jiangsu", measure="agreements", value=349.0, as_of="2021-06", **source),
        Mark(id="gap~bare_stem~jiangsu~jiangsu~vaud~2", home="jiangsu", state="taken", reason="二处在谈", who="二处", **source),
    ]
