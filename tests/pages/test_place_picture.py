"""What the picture of a place's network shows."""

from graph_service.metrics.selection import Selection
from graph_service.pages.labels import labels_of
from graph_service.pages.lettering import width_of
from graph_service.pages.marks import DOTS
from graph_service.pages.place import MAX_NARROW
from graph_service.snapshot import Snapshot
from tests.drawing import agreement, place, snapshot
from tests.pages.pages import DUTCH, SHANGHAI, TODAY, dot, dutch, line, network


def star(partners: int):
    """One city with so many partners in five countries."""
    countries = [place(f"country{i}", "country", f"X{letter}", lon=40.0 * i - 80, lat=0.0) for i, letter in enumerate("ABCDE")]
    cities = [place(f"city{i:04}", "city", f"X{'ABCDE'[i % 5]}", f"country{i % 5}") for i in range(partners)]
    centre = [place("china", "country", "CN"), place("centre", "city", "CN", "china")]
    return snapshot([*countries, *cities, *centre, *(agreement("centre", city.id) for city in cities)])


def test_the_centre_and_its_partners_are_drawn_with_their_agreements() -> None:
    picture = network(SHANGHAI, "shanghai")
    assert {found.id for found in picture.scene.dots} == {"shanghai", "osaka", "osaka-prefecture", "yokohama"}
    assert len(picture.scene.lines) == 3


def test_the_level_gives_the_shape_and_the_distance_the_colour() -> None:
    assert DOTS[dot(network(SHANGHAI, "shanghai"), "osaka-prefecture").mark].shape == "diamond"
    assert DOTS["city-1"].shape == DOTS["city-2"].shape == "circle"
    assert len({DOTS[f"city-{hops}"].fill for hops in (1, 2, 3)}) == 3


def test_countries_stand_from_west_to_east() -> None:
    named = [box.label.en for box in network(star(10), "centre").scene.boxes if box.label]
    assert named == [*(f"country{i}" for i in range(5))]


def test_planned_and_exchange_agreements_of_the_centre_stand_beside_it() -> None:
    picture = network(DUTCH, "taizhou")
    assert (line(picture, "taizhou", "oss").mark, dot(picture, "oss").mark) == ("planned", "ring-planned")
    assert line(network(DUTCH, "suzhou"), "suzhou", "breda").mark == "exchange"
    assert picture.subtitle.en.startswith("0 agreements of its own on record (0 of them unclassified)")


def test_a_partner_beside_the_count_stands_as_such_however_near_it_is_by_what_counts() -> None:
    further = snapshot([*dutch(), agreement("taizhou", "utrecht", "formal 1999"), agreement("utrecht", "oss", "formal 2001")])
    for depth in (1, 2, 3):
        picture = network(further, "taizhou", depth=depth)
        assert (dot(picture, "oss").mark, dot(picture, "oss").hops) == ("ring-planned", 1)
        counts = {entry.mark: entry.count for entry in picture.legend}
        further_away = sum(found.hops == 2 for found in picture.scene.dots)
        assert (counts["ring-planned"], counts.get("city-2", 0)) == (1, further_away)


def test_a_place_further_away_that_is_drawn_as_beside_the_count_is_told_for_the_legend_counts_it_so() -> None:
    further = snapshot([*dutch(), agreement("taizhou", "utrecht", "formal 1999"), agreement("utrecht", "oss", "formal 2001")])
    picture = network(further, "taizhou", depth=2)
    (note,) = [note for note in picture.notes if "further away" in note.en]
    assert note.en.startswith("1 place further away also has an agreement with the centre beside the count")
    assert note.zh.startswith("更远的地方中有1个与中心另有不计数的协议")
    assert not [note for note in network(DUTCH, "taizhou", depth=2).notes if "further away" in note.en]


