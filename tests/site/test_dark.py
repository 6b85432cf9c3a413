"""Pictures on a dark screen: their colours follow it, stay as far from its paper as they are from white, and print light."""

import re
from importlib.resources import files

import pytest
from fastapi.testclient import TestClient

from graph_service.pages.shades import DARK_PAPER, colours, contrast, dark_of
from tests.chromium import Visit

_WORDS, _MARKS = 4.5, 3.0  # the least contrast of text and of what must be seen (WCAG 2.2, 1.4.3 and 1.4.11)
_COLOUR = re.compile(r"#(?:[0-9a-f]{6}|[0-9a-f]{3})\b")


@pytest.mark.parametrize("colour", colours())
def test_a_colour_keeps_its_contrast_on_dark_paper(colour: str) -> None:
    light, dark = contrast(colour, "#ffffff"), contrast(dark_of(colour), DARK_PAPER)
    assert dark >= min(light, _WORDS) * 0.93
    for least in (_WORDS, _MARKS):
        if light >= least * 1.05:
            assert dark >= least * 0.93


@pytest.mark.parametrize("pale", ["#f3f7fa", "#f4f7fb", "#f8f9fb", "#fafbfc", "#f4f5f6"])
def test_what_is_nearly_white_is_nearly_dark_paper_and_no_brown_upon_its_blue(pale: str) -> None:
    red, green, blue = (int(dark_of(pale)[at : at + 2], 16) for at in (1, 3, 5))
    assert red < green < blue
    assert contrast(dark_of(pale), DARK_PAPER) < 1.2


def test_the_words_in_a_full_mark_can_be_read_in_the_dark_too() -> None:
    assert contrast(dark_of("#16324f"), dark_of("#ffffff")) > 7
    assert contrast(dark_of("#4d7c0f"), dark_of("#ffffff")) > _WORDS


def test_every_colour_of_a_drawing_or_a_canvas_has_a_shade(seeds_client: TestClient) -> None:
    """None stays as it is for want of a rule."""
    folder = files("graph_service.site")
    drawn = [folder.joinpath(name).read_text("utf-8") for name in ("world.js", "world_page.js", "network.js")]
    for address in ("/", "/views/cluster/Q16963/Q183", "/views/place/Q16666", "/views/home/Q16963", "/views/world"):
        body = seeds_client.get(f"{address}?lang=en").text.partition("<main")[2]
        drawn += re.findall(r'(?:fill|stroke)="(#[0-9a-f]+)"', body)
    used = {colour for text in drawn for colour in _COLOUR.findall(text)}
    assert len(used) > 20
    assert used <= set(colours())


def rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))})"


@pytest.mark.thorough
@pytest.mark.chromium
def test_pictures_and_the_canvas_are_dark_on_a_dark_screen_and_light_on_paper(visit_seeds: Visit) -> None:
    fill = "getComputedStyle(document.querySelector('main svg [fill=\"#fff\"]')).fill"
    for path in ("/views/cluster/Q16963/Q183", "/views/home/Q16963", "/views/place/Q16666?depth=2"):
        page = visit_seeds(path, color_scheme="dark").page
        assert page.evaluate(fill) == rgb(DARK_PAPER), path
        page.emulate_media(media="print")
        assert page.evaluate(fill) == "rgb(255, 255, 255)", path
    page = visit_seeds("/views/world", color_scheme="dark").page
    corner = "[...document.getElementById('map').getContext('2d').getImageData(2, 2, 1, 1).data].slice(0, 3).join(', ')"
    page.wait_for_selector("[data-drawn]")
    for scheme, paper in (("dark", rgb(DARK_PAPER)), ("light", "rgb(255, 255, 255)"), ("dark", rgb(DARK_PAPER))):
        drawn = page.locator("#map").get_attribute("data-drawn")
        page.emulate_media(color_scheme=scheme)
        if page.evaluate(corner) != paper[4:-1]:
            page.wait_for_selector(f"#map:not([data-drawn='{drawn}'])")
        assert f"rgb({page.evaluate(corner)})" == paper
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(corner) == "255, 255, 255"
    drawn = page.locator("#map").get_attribute("data-drawn")  # printing draws as well, at once
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.wait_for_selector(f"#map:not([data-drawn='{drawn}'])")
    assert f"rgb({page.evaluate(corner)})" == rgb(DARK_PAPER)
