"""What the picture of a cluster shows, and how it tells one thing from another."""

import pytest

from graph_service.errors import NotFound, WrongKind
from graph_service.metrics.selection import Selection
from graph_service.pages.cluster import MAX_SPARE
from graph_service.pages.marks import BOXES, DOTS, LINES
from graph_service.pages.sheets import EDGE
from graph_service.snapshot import Snapshot
from tests.drawing import agreement, place, shanghai_in_japan, snapshot
from tests.pages.pages import DUTCH, SHANGHAI, TODAY, WITH_EXCHANGE, cluster, cluster_page, dot, dutch, line

JAPAN = cluster(SHANGHAI, "shanghai", "japan")
NETHERLANDS = cluster(DUTCH, "jiangsu", "netherlands")
REGION_UNKNOWN = "Of some partners only the country or area is on record, not the region."


def legend(picture) -> dict[str, int]:
    return {entry.mark: entry.count for entry in picture.legend}


def test_every_agreement_is_one_line() -> None:
    assert len(JAPAN.scene.lines) == 7
    assert len(NETHERLANDS.scene.lines) == 6


def test_the_stem_is_the_thickest_line_and_leads_from_the_home_to_the_region() -> None:
    stem = line(JAPAN, "shanghai", "osaka-prefecture")
    assert (stem.source, stem.role, stem.mark) == ("home", "stem", "stem-formal")
    assert max(mark.width for mark in LINES.values()) == LINES["stem-formal"].width


def test_grapes_are_marked_by_class() -> None:
    assert [dot(JAPAN, city).mark for city in ("osaka", "yao", "yokohama")] == ["A", "A", "B"]
    assert legend(JAPAN)["A"] == 5
    assert legend(JAPAN)["B"] == 1


def test_a_grape_in_a_country_without_stem_is_c_and_in_a_city_state_d() -> None:
    records = [
        *dutch(),
        place("singapore", "country", "SG", levels=("country", "province", "city")),
        agreement("nanjing", "singapore", "formal 2008"),
    ]
    found = snapshot(records)
    assert dot(cluster(found, "jiangsu", "nepal"), "kathmandu").mark == "C"
    assert dot(cluster(found, "jiangsu", "singapore"), "singapore").mark == "D"


def test_every_class_has_a_shape_and_a_colour_of_its_own() -> None:
    classes = [DOTS[name] for name in "ABCD"]
    assert len({mark.shape for mark in classes}) == 4
    assert len({mark.fill for mark in classes}) == 4


def test_home_units_are_squares_and_partners_never_are() -> None:
    assert {DOTS[name].shape for name in DOTS if name.startswith("unit-")} == {"square"}
    assert "square" not in {DOTS[name].shape for name in (*"ABCD", "trunk", "exchange", "planned", "head")}


def test_planned_is_grey() -> None:
    planned = line(NETHERLANDS, "taizhou", "oss")
    grey = DOTS["planned"].stroke
    assert (planned.mark, planned.status, planned.role) == ("planned", "planned", "beside")
    assert LINES["planned"].stroke == LINES["stem-planned"].stroke == grey
    assert len({grey[1:3], grey[3:5], grey[5:7]}) == 3
    assert max(int(grey[i : i + 2], 16) for i in (1, 3, 5)) - min(int(grey[i : i + 2], 16) for i in (1, 3, 5)) < 32


def test_exchange_is_dashed_and_stands_beside_the_count() -> None:
    beside = line(NETHERLANDS, "suzhou", "breda")
    assert (beside.mark, beside.role) == ("exchange", "beside")
    assert LINES["exchange"].dash
    assert dot(NETHERLANDS, "breda").mark == "exchange"


def test_exchange_chosen_as_a_kind_gets_its_class_and_stays_dashed() -> None:
    picture = cluster(DUTCH, "jiangsu", "netherlands", WITH_EXCHANGE)
    counted = line(picture, "suzhou", "breda")
    assert (counted.mark, counted.role) == ("exchange", "A")
    assert len(picture.scene.lines) == 6


def test_what_stands_beside_the_count_is_counted_apart() -> None:
    beside = NETHERLANDS.figures[-1]
    assert beside.parts is not None
    assert (beside.value, beside.parts.en) == ("2", "exchange 1 · planned 1")
    chosen = cluster(DUTCH, "jiangsu", "netherlands", WITH_EXCHANGE).figures[-1]
    assert chosen.parts is not None
    assert (chosen.value, chosen.parts.en) == ("1", "exchange 0 · planned 1")