def test_the_headline_counts_direct_partners_in_pairs_and_what_lies_around_them() -> None:
    assert network(SHANGHAI, "shanghai").subtitle.zh.startswith("直接友城3对（在册，其中未分类")
    further = snapshot([*dutch(), agreement("taizhou", "utrecht", "formal 1999"), agreement("suzhou", "utrecht", "formal 2001")])
    assert network(further, "taizhou", depth=2).subtitle.zh.startswith(
        "直接友城1对（在册，其中未分类0对；另有2对在周围的地方之间）"
    )


def test_what_lies_inside_the_own_state_is_told_apart_from_partners_abroad() -> None:
    """Oss is Dutch as Utrecht is; Hong Kong is of the state of Suzhou."""
    area = [place("hk", "country", "HK", levels=("country", "province"), area_of="CN"), place("sha-tin", "city", "HK", "hk")]
    mixed = snapshot([*dutch(), *area, agreement("suzhou", "sha-tin"), agreement("utrecht", "oss", "formal 2001")])
    for centre in ("suzhou", "utrecht"):
        picture = network(mixed, centre)
        assert "1 inside its own state, which no count of partners abroad holds" in picture.subtitle.en
        assert "1对在本国（含所属地区），不计入对外友城" in picture.subtitle.zh
    assert "inside its own state" not in network(DUTCH, "taizhou").subtitle.en


def test_an_ended_agreement_is_not_drawn() -> None:
    ended = snapshot([*dutch(), agreement("taizhou", "utrecht", "formal 1999; terminated 2010")])
    assert {found.id for found in network(ended, "taizhou").scene.dots} == {"taizhou", "oss"}


def test_a_dormant_agreement_is_said_aloud() -> None:
    asleep = snapshot([*dutch(), agreement("taizhou", "utrecht", "formal 1999; dormant 2010")])
    assert "1 agreement dormant, drawn fainter." in [note.en for note in network(asleep, "taizhou").notes]


def test_an_inferred_date_is_said_aloud() -> None:
    assert "A date marked * is inferred from the words of its source." in [note.en for note in network(DUTCH, "vaud").notes]


def test_a_picture_that_leaves_places_out_says_how_many() -> None:
    picture = network(star(30), "centre", limit=11)
    assert len(picture.scene.dots) == 11
    assert picture.notes[0].en == "11 of 31 places shown: the nearest first; choose a smaller depth to see all."
    assert picture.notes[0].zh.startswith("共31个地方，只画出最近的11个")


def test_a_picture_that_leaves_nothing_out_says_nothing_of_it() -> None:
    assert not any("shown" in note.en for note in network(star(30), "centre").notes)


def test_a_place_without_agreements_says_so() -> None:
    picture = network(DUTCH, "yangzhou")
    assert picture.empty is not None
    assert picture.empty.en == "Under this selection yangzhou has no agreement on record."
    assert len(picture.scene.dots) == 1


def test_the_legend_is_the_same_whatever_is_drawn() -> None:
    empty, full = network(DUTCH, "yangzhou"), network(SHANGHAI, "shanghai")
    assert [entry.mark for entry in empty.legend] == [entry.mark for entry in full.legend]


def test_a_phone_gets_a_picture_of_its_own_while_names_have_room() -> None:
    assert network(star(10), "centre").narrow is not None
    assert network(star(MAX_NARROW + 1), "centre").narrow is None


def test_a_layer_chosen_is_named() -> None:
    assert "layer home" in network(SHANGHAI, "shanghai", selection=Selection(TODAY.as_of, layer="home")).subtitle.en


def test_on_a_wide_screen_no_name_lies_on_the_mark_of_another_place(seeds: Snapshot) -> None:
    scene = network(seeds, "Q16963").scene
    for label in labels_of(scene, "en"):
        wide, high = max(width_of(row, label.size) for row in label.rows) / 2, label.step * len(label.rows)
        top = label.y - label.step / 2
        under = [dot for dot in scene.dots if dot.hops and abs(dot.x - label.x) < wide and top < dot.y < top + high]
        assert under == [], label.rows
