"""Templates: one environment, the frame around every page, and how a text or a cell becomes markup.

Whatever stands in a template is escaped unless it is markup already. A page asks for nothing but itself, and the service for
what its search box offers: its style and its script stand in it, admitted by their hashes, so that a saved page is the whole
page.
"""

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from graph_service.pages.shades import dark_style
from graph_service.pages.vis import vis_network
from graph_service.questions.called import Called
from graph_service.questions.parameters import Chosen
from graph_service.records.characters import fit
from graph_service.site.cells import Linked, Linkeds, Termed
from graph_service.words.bilingual import NONE_RECORDED, Bilingual, Language
from graph_service.words.days import is_day, stated, written
from graph_service.words.headings import NOT_COMPARED, UNDATED

VIS = "vis-network"  # what a page names among its scripts to draw with it
FOUND = "found"  # the word of a query by which a page knows that a search led to it
SHADES = "shades"  # among the styles of every page: how its drawings look on a dark screen
_OTHER: Mapping[Language, Language] = {"zh": "en", "en": "zh"}
_NUMBER = (int, float)
_TEXT = 36  # signs from which a cell is a text, of which a Chinese one takes the room of two
_WIDE = re.compile("[\u2e80-\uffef]")
# A link to a page of the service; scripts are matched first, so that nothing inside them is taken for one.
_WAY = re.compile(r"<script.*?</script>|<a(?P<before>[^>]*?) href=\"(?!https?:|mailto:|#)[^\"]*\"(?P<after>[^>]*)>", re.DOTALL)
_SERVICE = "; connect-src 'self'"  # what a script may ask
_NO_SCRIPT = "<script></script>"
_REMARKS = {"js": re.compile(r"^\s*//.*\n", re.MULTILINE), "css": re.compile(r"/\*.*?\*/", re.DOTALL)}
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")  # of a source, which its reader may want to see


@dataclass(frozen=True)
class Frame:
    """Around what a page is put: its language, the way from it to the root of the service, such as `../../`, and the query it
    was asked with. One that is `saved` is opened from disk or out of a mail, where no way leads to the service; `empty` says that
    nothing is stored yet, whatever is asked for; `here` is the way to the page from where it is answered, if elsewhere."""

    language: Language
    root: str
    query: Sequence[tuple[str, str]] = ()
    saved: bool = False
    empty: bool = False
    here: str = ""

    def say(self, text: Bilingual) -> str:
        """A text in the language of the page."""
        said: str = getattr(text, self.language)
        return said

    def again(self, **changed: str | None) -> str:
        """This page, in its language, with other words in its query; None leaves one out."""
        words = {**changed, "lang": changed.get("lang", self.language)}
        kept = [(name, value) for name, value in self.query if name not in words]
        return f"{self.here}?" + urlencode([*kept, *((name, value) for name, value in words.items() if value is not None)])

    @cached_property
    def chosen(self) -> list[tuple[str, str]]:
        """The words of the query that say which agreements are asked about."""
        return [(name, value) for name, value in self.query if name in Chosen.model_fields]

    @cached_property
    def tail(self) -> str:
        """The query of a way on: the language, and the agreements that are asked about, so that a click changes neither."""
        return "?" + urlencode([("lang", self.language), *self.chosen])

    @property
    def found(self) -> str:
        """By what text a search led straight to this page; empty where none did."""
        return next((value for name, value in self.query if name == FOUND), "")

    @property
    def whole_search(self) -> str:
        """The page of that search, with all that it finds."""
        return f"{self.root}views/search?{urlencode({'lang': self.language, 'q': self.found, 'all': '1'})}"

    @property
    def translated(self) -> str:
        """This page in the other language."""
        return self.again(lang=_OTHER[self.language])


def render(
    template: str,
    frame: Frame,
    title: str,
    *,
    styles: tuple[str, ...] = (),
    scripts: tuple[str, ...] = (),
    asks_files: bool = False,
    **words: object,
) -> str:
    """The page of a template, with the files of style and script beside this module that it needs besides those of all pages.
    One that `asks_files` names more of them, which the service sends."""
    found = _environment().get_template(template)
    asking = () if frame.saved else ("suggest.js",)  # of a page that is saved nothing asks the service
    style, script = _joined(("site.css", SHADES, *styles)), _joined(("site.js", *asking, *scripts))
    sent = " 'self'" if asks_files else ""
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'{sent}; style-src '{_hash(style)}'{sent}; img-src data:; "
        "form-action 'self'; "
        f"base-uri 'none'{_SERVICE if asking else ''}"
    )
    own = {"policy": policy, "style": style, "script": ""}  # our own words, which are markup already
    marked = {name: Markup(text) for name, text in own.items()}  # noqa: S704
    html = fit(found.render(frame=frame, title=title, say=frame.say, **marked, **words))
    if frame.saved:
        html = _WAY.sub(_no_way, html)
    # At last, and to the letter: the page is admitted by the hash of its script, and no text of the data can stand so.
    return html.replace(_NO_SCRIPT, f"<script>{script}</script>", 1)


def _no_way(found: re.Match[str]) -> str:
    """A link without where it leads; a script as it is."""
    return found[0] if found["before"] is None else f"<a{found['before']}{found['after']}>"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("graph_service.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"b": Bilingual, "folds": _folds, "unknown": (UNDATED, NONE_RECORDED, NOT_COMPARED)}
    made.tests |= {"number": lambda value: isinstance(value, _NUMBER) and not isinstance(value, bool)}
    made.tests |= {"called": lambda value: isinstance(value, Called) and bool(value.page)}
    made.tests |= {"linked": lambda value: isinstance(value, Linked)}
    made.tests |= {"linkeds": lambda value: isinstance(value, Linkeds)}
    made.tests |= {"weighed": lambda value: isinstance(value, Termed)}
    made.tests |= {"day": is_day}
    made.filters |= {"written": written, "stated": stated}
    made.tests |= {"address": lambda value: isinstance(value, str) and _ADDRESS.fullmatch(value) is not None}
    return made


def _folds(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> bool:
    """Whether a table is too wide for a narrow screen: one of many columns, or of three with a text in one."""
    texts = (cell for row in rows for cell in row if isinstance(cell, str))
    return len(columns) > 3 or (len(columns) == 3 and any(len(text) + len(_WIDE.findall(text)) > _TEXT for text in texts))


@cache
def _joined(names: tuple[str, ...]) -> str:
    made = {VIS: vis_network, SHADES: dark_style}
    return "\n".join(made[name]() if name in made else _own(name) for name in names)


def _own(name: str) -> str:
    """A script or a style sheet of ours, without its remarks: they are for who reads it here, and weigh a hundredth of a page."""
    text = files("graph_service.site").joinpath(name).read_text(encoding="utf-8")
    return _REMARKS[name.rpartition(".")[2]].sub("", text)


@cache
def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