def test_unclassified_is_thinner_than_formal_and_the_legend_says_so() -> None:
    assert line(NETHERLANDS, "kunshan", "tilburg").mark == "unclassified"
    assert LINES["unclassified"].width < LINES["formal"].width
    assert LINES["stem-unclassified"].width < LINES["stem-formal"].width
    words = next(entry.words for entry in NETHERLANDS.legend if entry.mark == "unclassified")
    assert (words.zh, words.en) == ("未分类（细线）", "unclassified (thin)")


def test_the_headline_shows_the_number_of_unclassified_beside_it() -> None:
    assert NETHERLANDS.subtitle.en.startswith(
        "4 agreements on record (1 of them unclassified) · 1 stem · 3 grapes · as of 21 November 2026"
    )
    assert NETHERLANDS.subtitle.zh.startswith("在册4对协议（其中未分类1对）· 主茎1条 · 葡萄3颗 · 截至2026年11月21日")


def test_the_strength_comes_with_every_term() -> None:
    (strength,) = (figure for figure in JAPAN.figures if figure.words.zh.startswith("葡萄串（集群）强度"))
    assert strength.value == "80.5"
    assert strength.parts is not None
    assert strength.parts.en == "stem 35.0/35 · grapes 21.8/30 · tiers 20.0/20 · units 3.8/15"


def test_units_without_a_grape_are_shown() -> None:
    spare = {found.place for found in NETHERLANDS.scene.dots if found.mark == "unit-spare"}
    assert len(spare) == 13 - 3
    assert "wuxi" not in spare


def test_very_many_units_without_a_grape_are_counted_and_not_drawn() -> None:
    many = [place(f"town{i:02}", "city", "CN", "jiangsu") for i in range(MAX_SPARE)]
    picture = cluster(snapshot([*dutch(), *many]), "jiangsu", "netherlands")
    assert "unit-spare" not in {found.mark for found in picture.scene.dots}
    assert "50 tier-2 units without a grape on record here are not drawn." in [note.en for note in picture.notes]
    assert "另有50个市级单位在册无果，未画出。" in [note.zh for note in picture.notes]


def test_a_county_is_shown_with_the_city_it_lies_in() -> None:
    within = dot(NETHERLANDS, "kunshan").within
    assert within is not None
    assert within.en == "suzhou"


def test_an_unnamed_unit_looks_unlike_a_named_one() -> None:
    picture = cluster(DUTCH, "jiangsu", "brunei")
    assert dot(picture, "jiangsu-unnamed").mark == "unit-unnamed"
    assert DOTS["unit-unnamed"].dash


def test_a_bare_stem_is_said_aloud() -> None:
    (box,) = (found for found in cluster(DUTCH, "jiangsu", "vaud").scene.boxes if found.mark == "bare")
    assert box.label is not None
    assert box.label.zh.startswith("空茎")
    assert BOXES["bare"].dash


def test_an_agreement_of_the_province_with_a_plain_city_is_a_trunk_and_no_grape() -> None:
    found = snapshot(
        [*dutch(), agreement("jiangsu", "oss-town", "formal 2001"), place("oss-town", "city", "NL", "north-brabant")]
    )
    picture = cluster(found, "jiangsu", "netherlands")
    assert (line(picture, "jiangsu", "oss-town").role, dot(picture, "oss-town").mark) == ("trunk", "trunk")
    assert legend(picture)["trunk"] == 1


def test_a_stem_outside_the_region_asked_for_still_carries_its_grapes() -> None:
    records = [place("meierij", "province", "NL", "north-brabant"), place("vught", "city", "NL", "meierij")]
    found = snapshot([*dutch(), *records, agreement("suqian", "vught", "formal 2003")])
    picture = cluster(found, "jiangsu", "meierij")
    assert line(picture, "jiangsu", "north-brabant").role == "stem"
    assert dot(picture, "vught").mark == "A"


def test_a_region_with_an_exchange_agreement_only_is_no_stem() -> None:
    found = snapshot([*dutch(), agreement("jiangsu", "utrecht-province", "exchange 2001")])
    picture = cluster(found, "jiangsu", "utrecht-province")
    assert (line(picture, "jiangsu", "utrecht-province").mark, picture.scene.boxes[0].mark) == ("stem-exchange", "stemless")
    assert next(found.mark for found in picture.scene.dots if found.place == "utrecht-province") == "head-exchange"
    assert dot(picture, "utrecht").mark == "B"


