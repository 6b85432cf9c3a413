"""Sheets of paper: whatever cluster is printed, its letters can be read."""

import pytest

from graph_service.metrics.clusters import cluster_in, clusters_of
from graph_service.metrics.selection import Selection
from graph_service.metrics.vine import vine_of
from graph_service.pages.cluster import cluster_picture
from graph_service.pages.labels import labels_of
from graph_service.pages.picture import Picture
from graph_service.pages.sheets import EDGE, fills_a_sheet, is_cut, is_whole
from graph_service.pages.svg import sheets_of
from graph_service.snapshot import Snapshot
from tests.pages.pages import WEIGHTS

ACROSS, WHOLE, TITLED, FILLED, BELOW = (
    785,
    807,
    526,
    460,
    405,
)  # points of a sheet A4 across: its width, its height, below a short and a long head


def points(picture: Picture) -> float:
    """How many points a pixel of a picture takes on its sheets."""
    scene = picture.paper if is_cut(picture) else picture.scene
    assert scene is not None
    if is_cut(picture) and is_whole(scene):
        return min(WHOLE / (scene.width + 2 * EDGE), TITLED / (scene.height + 2 * EDGE))
    across = ACROSS / (scene.width + 2 * EDGE)
    return across if is_cut(picture) else min(across, (FILLED if fills_a_sheet(picture) else BELOW) / (scene.height + 2 * EDGE))


@pytest.mark.parametrize("home", ["Q16963", "Q1198", "Q130290"])
def test_no_letter_of_any_printed_cluster_is_smaller_than_six_points(seeds: Snapshot, home: str) -> None:
    vine = vine_of(seeds, home, Selection(seeds.today))
    small = []
    for cluster in clusters_of(vine, WEIGHTS):
        picture = cluster_picture(vine, cluster)
        scene = (picture.paper if is_cut(picture) else None) or picture.scene
        letters = [label for language in ("zh", "en") for label in labels_of(scene, language)]
        small += [label.rows for label in letters if label.size * points(picture) < 6]
    assert small == []


@pytest.mark.parametrize(("partner", "grapes"), [("Q30", 33), ("Q17", 30), ("Q884", 24)])
def test_a_cluster_of_twenty_grapes_and_more_stands_on_one_sheet(seeds: Snapshot, partner: str, grapes: int) -> None:
    vine = vine_of(seeds, "Q16963", Selection(seeds.today))
    picture = cluster_picture(vine, cluster_in(vine, seeds.places[partner], WEIGHTS))
    assert sum(line.role in "ABCDU" for line in picture.scene.lines if line.role) > grapes - 10
    assert len(list(sheets_of(picture, "zh"))) <= 1
