"""The page of the ways between two places: the shortest chains of agreements as strips, place by place."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

from graph_service.answers.network import NetworkEdge, NetworkNode
from graph_service.errors import BadRequest
from graph_service.questions.answered import answered
from graph_service.questions.called import Called
from graph_service.questions.parameters import Chosen
from graph_service.questions.paths import PATHS, Paths, PathsAnswer, PathsChain
from graph_service.questions.question import View
from graph_service.records.place import Place
from graph_service.site.listing import files_of
from graph_service.site.taken import picture_files, table_files
from graph_service.site.templating import Frame, render
from graph_service.site.two_places import by_chains
from graph_service.site.typed import Typed, typed
from graph_service.site.ways import page_of, way
from graph_service.snapshot import Snapshot
from graph_service.words.agreements import CERTAINTIES, KINDS, STATUSES
from graph_service.words.bilingual import Bilingual, both, called, plural
from graph_service.words.days import in_line
from graph_service.words.headings import dated
from graph_service.words.records import LEVELS

SHOWN = 3  # chains; the others stand in the list
_TITLE = Bilingual("两地之间的最短路径", "Shortest chains between two places")
FROM, TO = Bilingual("从", "from"), Bilingual("到", "to")
_SAME = Bilingual("两处填的是同一个地方，请填两个不同的地方。", "Both are the same place; name two.")
_ONE_MORE = Bilingual("请填两个地方，例如南京和科隆。", "Name two places, such as Nanjing and Cologne.")
ON_RECORD = Bilingual(
    "只数在册的有效协议：名单不完整的地方之间可能有更短的链。",
    "Counted are effective agreements on record: between places whose lists are not complete there may be shorter ones.",
)


_NO_COUNTRY = Bilingual(
    "国家和地区本身很少是协议的一方，链由省州、城市和县组成：请填其中的一个地方。",
    "A country or area itself is hardly ever a party; chains go by regions, cities and counties: name a place in it.",
)


class Station(NamedTuple):
    """A place of a chain, and where it lies."""

    place: Called
    where: str


class Step(NamedTuple):
    """The agreement by which a chain goes on to the next place; `kind` is its mark."""

    agreement: Called
    facts: str
    kind: str


class Strip(NamedTuple):
    """A chain: its number, and by turns the places and the agreements along it."""

    title: str
    parts: Sequence[Station | Step]


def render_path(frame: Frame, view: View, given: tuple[str, str], chosen: Chosen) -> str:
    """The page of the chains from one place to another, by any name, for the agreements that are asked about. Where two places
    are not named it says so and asks for them.

    Raises:
        BadRequest, or as `typed`: there is no way between them to be kept in a file.
    """
    start, end = given
    asked = ("from", FROM, start), ("to", TO, end)
    fields = [typed(frame, view.snapshot, name, label, text, likeliest=True) for name, label, text in asked]
    one, other = (field.place for field in fields)
    if one is None or other is None:
        return _page(frame, fields, lines=[] if any(field.fault for field in fields) else [frame.say(_ONE_MORE)])
    if one.id == other.id:
        if frame.saved:
            raise BadRequest("to", _SAME.en)
        return _page(frame, fields, lines=[frame.say(_SAME)])
    found = answered(PATHS, view, Paths(place=one.id, other=other.id, limit=SHOWN, **chosen.words))
    answer = cast("PathsAnswer", found.document)
    ends = {"place": one.id, "other": other.id}
    whole = [] if by_chains(one, other) else [frame.say(_NO_COUNTRY)]
    return _page(
        frame,
        fields,
        title=headline_of(frame, one, other, answer),
        lines=[*whole, frame.say(answer.warning or ON_RECORD)],
        strips=[strip_of(frame, view.snapshot, chain) for chain in answer.items],
        all=(frame.say(_whole(answer)), way(frame, "list", PATHS.name, **ends)) if answer.total > SHOWN else None,
        pictures=picture_files(frame),
        tables=table_files(frame),
        more=[*_more(frame, one, other)],
        files=list(files_of(frame, PATHS, {**ends, "limit": str(SHOWN)})) if answer.total else [],
        day=answer.as_of,
    )


def _page(frame: Frame, fields: Sequence[Typed], title: str = "", **words: object) -> str:
    empty: dict[str, object] = {"strips": [], "all": None, "more": [], "files": [], "pictures": [], "tables": [], "day": ""}
    kept = frame.chosen
    one, other = (field.text for field in fields)
    back = frame.again(**{"from": other, "to": one}) if one and other else ""
    return render(
        "path.html",
        frame,
        title or frame.say(_TITLE),
        styles=("path.css", "asking.css"),
        fields=fields,
        kept=kept,
        back=back,
        **empty | words,  # type: ignore[arg-type]  # none of them is a file of style
    )


def headline_of(frame: Frame, one: Place, other: Place, answer: PathsAnswer) -> str:
    """How far the places are from one another, in words."""
    a, b = both(one), both(other)
    if not answer.connected:
        return frame.say(Bilingual(f"{a.zh}到{b.zh}：在册协议连不起来", f"{a.en} to {b.en}: not joined on record"))
    length = answer.length or 0
    return frame.say(
        Bilingual(
            f"{a.zh}到{b.zh}：最短{length}步，{answer.total:,}条链",
            f"{a.en} to {b.en}: {plural(answer.total, 'shortest chain')} of {plural(length, 'agreement')}",
        )
    )


def strip_of(frame: Frame, snapshot: Snapshot, chain: PathsChain) -> Strip:
    """A chain as the page shows it."""
    parts: list[Station | Step] = [_station(frame, snapshot, chain.places[0])]
    for agreement, place in zip(chain.agreements, chain.places[1:], strict=True):
        parts += [_step(frame, agreement), _station(frame, snapshot, place)]
    return Strip(frame.say(Bilingual(f"第{chain.number}条", f"Chain {chain.number}")), parts)


def _station(frame: Frame, snapshot: Snapshot, node: NetworkNode) -> Station:
    place = snapshot.places[node.id]
    above = " · ".join(frame.say(both(part)) for part in snapshot.above(place.id)[1:])
    where = " · ".join(filter(None, (frame.say(LEVELS[place.level]), above)))
    return Station(Called(frame.say(both(place)), *page_of(place)), where)


def _step(frame: Frame, edge: NetworkEdge) -> Step:
    status = None if edge.status in (None, "active") else called(STATUSES, edge.status, frame.language)
    since = in_line(dated(edge.since, edge.since_also, frame.language, edge.since_basis), frame.language)
    unsure = None if edge.certainty == "surely" else frame.say(CERTAINTIES[edge.certainty])
    facts = " · ".join(filter(None, (since, status, unsure)))
    kind = edge.kind or "unclassified"
    return Step(Called(frame.say(KINDS[kind]), "agreement", edge.id), facts, kind)


def _whole(answer: PathsAnswer) -> Bilingual:
    return Bilingual(f"全部{answer.total:,}条链", f"all {answer.total:,} chains")


def _more(frame: Frame, one: Place, other: Place) -> Iterator[tuple[str, str]]:
    """Ways on: the network of each, for whoever wants to see what else leads there."""
    for place in (one, other):
        name = both(place)
        yield frame.say(Bilingual(f"{name.zh}的网络", f"the network of {name.en}")), way(frame, "place", place.id)
