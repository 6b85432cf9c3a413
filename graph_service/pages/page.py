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
from importlib.resources import files

import msgspec

from graph_service.records.characters import fit
from graph_service.words.bilingual import Bilingual, Language

_POLICY = '<meta http-equiv="Content-Security-Policy" content="'
_ENCODER = msgspec.json.Encoder()
# A control character, escaped as JSON does it; an even number of backslashes before it are text.
_ESCAPES = (rb"\b", rb"\f", rb"\u00")
_CONTROL = re.compile(rb"(?<!\\)((?:\\\\)*)\\(?:[bf]|u00[01][0-9a-f])")
# Inside a script element these could end it, open a comment or break a line.
_DANGEROUS = {b"<": b"\\u003c", b">": b"\\u003e", b"&": b"\\u0026", b"\xe2\x80\xa8": b"\\u2028", b"\xe2\x80\xa9": b"\\u2029"}


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
def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
