"""Pictures without a script: everything that the scene holds is drawn, names are text, none stands on another."""

import re
from collections import Counter
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from graph_service.metrics.neighbourhood import neighbourhood
from graph_service.metrics.selection import select
from graph_service.pages.labels import labels_of
from graph_service.pages.lettering import Label, width_of
from graph_service.pages.picture import Picture
from graph_service.pages.place import place_picture
from graph_service.pages.place_parts import surroundings
from graph_service.pages.sheets import EDGE
from graph_service.pages.svg import sheets_of, svg_of
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Language
from tests.drawing import agreement, place, snapshot, stored_before
from tests.pages.pages import DUTCH, SHANGHAI, cluster, dutch, full

SVG = "{http://www.w3.org/2000/svg}"
JAPAN = cluster(SHANGHAI, "shanghai", "japan")
NETHERLANDS = cluster(DUTCH, "jiangsu", "netherlands")
LARGE, LARGER = (cluster(full(grapes), "jiangsu", "netherlands") for grapes in (50, 55))


def around(found: Snapshot, place_id: str, depth: int = 1) -> Picture:
    selection = select(found)
    return place_picture(
        surroundings(found, neighbourhood(found, place_id, depth, selection, 1000), selection), selection, past=False
    )


PICTURES = {"japan": JAPAN, "netherlands": NETHERLANDS, "nanjing": around(DUTCH, "nanjing", 2)}
every_picture = pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)


@every_picture
def test_every_place_and_every_agreement_is_drawn_once(picture: Picture) -> None:
    root = ET.fromstring(svg_of(picture, "zh"))
    twigs = sum(len(box.twigs) for box in picture.scene.boxes)
    assert len(root.findall(f".//{SVG}g")) == len(picture.scene.dots)
    assert len(root.findall(f".//{SVG}polyline")) == len(picture.scene.lines) + twigs


@every_picture
@pytest.mark.parametrize("language", ["zh", "en"])
def test_who_cannot_see_it_is_told_its_title_and_what_it_says(picture: Picture, language: str) -> None:
    root = ET.fromstring(svg_of(picture, language))
    assert (root.get("role"), root.get("lang")) == ("img", language)
    assert root.findtext(f"{SVG}title") == getattr(picture.title, language)
    assert root.findtext(f"{SVG}desc") == getattr(picture.subtitle, language)


