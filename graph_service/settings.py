"""Settings: the only reader of the environment. Every name begins with GRAPH_SERVICE_; docs/settings.md lists them."""

import os
import re
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph_service.addresses import origins_of, prefix_of
from graph_service.environment import PREFIX, foreign_names
from graph_service.files.bounded import MOST
from graph_service.files.evaluation import read_evaluation
from graph_service.files.rules import read_rules
from graph_service.questions.standards import Standards
from graph_service.rules import Rules
from graph_service.store.deadline import Deadlines
from graph_service.words.bilingual import Language

_DEADLINES = Deadlines()
# As long as the clocks of every system can count.
_Seconds = Annotated[float, Field(gt=0, le=86_400)]


class Settings(BaseSettings, Rules):
    """How the service runs. Frozen: made once and handed to whatever needs it."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid", allow_inf_nan=False)

    store: str = Field(
        "sqlite:///data/graph.db",
        description="where the network is kept: `sqlite:///FILE` or `neo4j://USER:PASSWORD@HOST:PORT/DATABASE` (also "
        "`neo4j+s`, `bolt`, `bolt+s`)",
    )
    host: str = Field("127.0.0.1", description="address to listen on")
    port: int = Field(8000, ge=1, le=65535, description="port to listen on")
    workers: int = Field(1, ge=1, le=64, description="serving processes")
    root_path: str | None = Field(
        None,
        description="prefix of every path behind a proxy, such as `/graph`, whether the proxy takes it off or passes it on; "
        "`X-Forwarded-Prefix` of a trusted proxy (uvicorn's `FORWARDED_ALLOW_IPS`, by default one on this machine) comes first",
    )
    cors_origins: str | None = Field(
        None,
        description="origins whose pages may read the service in a browser (CORS), by commas: `https://map.example`; `*` is "
        "every one",
    )
    language: Language | None = Field(None, description="language of pages, `zh` or `en`; otherwise the browser's decides")
    report_to: str | None = Field(
        None,
        description="where readers of an agreement's page report a fault: `mailto:office@example.org`, or the address of a form "
        "(`https://…`); unset shows no such way",
    )
    timezone: str | None = Field(
        None,
        description="IANA name of the office's time zone, such as `Asia/Shanghai`: its day is “today” everywhere; "
        "unset is the machine's own",
    )
    refresh_seconds: _Seconds = Field(5.0, description="how often the store is asked whether it changed")
    reread_seconds: _Seconds = Field(
        300.0,
        description="how often Neo4j is read as a whole though no program wrote to it, so that what people edit there is served",
    )
    store_seconds: _Seconds = Field(
        _DEADLINES.short, description="seconds in which the store must answer a short question; afterwards it counts as hung"
    )
    store_load_seconds: _Seconds = Field(
        _DEADLINES.whole, description="seconds in which it must read or write the whole network, or tell its whole change feed"
    )
    ready_bytes: int = Field(16_000_000, ge=0, description="bytes of ready answers that a serving process keeps; 0 keeps none")
    waiting: int = Field(
        64,
        ge=1,
        description="questions that wait for a serving process to compute them; what is asked beyond is refused with "
        "`/problems/busy`",
    )
    measure_seconds: _Seconds = Field(
        60.0, description="seconds that a client waits for a measure of the whole network, then `/problems/too-slow`"
    )
    measure_ahead: bool = Field(
        True,
        description="whether the whole network is measured after each change before anybody asks for it: some ten seconds of a "
        "processor for the public layers, in each serving process; otherwise who asks first waits",
    )
    marking: bool = Field(
        False,
        description="whether gaps of worklists may be marked as taken, done or dismissed; there are no keys yet, so everybody "
        "who can reach the service may then mark",
    )
    max_body_bytes: int = Field(1_000_000, ge=1, description="longest document a request may send")
    max_unpacked_bytes: int = Field(
        MOST,
        ge=1,
        description="longest file that is read, in bytes once it is unpacked: some seven million links, more than "
        "can be measured; reading takes up to forty times as much memory",
    )
    rules_file: Path | None = Field(
        None,
        description="TOML file of the weights and thresholds below, written as `seeds/rules/weights.toml`; what it leaves out "
        "has its default, and the environment goes before it",
    )
    points_file: Path | None = Field(None, description="TOML file of points and indicators; unset is `seeds/rules/points.toml`")

    @model_validator(mode="before")
    @classmethod
    def _known_names_only(cls, given: dict[str, Any]) -> dict[str, Any]:
        """Have names that stand for nothing refused as any other input that is not foreseen, not ignored in silence."""
        injected, mistaken = foreign_names(os.environ, cls.names())
        return {name: value for name, value in given.items() if name.upper() not in injected} | dict.fromkeys(mistaken)

    @model_validator(mode="before")
    @classmethod
    def _rules_of_the_file(cls, given: dict[str, Any]) -> dict[str, Any]:
        """Put what the file of rules says where nothing else is given.

        Raises:
            DataRefused: the file cannot be read or understood.
        """
        file = given.get("rules_file")
        return read_rules(Path(file)) | given if file else given

    @classmethod
    def names(cls) -> frozenset[str]:
        """What every setting is called after the prefix, in capitals."""
        return frozenset(map(str.upper, cls.model_fields))

    @field_validator("timezone")
    @classmethod
    def _is_a_zone(cls, name: str | None) -> str | None:
        try:
            return ZoneInfo(name).key if name else None
        except (ZoneInfoNotFoundError, ValueError, OSError):  # a folder of zones, such as Asia, is an OSError
            raise ValueError(f"{name!r} is no time zone; give an IANA name such as Asia/Shanghai") from None

    @field_validator("report_to")
    @classmethod
    def _is_a_way_to_report(cls, given: str | None) -> str | None:
        if given and not re.fullmatch(r"mailto:[^\s?@]+@[^\s?@]+|https?://\S+", given):
            raise ValueError(f"{given!r} is neither mailto:NAME@HOST nor an address that begins with https://")
        return given or None

    @field_validator("root_path")
    @classmethod
    def _is_a_prefix(cls, given: str | None) -> str | None:
        return given and prefix_of(given)

    @field_validator("cors_origins")
    @classmethod
    def _are_origins(cls, given: str | None) -> str | None:
        if given is not None:
            origins_of(given)
        return given

    @model_validator(mode="after")
    def _points_are_there(self) -> Self:
        """Read the points file now: one that is not there is a fault of the settings, not of who asks.

        Raises:
            DataRefused: it cannot be read or understood.
        """
        if self.points_file is not None:
            read_evaluation(self.points_file)
        return self

    def now(self) -> datetime:
        """This moment in the office's time zone: its date is what today means everywhere."""
        return datetime.now(ZoneInfo(self.timezone)) if self.timezone else datetime.now().astimezone()

    @cached_property
    def fingerprint(self) -> str:
        """Eight hex digits that change with any setting: answers computed under others are other answers."""
        return sha256(self.model_dump_json().encode()).hexdigest()[:8]

    @property
    def origins(self) -> tuple[str, ...]:
        """The origins whose pages may read the service in a browser; `*` is every one."""
        return origins_of(self.cors_origins or "")

    @property
    def deadlines(self) -> Deadlines:
        """Within how many seconds the store must answer."""
        return Deadlines(self.store_seconds, self.store_load_seconds)

    @cached_property
    def rules(self) -> Rules:
        """The weights and thresholds."""
        return Rules(**{name: getattr(self, name) for name in Rules.model_fields})

    @cached_property
    def standards(self) -> Standards:
        """All by which answers are judged."""
        return Standards(self.rules, self.points_file)
