"""Every error the service raises on purpose.

    ServiceError
    ├── FullCopyNeeded      changes that the feed does not hold
    ├── NotFound            a record that does not exist; carries the nearest where they can be told
    ├── AmbiguousPlace      a name or code of several places; carries them
    ├── Moved               a merged id; says where the record lives now
    ├── WrongKind           a record that exists but cannot play the part asked of it
    ├── ScopesDiffer        two claims that count different things
    ├── BadRequest          a parameter that cannot be understood
    ├── TooLarge            a document longer than the service takes
    ├── NotGiven            a page has no such picture or table to be taken away
    ├── MarkingOff          a gap cannot be marked unless the settings allow it
    ├── ForeignOrigin       a page of another origin asked for a change
    ├── DataRefused         rows that do not make a sound network; carries every fault
    ├── StoreUnavailable    the store does not answer
    │   ├── StoreBusy       another process is writing
    │   └── StoreUnsound    what is stored is no network that could be served
    ├── ComputationFailed   the process that measures the network ended too early
    ├── QueryMismatch       a Cypher file and its declaration disagree
    ├── Busy                more is waiting to be computed than may wait, or for too long
    ├── NoPrinter           a picture cannot be made as PNG or PDF here
    ├── TooSlow             a measure that took longer than a client is let wait
    └── NotReady            no snapshot has been published yet

HTTP status codes live in `graph_service.web.problems`, exit codes in `graph_service.cli`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_SECRET = re.compile(r".*:.*@")  # what stands before the host in the address of a server
_LONGEST = 400  # characters of a problem that is told
_LISTED = 8  # places that are told in a line; the others are counted


class ServiceError(Exception):
    """Base of all errors that a user can understand and act on."""


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """Enough of a place to choose it: id, names (`zh`, `en`, `local`, `aliases`), level, the code of its country, and the names
    of what it lies in, the nearest first."""

    id: str
    names: Mapping[str, object]
    level: str
    country: str
    within: tuple[Mapping[str, object], ...]

    def __str__(self) -> str:
        where = f" in {_both(self.within[0])}" if self.within else ""
        return f"{self.id} ({_both(self.names)}; {self.level}{where}, {self.country})"


def _both(names: Mapping[str, object]) -> str:
    """The Chinese and the English name in a line."""
    return " ".join(str(names[language]) for language in ("zh", "en") if language in names) or "unnamed"


class NotFound(ServiceError):
    """No record of this kind has this id; `suggestions` are the nearest places where one may be given by code or name as well."""

    def __init__(self, kind: str, record_id: str, suggestions: Sequence[NamedPlace] | None = None) -> None:
        called = "id" if suggestions is None else "id, code or name"
        nearest = f"the nearest: {_listed(suggestions)}" if suggestions else None
        remedy = nearest or _where_listed(kind)
        super().__init__(f"no {kind} has the {called} {_short(record_id)!r}; {remedy}")
        self.kind = kind
        self.record_id = record_id
        self.suggestions = tuple(suggestions or ())


def _where_listed(kind: str) -> str:
    """Where records of a kind can be looked up."""
    if kind.isalpha() and kind not in ("place", "country", "record"):
        return f"/v1/{kind[:-1]}ies lists them all" if kind.endswith("y") else f"/v1/{kind}s lists them all"
    return "search with /v1/places?q= or `graph-service search`"


class AmbiguousPlace(ServiceError):
    """A name or code that several places have; `candidates` are all of them, the best linked first."""

    def __init__(self, given: str, candidates: Sequence[NamedPlace]) -> None:
        super().__init__(f"{_short(given)!r} names {len(candidates)} places; give the id of one: {_listed(candidates)}")
        self.given = given
        self.candidates = tuple(candidates)


def _listed(places: Sequence[NamedPlace]) -> str:
    more = f" and {len(places) - _LISTED} more" if len(places) > _LISTED else ""
    return ", ".join(map(str, places[:_LISTED])) + more


class FullCopyNeeded(ServiceError):
    """The change feed does not hold all that was changed since; whoever follows it must begin anew."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason}; take a full copy (/v1/records) and follow from the sequence it names")


class Moved(ServiceError):
    """The id was merged into another record."""

    def __init__(self, record_id: str, successor: str) -> None:
        super().__init__(f"{record_id!r} was merged into {successor!r}; use that id")
        self.record_id = record_id
        self.successor = successor


class WrongKind(ServiceError):
    """The record exists but cannot play the part asked of it."""


class ScopesDiffer(ServiceError):
    """Two claims count different things, so that their difference would mean nothing."""

    def __init__(self, one: str, other: str, told: str) -> None:
        super().__init__(f"{one} and {other} cannot be compared, they count different things: {told}")