def box_of(label: Label) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a label."""
    wide = max(width_of(row, label.size) for row in label.rows)
    top = label.y - label.step / 2
    return label.x - wide / 2, top, label.x + wide / 2, top + label.step * len(label.rows)


@every_picture
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_name_stands_on_another(picture: Picture, language: str) -> None:
    boxes = [box_of(label) for label in labels_of(picture.scene, language)]
    assert boxes
    for position, (left, top, right, bottom) in enumerate(boxes):
        for left_2, top_2, right_2, bottom_2 in boxes[:position]:
            assert left >= right_2 or left_2 >= right or top >= bottom_2 or top_2 >= bottom


def test_names_that_find_room_are_those_of_the_most_linked_places() -> None:
    labels = {"".join(label.rows) for label in labels_of(JAPAN.scene, "en")}
    assert {"osaka", "yao", "yokohama"} <= labels


def test_a_long_name_is_broken_between_words_and_ends_after_three_rows() -> None:
    records = [*dutch(), place("far", "city", "NL", "north-brabant"), agreement("nanjing", "far", "formal 2001")]
    long = "a very long name of a town on the banks of a very long river that nobody ever heard of"
    named = [
        place("far", "city", "NL", "north-brabant", names=type(record.names)(en=long)) if record.id == "far" else record
        for record in records
    ]
    (found,) = (
        label
        for label in labels_of(cluster(snapshot(named), "jiangsu", "netherlands").scene, "en")
        if label.rows[0].startswith("a very")
    )
    assert len(found.rows) == 3
    assert found.rows[-1].endswith("…")


@pytest.mark.parametrize("narrow", [False, True])
def test_a_name_too_long_for_its_pill_is_shortened_not_squeezed_and_its_title_is_whole(narrow: bool) -> None:
    long = "a very long name of a town on the banks of a very long river in a country that nobody heard of"
    named = [replace(record, names=type(record.names)(en=long)) if record.id == "jiangsu" else record for record in dutch()]
    found = stored_before(named)
    for picture in (around(found, "jiangsu"), cluster(found, "jiangsu", "netherlands")):
        scene = picture.narrow if narrow else picture.scene
        assert scene is not None
        root = ET.fromstring(svg_of(picture, "en", narrow=narrow))
        (pill,) = (group for group in root.findall(f".//{SVG}g") if (group.findtext(f"{SVG}title") or "").startswith(long))
        text = pill.findtext(f"{SVG}text") or ""
        assert text == long or (text.startswith("a very long name") and "…" in text)
        assert root.findall(".//*[@textLength]") == []
        assert float(pill.find(f"{SVG}rect").attrib["width"]) <= scene.width + 1  # type: ignore[union-attr]


def test_a_name_is_text_whatever_it_holds() -> None:
    hostile = '<script>alert(1)</script>" & \u0007'
    records = [*dutch(), place("far", "city", "NL", "north-brabant"), agreement("nanjing", "far", "formal 2001")]
    named = [
        place("far", "city", "NL", "north-brabant", names=type(record.names)(en=hostile)) if record.id == "far" else record
        for record in records
    ]
    text = svg_of(around(stored_before(named), "nanjing"), "en")
    assert "<script" not in text
    assert ET.fromstring(text) is not None


def test_the_same_picture_gives_the_same_bytes() -> None:
    assert svg_of(JAPAN, "zh") == svg_of(cluster(SHANGHAI, "shanghai", "japan"), "zh")


@pytest.mark.parametrize("picture", [LARGE, LARGER], ids=["50 grapes", "55 grapes"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_scene_for_paper_is_cut_into_sheets_through_no_mark_and_no_name(picture: Picture, language: str) -> None:
    scene = picture.paper
    assert scene is not None
    sheets = [ET.fromstring(sheet) for sheet in sheets_of(picture, language)]
    boxes = [tuple(map(int, (sheet.get("viewBox") or "").split())) for sheet in sheets]
    edges = [top + high for _, top, _, high in boxes]
    assert [top for _, top, _, _ in boxes[1:]] == edges[:-1]
    assert edges[-1] == scene.height - boxes[0][1]
    across, down = 785, 540  # points of a sheet A4 across between its margins
    assert max(high * across / wide for _, _, wide, high in boxes) <= down
    assert min(label.size * across / wide for label in labels_of(scene, language) for _, _, wide, _ in boxes[:1]) >= 8
    spans = [(top, bottom) for _, top, _, bottom in map(box_of, labels_of(scene, language))]
    spans += [(dot.y - 10, dot.y + 10) for dot in scene.dots]
    assert [(top, bottom, edge) for top, bottom in spans for edge in scene.breaks if top < edge < bottom] == []
    assert sum(len(sheet.findall(f".//{SVG}use")) for sheet in sheets) == len(sheets) - 1


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("place_id", ["Q8686", "Q16666", "Q64", "Q365"])
def test_every_partner_of_a_place_is_named_in_its_picture(seeds: Snapshot, place_id: str, language: Language) -> None:
    scene = around(seeds, place_id).scene
    named = Counter("".join(label.rows).replace(" ", "") for label in labels_of(scene, language))
    wanted = Counter(getattr(dot.label, language).replace(" ", "") for dot in scene.dots if dot.hops)
    assert wanted - named == Counter()
    assert not any("named" in text or "写出" in text for text in named)


def test_a_picture_that_cannot_name_every_place_says_how_many_it_names(seeds: Snapshot) -> None:
    scene = around(seeds, "Q8686", 2).scene
    ringed = [dot for dot in scene.dots if dot.hops]
    for language, words in (
        ("zh", r"([\d,]+)个地方中写出([\d,]+)个"),
        ("en", r"(?P<b>[\d,]+) of (?P<a>[\d,]+) places are named"),
    ):
        labels = list(labels_of(scene, language))
        told = re.match(words, labels[-1].rows[0])
        assert told is not None
        total, named = told.group(1, 2) if language == "zh" else told.group("a", "b")
        countries = sum(box.label is not None for box in scene.boxes)
        assert int(total.replace(",", "")) == len(ringed)
        assert len(labels) - 1 - countries <= int(named.replace(",", "")) < len(ringed)
        assert box_of(labels[-1])[3] <= scene.height + EDGE
