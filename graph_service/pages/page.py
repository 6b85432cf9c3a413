"""A picture as one HTML file: nothing in it asks a network for anything, and the same picture gives the same bytes.

Text from the data stands in the file as escaped text or inside JSON, and the script shows it as text nodes and on the
canvas, never as markup. A content security policy admits the file's own scripts by their hashes and nothing else.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import cache
from html import escape, unescape
from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path

import msgspec

from graph_service.pages.marks import BOXES, DOTS, LINES
from graph_service.pages.picture import Picture
from graph_service.pages.words import COUNTED_AS, LINE_KINDS
from graph_service.records.characters import fit
from graph_service.words.agreements import STATUSES
from graph_service.words.bilingual import Bilingual, Language
from graph_service.words.headings import COLUMNS
from graph_service.words.records import LEVELS

_POLICY = '<meta http-equiv="Content-Security-Policy" content="'
_ENCODER = msgspec.json.Encoder()
# A control character, escaped as JSON does it; an even number of backslashes before it are text.
_ESCAPES = (rb"\b", rb"\f", rb"\u00")
_CONTROL = re.compile(rb"(?<!\\)((?:\\\\)*)\\(?:[bf]|u00[01][0-9a-f])")
# Inside a script element these could end it, open a comment or break a line.
_DANGEROUS = {b"<": b"\\u003c", b">": b"\\u003e", b"&": b"\\u0026", b"\xe2\x80\xa8": b"\\u2028", b"\xe2\x80\xa9": b"\\u2029"}


def page(picture: Picture, language: Language) -> str:
    """The page of a picture; `language` is the one it opens in, the other is a button away."""
    scripts = (_vis(), asset("toggle.js"), asset("picture.js"))
    data = {
        "scene": picture.scene,
        "narrow": picture.narrow,
        "legend": picture.legend,
        "countries": picture.countries,
    }
    body = (
        f"{_header(picture)}<main>{_stage(picture)}{_aside(picture)}</main>"
        f'<section id="lists" class="lists"></section>'
        f'<script type="application/json" id="words">{_vocabulary()}</script>'
        f'<script type="application/json" id="picture">{embedded(data)}</script>'
    )
    return document(picture.title, language, asset("page.css"), body, scripts, picture.root)


def document(title: Bilingual, language: Language, style: str, body: str, scripts: Iterable[str], root: str) -> str:
    """A whole HTML file. `body` is markup; `root` leads from the page to the root of the service, such as `../../`, so that
    links hold behind any proxy. Its scripts may ask nobody."""
    scripts, body, title = tuple(scripts), fit(body), Bilingual(fit(title.zh), fit(title.en))
    allowed = " ".join(f"'sha256-{_hash(script)}'" for script in scripts) or "'none'"
    policy = (
        f"default-src 'none'; script-src {allowed}; style-src 'sha256-{_hash(style)}'; img-src data:; "
        f"connect-src 'none'; form-action 'self'; base-uri 'none'"
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{language}" data-language="{language}" data-root="{root}" '
        f'data-title-zh="{escape(title.zh)}" data-title-en="{escape(title.en)}">\n<head>\n<meta charset="utf-8">\n'
        f'{_POLICY}{policy}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<link rel="icon" href="data:,">\n'
        f"<title>{escape(title.zh if language == 'zh' else title.en)}</title>\n"
        f"<style>{style}</style>\n</head>\n<body>\n{body}\n"
        f"{''.join(f'<script>{script}</script>' for script in scripts)}\n</body>\n</html>\n"
    )


def policy_of(html: str) -> str:
    """The content security policy of one of our pages, for the header that goes with it: there it may also say that nobody
    shows the page inside another."""
    policy = html.partition(_POLICY)[2].partition('"')[0]
    return f"{policy}; frame-ancestors 'none'"


def title_of(html: str) -> str:
    """The title of one of our pages."""
    return unescape(html.partition("<title>")[2].partition("</title>")[0])


def spoken(text: Bilingual) -> str:
    """Markup of a text in both languages, of which the page shows one."""
    return f'<span class="zh" lang="zh">{escape(text.zh)}</span><span class="en" lang="en">{escape(text.en)}</span>'


def embedded(data: object) -> str:
    """JSON that can stand inside a script element whatever the data holds."""
    text = _ENCODER.encode(data)
    if any(sign in text for sign in _ESCAPES):
        text = _CONTROL.sub(rb"\1\\ufffd", text)
    for character, safe in _DANGEROUS.items():
        text = text.replace(character, safe)
    return text.decode()


@cache
def asset(name: str) -> str:
    """The text of a file that lies beside this module."""
    return files("graph_service.pages").joinpath(name).read_text(encoding="utf-8")


@cache
def _vis() -> str:
    """The vis-network that pyvis ships, without the pointer to a source map that developer tools would ask for."""
    # Found without importing pyvis, which would load IPython and networkx to no use.
    script = Path(str(distribution("pyvis").locate_file("pyvis/lib/vis-9.1.2/vis-network.min.js")))
    return script.read_text(encoding="utf-8").partition("//# sourceMappingURL")[0]


@cache
def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _vocabulary() -> str:
    words = {"kinds": LINE_KINDS, "statuses": STATUSES, "levels": LEVELS, "roles": COUNTED_AS, "columns": COLUMNS}
    return embedded({**words, "marks": {"dot": DOTS, "line": LINES, "box": BOXES}})


def _header(picture: Picture) -> str:
    figures = "".join(
        f"<div><dt>{spoken(figure.words)}</dt><dd>{escape(figure.value)}</dd>"
        f"{f'<dd class=parts>{spoken(figure.parts)}</dd>' if figure.parts else ''}</div>"
        for figure in picture.figures
    )
    return (
        f'<header><div class="heading"><h1>{spoken(picture.title)}</h1>{TOGGLE}</div>'
        f"<p>{spoken(picture.subtitle)}</p>{_ways(picture)}<dl>{figures}</dl></header>"
    )


def _ways(picture: Picture) -> str:
    """Ways on, which the script shows where the page comes from the service: on disk they would lead nowhere."""
    links = " · ".join(f'<a href="{picture.root}{escape(way.href)}">{spoken(way.words)}</a>' for way in picture.ways)
    return f"<nav hidden>{links}</nav>"


TOGGLE = (
    '<div class="toggle" role="group" aria-label="语言 Language">'
    '<button type="button" data-say="zh" lang="zh">中文</button>'
    '<button type="button" data-say="en" lang="en">English</button></div>'
)


def _stage(picture: Picture) -> str:
    empty = f'<p class="empty" role="status">{spoken(picture.empty)}</p>' if picture.empty else ""
    tools = "".join(
        f'<button type="button" data-do="{what}" aria-label="{words.zh} {words.en}">{sign or spoken(words)}</button>'
        for what, sign, words in _TOOLS
    )
    return f'<div class="stage">{empty}<div id="canvas"></div><div class="tools">{tools}</div></div>'


_TOOLS = (
    ("in", "+", Bilingual("放大", "zoom in")),
    ("out", "\u2212", Bilingual("缩小", "zoom out")),
    ("fit", "", Bilingual("全图", "whole")),
    ("print", "", Bilingual("打印", "print")),
)


def _aside(picture: Picture) -> str:
    entries = "".join(
        f'<li{"" if entry.count else " class=none"}><canvas data-entry="{number}" aria-hidden="true"></canvas>'
        f"<span>{spoken(entry.words)}</span><b>{entry.count:,}</b></li>"
        for number, entry in enumerate(picture.legend)
    )
    notes = "".join(f"<li>{spoken(note)}</li>" for note in picture.notes)
    return (
        f'<aside><h2>{spoken(_LEGEND)}</h2><ul class="legend">{entries}</ul>'
        + (f'<h2>{spoken(_LIMITS)}</h2><ul class="notes">{notes}</ul>' if notes else "")
        + "</aside>"
    )


_LEGEND = Bilingual("图例", "Legend")
_LIMITS = Bilingual("说明", "Notes")