TURN_ROUND = "exchange them"  # how the detail ends of a period whose end comes before its beginning


class BadRequest(ServiceError):
    """A parameter cannot be understood; `parameter` names it."""

    def __init__(self, parameter: str, detail: str) -> None:
        super().__init__(f"{parameter}: {detail}")
        self.parameter = parameter
        self.detail = detail


class TooLarge(ServiceError):
    """The document is longer than the service takes; `most` is the limit in bytes."""

    def __init__(self, most: int) -> None:
        super().__init__(f"the document is longer than {most} bytes; split it, or raise GRAPH_SERVICE_MAX_BODY_BYTES")
        self.most = most


class NotGiven(ServiceError):
    """What is shown on a page is not given as such a file, or there are several and none is named."""


class MarkingOff(ServiceError):
    """Gaps are marked only where the settings say so: whoever reaches the service may then mark them."""

    def __init__(self) -> None:
        super().__init__(
            "marking of gaps is switched off; GRAPH_SERVICE_MARKING=true switches it on, and until there are keys everybody who "
            "can reach the service may then mark 标记缺口的功能未开启；设 GRAPH_SERVICE_MARKING=true 即开启，"
            "在有访问密钥之前，能打开本服务的人都可以标记"
        )


class ForeignOrigin(ServiceError):
    """A page of another origin sent what changes records here; `origin` is what the browser said of it."""

    def __init__(self, origin: str) -> None:
        super().__init__(
            f"a page of another origin ({_short(origin)}) may not change anything here; use the form of this service"
        )


def _short(told: str) -> str:
    """What can be read on a screen: a cell that is quoted may be as long as its file."""
    return told if len(told) <= _LONGEST else f"{told[: _LONGEST // 2]} … {told[-_LONGEST // 2 :]}"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in one place of the input: what, where and what to do. Of the mistyped address of a server, taken for a
    file, the text does not repeat user and password."""

    file: str
    line: int | None
    field: str | None
    problem: str
    remedy: str

    @property
    def is_stored(self) -> bool:
        """Whether it is in the store, not in what was given."""
        return self.line is None and self.file.startswith("stored ")

    def __str__(self) -> str:
        file = _SECRET.sub("…@", self.file)
        where = file if self.line is None else f"{file}:{self.line}"
        field = f" [{_short(self.field)}]" if self.field else ""
        return f"{where}{field}: {_short(self.problem)}; {self.remedy}"


class DataRefused(ServiceError):
    """Rows that do not make a sound network. Nothing was written."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        shown = str(faults[0]) if faults else "no reason given"
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        super().__init__(shown + more)
        self.faults = tuple(faults)


class StoreUnavailable(ServiceError):
    """The store does not answer; the last snapshot, if any, goes on serving."""


class StoreBusy(StoreUnavailable):
    """Another process holds the store's write lock."""


class StoreUnsound(StoreUnavailable):
    """What the store holds is damaged, incomplete or not understood; `where` names the record or the part of the store."""

    def __init__(self, where: str, problem: str, remedy: str) -> None:
        told = f"the store is unsound: {where}: {problem}; {remedy}"
        # What is damaged may hold anything; the message stays one line.
        super().__init__("".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in told))
        self.where = where
        self.problem = problem
        self.remedy = remedy


class ComputationFailed(ServiceError):
    """The process that measures the network ended before it was done; its standard error says why."""

    def __init__(self, exit_code: int) -> None:
        super().__init__(f"the process that measures the network ended with code {exit_code}; try again, or see the log")
        self.exit_code = exit_code


class QueryMismatch(ServiceError):
    """A Cypher file disagrees with its declaration or with the server."""


class NotReady(ServiceError):
    """No snapshot has been published yet."""


class NoPrinter(ServiceError):
    """A picture cannot be made as PNG or PDF on this machine; says what to install. As SVG and on its page it is there."""

    def __init__(self, what: str) -> None:
        super().__init__(f"PNG and PDF cannot be made here: {what}; the picture is there as SVG")


class Busy(ServiceError):
    """More is waiting to be computed than may wait, or for longer than a client is let wait; `why` says which."""

    def __init__(self, why: str) -> None:
        super().__init__(f"{why}; try again in a moment")


class TooSlow(ServiceError):
    """A measure of the whole network took longer than a client is let wait; `seconds` is how long that is."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"the network was not measured within {seconds:g} s; try again later, or raise GRAPH_SERVICE_MEASURE_SECONDS"
        )
        self.seconds = seconds
