"""Pictures as files: SVG, and PNG and PDF made from it by typst, which reads the fonts of the machine."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal, NamedTuple

from graph_service.errors import NoPrinter
from graph_service.pages.picture import Picture
from graph_service.pages.svg import svg_of
from graph_service.words.bilingual import Language

Printed = Literal["png", "pdf"]
DrawnAs = Literal["svg", "png", "pdf"]
MEDIA_TYPES = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}
# Families of fonts with Chinese characters, as systems have them.
_CHINESE = re.compile(
    r"CJK|Noto (Sans|Serif) (SC|TC|HK|JP)|Source Han|WenQuanYi|PingFang|Hiragino|YaHei|SimSun|SimHei|DengXian|Heiti|Song|FangSong"
)
_PIXELS = 16_000_000  # of a PNG at most
_POINTS = 72  # per inch; a unit of a scene is a point
_TWICE = 144  # dots per inch of a PNG: crisp on fine screens and on paper
_PNG = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg")"""
_PDF = b"""#set document(title: sys.inputs.title, date: none)
#set page(paper: "a4", flipped: sys.inputs.wide == "yes", margin: 10mm)
#set text(font: (sys.inputs.font, "DejaVu Sans"), size: 8pt, lang: sys.inputs.lang)
#text(size: 14pt, weight: "bold", sys.inputs.title)

#sys.inputs.words
#block(height: 1fr, image(bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%, fit: "contain"))"""


_WAY = re.compile(r'<a href="[^"]*">')
_BOX = re.compile(r'viewBox="\S+ \S+ (\S+) (\S+)"')


class Drawing(NamedTuple):
    """A picture as one SVG element, which has a viewBox, and its title and what it says in words, in one language; `bare` is the
    element without the title and the `foot` that stand in it, empty where none do."""

    title: str
    words: str
    language: Language
    svg: str
    bare: str = ""
    foot: tuple[str, ...] = ()

    @property
    def size(self) -> tuple[float, float]:
        """How wide and how high it is, in its own units."""
        wide, high = _BOX.search(self.svg).groups()  # type: ignore[union-attr]  # every drawing has one
        return float(wide), float(high)

    @property
    def on_paper(self) -> "Drawing":
        """The same for a sheet that has its title and words in letters of its own."""
        return self._replace(svg=self.bare, words="\n".join(self.foot)) if self.bare else self

    def alone(self) -> str:
        """The element for a file of its own, from which no way leads to the service."""
        return _WAY.sub("<a>", self.svg)


def drawing_of(picture: Picture, language: Language) -> Drawing:
    """The wide scene of a picture."""
    return Drawing(getattr(picture.title, language), getattr(picture.subtitle, language), language, svg_of(picture, language))


def printed(drawing: Drawing, form: Printed) -> bytes:
    """A drawing as a PNG of twice its size, or as a PDF of one page A4 with its title.

    Raises:
        NoPrinter: typst is not installed, or the machine has no font with Chinese characters.
    """
    drawing = drawing.on_paper if form == "pdf" else drawing
    font, (wide, high) = chinese_font(), drawing.size
    import typst  # noqa: PLC0415  # large, and not everybody has it

    given = {"svg": drawing.alone()}
    if form == "png":
        finest = _POINTS * (_PIXELS / (wide * high)) ** 0.5
        return _made(typst.compile(_PNG, format="png", ppi=min(_TWICE, finest), sys_inputs=given))
    given |= {"title": drawing.title, "words": drawing.words, "lang": drawing.language}
    given |= {"font": font, "wide": "yes" if wide > high else "no"}
    return _made(typst.compile(_PDF, format="pdf", sys_inputs=given))


def _made(found: bytes | list[bytes] | None) -> bytes:
    assert isinstance(found, bytes), "one page, and no file to write it to"
    return found


@cache
def chinese_font() -> str:
    """A family of fonts with Chinese characters."""
    try:
        from typst import Fonts  # noqa: PLC0415
    except ImportError:
        raise NoPrinter("typst is not installed: pip install 'sister-city-graph[pictures]'") from None
    return chinese_among(Fonts().families())


def chinese_among(families: Iterable[str]) -> str:
    """The first of these families of fonts that has Chinese characters.

    Raises:
        NoPrinter: none has.
    """
    found = next(filter(_CHINESE.search, families), None)
    if found is None:
        raise NoPrinter("no font has Chinese characters: install one, such as Debian's fonts-noto-cjk or fonts-wqy-microhei")
    return found
