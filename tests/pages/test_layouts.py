"""Where things stand: nothing on top of anything else, whatever is drawn."""

import math
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.pages.cluster_layout import CELL, Bunch, Rung, blocks_of
from graph_service.pages.cluster_positions import hang
from graph_service.pages.place_layout import rings

RUNGS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 8)), max_size=14, unique=True)
BUNCHES = st.lists(st.tuples(st.booleans(), RUNGS), min_size=1, max_size=9).map(
    lambda drawn: [
        Bunch(f"r{i}", stemmed, tuple(Rung(f"u{unit}", f"p{partner}") for unit, partner in rungs), frozenset({"p0", "p1"}))
        for i, (stemmed, rungs) in enumerate(drawn)
    ]
)
WIDTHS = st.sampled_from([None, 372])


def box(outline):
    xs, ys = [corner.x for corner in outline], [corner.y for corner in outline]
    return min(xs), min(ys), max(xs), max(ys)


def apart(a, b) -> bool:
    return a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


@given(BUNCHES, st.integers(0, 20), WIDTHS)
def test_boxes_never_overlap_and_stay_inside_the_picture(bunches, spare, width) -> None:
    hanging = hang(bunches, spare, width)
    boxes = [box(hung.outline) for hung in hanging.hung]
    boxes += [box(hanging.spare_outline)] if spare else []
    assert all(apart(boxes[i], boxes[j]) for i in range(len(boxes)) for j in range(i))
    assert all(left >= 0 and right <= hanging.width and top > 0 and low <= hanging.height for left, top, right, low in boxes)


@given(BUNCHES, WIDTHS)
def test_every_partner_and_unit_stands_in_its_box_with_a_cell_of_its_own(bunches, width) -> None:
    for hung in hang(bunches, 0, width).hung:
        left, top, right, low = box(hung.outline)
        for row in (hung.partners, hung.units):
            assert all(left < spot.at.x < right and top < spot.at.y < low for spot in row)
            rows = sorted((spot.at.y, spot.at.x) for spot in row)
            assert all(b[1] - a[1] >= CELL - 1 for a, b in pairwise(rows) if a[0] == b[0])


@given(BUNCHES, WIDTHS)
def test_every_rung_joins_its_unit_and_its_partner(bunches, width) -> None:
    for bunch, hung in zip(bunches, hang(bunches, 0, width).hung, strict=True):
        units = {spot.key: spot.place for spot in hung.units}
        partners = {spot.key: spot.place for spot in hung.partners}
        assert [Rung(units[unit], partners[partner]) for unit, partner in hung.ends] == list(bunch.rungs)


@given(RUNGS, st.integers(1, 5))
def test_no_block_is_wider_than_allowed_and_none_loses_a_rung(pairs, widest) -> None:
    rungs = [Rung(f"u{unit}", f"p{partner}") for unit, partner in pairs]
    blocks = blocks_of(rungs, widest)
    assert all(1 <= block.cells <= widest for block in blocks)
    assert sorted(number for block in blocks for number in block.rungs) == list(range(len(rungs)))


def test_the_vine_leads_to_stems_only_and_to_lower_shelves_along_the_side() -> None:
    rungs = tuple(Rung(f"u{i}", f"p{i}") for i in range(3))
    hanging = hang([Bunch(f"r{i}", i < 2, rungs) for i in range(3)], 0, 372)
    first, second, third = hanging.hung
    assert len(first.vine) == 2
    assert second.vine[1].x < 0
    assert third.vine == ()


@pytest.mark.parametrize(("width", "rows"), [(None, [5]), (372, [2, 3])])
def test_units_to_spare_stand_beside_each_other_as_long_as_there_is_room(width, rows) -> None:
    hanging = hang([Bunch("r", True, (Rung("u", "p"),), frozenset())], 5, width)
    assert sorted(Counter(at.y for at in hanging.spare).values()) == rows


def test_the_box_of_units_to_spare_stands_beside_the_last_boxes_where_it_has_room() -> None:
    bunches = [Bunch(f"r{i}", False, (Rung("u", f"p{i}"),), least=(360, 0)) for i in range(3)]
    hanging = hang(bunches, 1, 800)
    tops = [hung.outline[0].y for hung in hanging.hung]
    assert tops[0] == tops[1] < tops[2] == hanging.spare_outline[0].y
    assert box(hanging.hung[-1].outline)[3] == hanging.height


def test_rows_are_as_high_as_the_names_of_their_shelf_need() -> None:
    short, long = (
        Bunch(key, False, (Rung("u", "p"),), least=(360, 0), names=rows) for key, rows in (("s", (1, 1)), ("l", (2, 3)))
    )
    heights = [
        bottom - top for _, top, _, bottom in (box(hung.outline) for hung in hang([short, short, short, long], 0, 800).hung)
    ]
    assert heights[0] == heights[1] < heights[2] == heights[3]


def test_twigs_lead_to_what_hangs_on_the_stem_and_to_nothing_else() -> None:
    (hung,) = hang([Bunch("r", True, (Rung("u1", "p1"), Rung("u2", "p2")), frozenset({"p2"}))], 0).hung
    ends = {twig[-1].x for twig in hung.twigs}
    at = {spot.place: spot.at.x for spot in hung.partners}
    assert at["p2"] in ends
    assert at["p1"] not in ends


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 7)), min_size=1, max_size=300))
def test_no_two_places_of_a_network_share_a_spot(places) -> None:
    drawn = rings([hop for hop, _ in places], [sector for _, sector in places])
    assert len({*drawn.points, drawn.centre}) == len(places) + 1
    assert all(0 <= point.x <= drawn.width and 0 <= point.y <= drawn.height for point in drawn.points)


def test_nearer_places_stand_further_in() -> None:
    drawn = rings([1] * 20 + [2] * 40, [i % 4 for i in range(60)], stretch=1.0)
    radii = [math.dist(point, drawn.centre) for point in drawn.points]
    assert max(radii[:20]) < min(radii[20:])


def test_sectors_follow_each_other_from_west_to_east() -> None:
    drawn = rings([1, 1, 1, 1], [0, 1, 2, 3])
    xs = [point.x for point in drawn.points]
    assert max(xs[0], xs[1]) < drawn.centre.x < min(xs[2], xs[3])


def test_a_place_alone_is_drawn_in_the_middle() -> None:
    drawn = rings([], [])
    assert (drawn.points, drawn.outlines) == ((), ())
    assert drawn.centre == (drawn.width // 2, drawn.height // 2)
