"""What a page writes on its canvases, as a reader sees it: told by the browser itself, whatever the script holds of it."""

from itertools import combinations
from typing import NamedTuple

from playwright.sync_api import Page

# From now on each text that is written and each colour that a mark is filled with on a canvas is noted; a canvas that is cleared
# begins anew.
_NOTE = """() => {
    const pen = CanvasRenderingContext2D.prototype, { fillText, fill, clearRect } = pen;
    window.noted = { texts: [], fills: [] };
    pen.fillText = function (text, x, y) {
        const at = this.getTransform(), size = this.measureText(text);
        noted.texts.push([text, at.e + at.a * (x - size.actualBoundingBoxLeft), at.f + at.d * (y - size.actualBoundingBoxAscent),
            at.a * (size.actualBoundingBoxLeft + size.actualBoundingBoxRight),
            at.d * (size.actualBoundingBoxAscent + size.actualBoundingBoxDescent), this.canvas.isConnected]);
        return fillText.call(this, text, x, y);
    };
    pen.fill = function (...how) {
        if (!this.canvas.isConnected) noted.fills.push(this.fillStyle);
        return fill.apply(this, how);
    };
    pen.clearRect = function (...box) { noted.texts = []; return clearRect.apply(this, box); };
}"""


class Written(NamedTuple):
    """A text on a canvas and the box of its ink, in pixels of the canvas; whether that is one of the page."""

    text: str
    left: float
    top: float
    wide: float
    high: float
    front: bool


def note(page: Page) -> None:
    """Begin to note what is drawn."""
    page.evaluate(_NOTE)


def forget(page: Page) -> None:
    """What was drawn until now is nothing to what follows."""
    page.evaluate("noted.texts = [], noted.fills = []")


def written(page: Page) -> list[Written]:
    """The texts that were written since, each once however often the picture was drawn."""
    return list(dict.fromkeys(Written(*found) for found in page.evaluate("noted.texts")))


def filled(page: Page) -> list[str]:
    """The colours of the marks that were painted since, one for each."""
    found: list[str] = page.evaluate("noted.fills")
    return found


def collisions(texts: list[Written]) -> list[tuple[str, str]]:
    """Each two texts of which one lies upon the other."""
    return [(one.text, other.text) for one, other in combinations(texts, 2) if _meet(one, other)]


def _meet(one: Written, other: Written) -> bool:
    across = one.left < other.left + other.wide and other.left < one.left + one.wide
    return across and one.top < other.top + other.high and other.top < one.top + one.high