def test_partners_without_a_recorded_region_hang_in_a_box_that_says_so() -> None:
    (box,) = (found for found in cluster(DUTCH, "jiangsu", "nepal").scene.boxes if found.mark == "stemless")
    assert box.label is not None
    assert (box.label.zh, box.label.en) == ("nepal·省州未录", "nepal, region unknown")
    assert REGION_UNKNOWN in [note.en for note in cluster(DUTCH, "jiangsu", "nepal").notes]
    assert REGION_UNKNOWN not in [note.en for note in NETHERLANDS.notes]


def test_a_cluster_without_anything_says_so_and_keeps_its_legend() -> None:
    picture = cluster(SHANGHAI, "shanghai", "japan", Selection(TODAY.as_of.replace(year=1970)))
    assert picture.scene.lines == ()
    assert picture.empty is not None
    assert picture.empty.en == "Under this selection shanghai has no agreement with japan on record, and none is planned."
    assert {"A", "B", "C", "D", "stem-formal", "formal", "unclassified", "exchange", "planned"} <= legend(picture).keys()
    assert JAPAN.empty is None
    assert REGION_UNKNOWN not in [note.en for note in picture.notes]


def test_dates_that_are_unknown_or_inferred_are_said_aloud() -> None:
    notes = [note.en for note in NETHERLANDS.notes]
    assert "1 agreement without a signing date: known to exist and counted as signed." in notes
    vaud = cluster(DUTCH, "jiangsu", "vaud")
    assert "A date marked * is inferred from the words of its source." in [note.en for note in vaud.notes]
    assert dot(vaud, "vaud").note == "2017*"


def test_a_dormant_agreement_is_said_aloud() -> None:
    asleep = snapshot([*dutch(), agreement("taizhou", "utrecht", "formal 1999; dormant 2010")])
    picture = cluster(asleep, "jiangsu", "netherlands")
    assert line(picture, "taizhou", "utrecht").status == "dormant"
    assert "1 agreement dormant, drawn fainter." in [note.en for note in picture.notes]


def test_an_agreement_that_may_have_been_signed_by_then_is_named_and_not_drawn() -> None:
    picture = cluster(DUTCH, "jiangsu", "brunei", Selection(TODAY.as_of.replace(year=2017)))
    assert picture.scene.lines == ()
    assert any(note.en.startswith("1 agreement may have been signed by then") for note in picture.notes)


def test_a_phone_sees_the_same_agreements() -> None:
    assert NETHERLANDS.narrow is not None
    assert [found.role for found in NETHERLANDS.narrow.lines] == [found.role for found in NETHERLANDS.scene.lines]
    assert NETHERLANDS.narrow.width == 372


def test_the_order_of_the_rows_changes_nothing() -> None:
    assert cluster(snapshot(reversed(shanghai_in_japan())), "shanghai", "japan") == JAPAN


@pytest.mark.parametrize(
    ("home", "partner", "error"),
    [("nowhere", "japan", NotFound), ("shanghai", "nowhere", NotFound), ("jiading", "japan", WrongKind)],
)
def test_errors_of_the_question_pass_through(home: str, partner: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        cluster_page(SHANGHAI, home, partner)


@pytest.mark.parametrize("country", ["Q183", "Q30"])
def test_the_vine_to_a_second_row_of_stems_stays_within_the_picture_at_its_full_width(seeds: Snapshot, country: str) -> None:
    picture = cluster(seeds, "Q16963", country)
    for scene in filter(None, (picture.scene, picture.narrow)):
        across = [point.x for line in scene.lines if line.stem for point in line.via]
        assert min(across) - 4 >= -EDGE
        assert max(across) + 4 <= scene.width + EDGE


def test_a_year_that_sources_contest_is_marked_and_explained(seeds: Snapshot) -> None:
    found = []
    for partner in ("Q183", "Q17", "Q30", "Q142", "Q145"):
        picture = cluster(seeds, "Q16963", partner, Selection(seeds.today))
        contested = [line for line in picture.scene.lines if line.also]
        assert any("?" in note.en for note in picture.notes) == bool(contested)
        found += contested
    assert found
