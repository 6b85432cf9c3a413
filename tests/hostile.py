"""Networks whose names and ids hold what must be text in every file: formulas, markup, and characters no file can carry."""

import msgspec
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from graph_service.records.activity import Activity
from graph_service.records.base import Names, Record
from graph_service.snapshot import Snapshot
from tests.drawing import DRAWN, agreement, place, stored_before

FORMULAS = ("=1+1", "+cmd|' /C calc'!A0", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1+1", "＠SUM(A1)", "'=1+1")
MARKUP = (
    "[a](http://x.example)",
    "<b>x</b>",
    "`x`",
    "*x*",
    "_x_",
    "a | b",
    "# x",
    "two\nlines",
    "&amp;",
    "\\",
    "![i](j)",
    "~~x~~",
)
UNFIT = (
    "\0",
    "\x07",
    "\x1b",
    "\x85",
    "\ud800",
    "\udfff",
    "\ufdd0",
    "\ufffe",
    "\uffff",
    "\U0010ffff",
    "\r",
    "\u2028",
    "\x0b",
    "\x1e",
)
_PIECES = st.sampled_from((*UNFIT, "\n", "\t", "a", "甲", "<", "&", "]]>", "-->", '"', ";", ":", ",", "\\"))


def texts() -> SearchStrategy[str]:
    """Names of every hostile kind."""
    return st.sampled_from((*FORMULAS, *MARKUP)) | st.lists(_PIECES, min_size=1, max_size=8).map("".join)


def records(names: list[str], mark: str = "") -> list[Record]:
    """A home with two units, three agreements abroad, and one activity, with these names by turns; `mark` opens every id."""
    named = [Names(zh=zh, en=en) for zh, en in zip(names, [*names[1:], names[0]], strict=True)]
    land, home, one, two, there, far, abroad = (
        f"{mark}{name}" for name in ("land", "home", "one", "two", "there", "far", "abroad")
    )
    drawn = [
        place(land, "country", "CN"),
        place(home, "province", "CN", land),
        place(one, "city", "CN", home, lat=30.0, lon=-120.5),
        place(two, "city", "CN", home),
        place(there, "country", "NL"),
        place(far, "province", "NL", there, lat=50.0, lon=-4.5),
        place(abroad, "city", "NL", far, lat=51.0, lon=5.0),
        agreement(home, far, "formal 1996-05-05"),
        agreement(one, abroad, "formal 2001-05-05"),
        agreement(two, abroad, "formal 2020-05-05"),
        Activity(id=f"{mark}met", kind="event", date="2020-06", participants=(one, far), sources=DRAWN, layer="home"),
    ]  # fmt: skip
    return [msgspec.structs.replace(row, names=named[at % len(named)], note=names[0]) for at, row in enumerate(drawn)]


def network(names: list[str], mark: str = "") -> Snapshot:
    """The network of `records` as an older store gives it."""
    return stored_before(records(names, mark))


def renamed(row: Record, at: int) -> Record:
    """A record with a formula for each of its texts that is neither an id nor a word of a vocabulary."""
    texts = [FORMULAS[(at + step) % len(FORMULAS)] for step in range(3)]
    free = {name: texts[2] for name in ("stated", "scope", "home_evidence", "unit") if hasattr(row, name)}
    free |= {name: (texts[2],) for name in ("fields", "needs", "strengths", "actions") if hasattr(row, name)}
    return msgspec.structs.replace(row, names=Names(texts[0], texts[1], texts[2], tuple(texts)), note=texts[2], **free)
