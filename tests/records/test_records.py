"""Each record checks itself: what it refuses when it is read, and what it can tell about itself."""

from datetime import date
from typing import Any

import msgspec
import pytest

from graph_service.records.activity import Activity
from graph_service.records.agreement import Agreement, Stage, agreement_id
from graph_service.records.base import Names, Record, Source
from graph_service.records.claim import Claim
from graph_service.records.frame import Frame
from graph_service.records.mark import Mark
from graph_service.records.membership import Membership
from graph_service.records.organisation import Organisation
from graph_service.records.place import Place
from graph_service.records.plan import Plan
from graph_service.records.project import Project
from graph_service.records.registry import BY_PLURAL, PLURAL_OF, RECORD_TYPES
from graph_service.records.target import Target
from tests.drawing import agreement, place

COMMON = {"id": "x", "sources": [{"document": "d"}], "layer": "home"}
# The least that makes a record of each type.
LEAST: dict[type[Record], dict[str, Any]] = {
    Place: {"level": "city", "country": "CN"},
    Organisation: {"kind": "school"},
    Frame: {"kind": "plan"},
    Agreement: {"parties": ["a", "b"], "stages": [{"kind": "formal"}]},
    Membership: {"member": "a", "of": "b"},
    Activity: {"kind": "visit"},
    Plan: {"kind": "action_plan"},
    Target: {"owner": "a", "measure": "m", "minimum": 1},
    Project: {"kind": "park"},
    Claim: {"subject": "a", "measure": "m", "value": 95},
    Mark: {"home": "a", "state": "taken", "reason": "r", "who": "w"},
}


def read(cls: type[Record], **changes: Any) -> Record:
    """A record from plain values, checked as files are; a change to None leaves the field out."""
    plain = COMMON | LEAST[cls] | changes
    record = msgspec.convert({key: value for key, value in plain.items() if value is not None}, cls)
    record.check()
    return record


def refusal(cls: type[Record], **changes: Any) -> str:
    with pytest.raises(ValueError, match=r".") as caught:
        read(cls, **changes)
    return str(caught.value)


def test_the_least_records_stand_for_every_type() -> None:
    assert set(LEAST) == {kind.cls for kind in RECORD_TYPES}


def test_the_registry_finds_types_both_ways() -> None:
    assert {PLURAL_OF[kind.cls]: kind for kind in RECORD_TYPES} == BY_PLURAL


@pytest.mark.parametrize("cls", LEAST)
def test_the_least_record_is_accepted(cls: type[Record]) -> None:
    assert isinstance(read(cls), cls)


@pytest.mark.parametrize("cls", LEAST)
def test_what_a_record_does_not_say_is_neither_true_nor_zero(cls: type[Record]) -> None:
    fields = {field.name: getattr(read(cls), field.name) for field in msgspec.structs.fields(cls) if not field.required}
    unsaid = {name: value for name, value in fields.items() if name not in LEAST[cls]}
    words = {"names": Names(), "mechanism": "unknown", "qualifier": "exact"}
    assert {name for name, value in unsaid.items() if value not in (None, (), words.get(name)) and value is not False} == set()


@pytest.mark.parametrize("cls", LEAST)
@pytest.mark.parametrize("field", ["id", "sources", "layer"])
def test_no_record_goes_without_id_source_and_layer(cls: type[Record], field: str) -> None:
    assert f"missing required field `{field}`" in refusal(cls, **{field: None})


@pytest.mark.parametrize("cls", LEAST)
def test_no_record_has_an_empty_list_of_sources(cls: type[Record]) -> None:
    assert "$.sources" in refusal(cls, sources=[])


@pytest.mark.parametrize("cls", LEAST)
def test_a_misspelt_field_is_refused(cls: type[Record]) -> None:
    assert "unknown field `nmaes`" in refusal(cls, nmaes={})


@pytest.mark.parametrize(("cls", "field"), [(cls, field) for cls in LEAST for field in cls.DATES])
def test_a_bad_date_is_refused_by_the_name_of_its_field(cls: type[Record], field: str) -> None:
    name = {"from_": "from"}.get(field, field)
    assert refusal(cls, **{name: "2022-13"}).startswith(f"{name}: '2022-13' is no day of the calendar")


@pytest.mark.parametrize("record_id", ["", "a b", "a/b", "a?b", "a#b", "a|b", "a;b", "a,b", "a\n", "\n"])
def test_an_id_that_breaks_a_url_or_a_cell_is_refused(record_id: str) -> None:
    assert refusal(Place, id=record_id).startswith("id: an id has no white space")
    assert refusal(Place, former_ids=["b", record_id]).startswith("former_ids: an id has no white space")


@pytest.mark.parametrize(
    "character", ["\0", "\x07", "\x1b", "\x7f", "\x85", "\ud800", "\ufdd0", "\ufffe", "\uffff", "\U0001ffff"]
)
@pytest.mark.parametrize("field", ["id", "former_ids", "names.zh", "names.aliases", "sources.document", "note", "layer"])
def test_a_character_that_no_file_can_carry_is_refused_in_every_text(field: str, character: str) -> None:
    text, (name, _, part) = f"ab{character}c", field.partition(".")
    value = (text,) if name == "former_ids" else text
    if name == "names":
        value = Names(**{part: (text,) if part == "aliases" else text})
    elif name == "sources":
        value = (Source(text),)
    with pytest.raises(ValueError, match=f"^{field}: the character U.{ord(character):04X} .* stands after 'ab'"):
        msgspec.structs.replace(place("x", "city", "CN"), **{name: value}).check()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("names.en", {"names": {"en": ""}}),
        ("names.aliases", {"names": {"aliases": ["a", ""]}}),
        ("note", {"note": ""}),
        ("sources.quote", {"sources": [{"document": "a list", "quote": ""}]}),
        ("needs", {"needs": [""]}),
    ],
)
def test_a_text_that_is_empty_is_refused_by_its_field(field: str, value: dict[str, object]) -> None:
    assert refusal(Place, **value).startswith(f"{field}: a text that is empty")


@pytest.mark.parametrize("character", "\t\n\r")
def test_a_name_stands_on_one_line_and_a_note_on_any_number(character: str) -> None:
    assert refusal(Place, names={"en": f"a{character}b"}).startswith("names.en: the character U+00")
    assert read(Place, note=f"a{character}b").note == f"a{character}b"


def test_a_text_may_have_any_other_character() -> None:
    name = "甲 é ñ 한 \U0001f600 \U00020000 \u200d \ufffd \u00a0 \\u0007"
    assert read(Place, names={"en": name}).names.en == name


def test_an_id_of_more_than_200_characters_is_refused() -> None:
    assert "$.id" in refusal(Place, id="a" * 201)


@pytest.mark.parametrize("record_id", ["Q90", "cn:320100", "wp:FR.nord-pas-de-calais", "Q1~Q2", "江苏", "a" * 200])
def test_an_id_may_be_any_other_text(record_id: str) -> None:
    assert read(Place, id=record_id).id == record_id


def test_a_source_names_its_document() -> None:
    assert "$.sources[0].document" in refusal(Place, sources=[{"document": ""}])
    assert "$.sources[0].confidence" in refusal(Place, sources=[{"document": "d", "confidence": "certain"}])


@pytest.mark.parametrize("country", ["cn", "CHN", "C", "C1", "CN\n"])
def test_a_country_is_two_capital_letters(country: str) -> None:
    assert refusal(Place, country=country).startswith("country: not an ISO 3166-1 code")


@pytest.mark.parametrize(("given", "likely"), [("gb", "GB is meant?"), ("uk", "GB is meant?"), ("CHN", "such as CN")])
def test_a_country_that_is_none_is_refused_with_the_likely_code(given: str, likely: str) -> None:
    assert refusal(Place, country=given).endswith(likely)


@pytest.mark.parametrize(
    ("field", "value"), [("lat", 90.001), ("lat", -90.001), ("lon", 180.001), ("lon", -180.001), ("lat", float("nan"))]
)
def test_a_position_lies_on_the_globe(field: str, value: float) -> None:
    assert f"$.{field}" in refusal(Place, **({"lat": 0.0, "lon": 0.0} | {field: value}))


@pytest.mark.parametrize(("lat", "lon"), [(90, 180), (-90, -180)])
def test_poles_and_the_date_line_are_on_the_globe(lat: float, lon: float) -> None:
    found = read(Place, lat=lat, lon=lon)
    assert isinstance(found, Place)
    assert (found.lat, found.lon) == (lat, lon)


@pytest.mark.parametrize("given", ["lat", "lon"])
def test_half_a_position_is_refused(given: str) -> None:
    assert refusal(Place, **{given: 1.0}).startswith("lat: it goes together with lon")


def test_nobody_lives_below_zero() -> None:
    assert "$.population" in refusal(Place, population=-1)


def test_the_level_is_one_of_the_levels() -> None:
    assert refusal(Place, level="county", levels=["province", "city"]).startswith("levels: 'county' is not among province, city")


@pytest.mark.parametrize("level", ["country", "province", "city"])
def test_a_city_state_is_of_every_level_it_lists(level: Any) -> None:
    singapore = place("singapore", "country", "SG", levels=("country", "province", "city"))
    assert singapore.is_level(level)
    assert not singapore.is_level("county")


@pytest.mark.parametrize(
    ("level", "levels", "region", "municipality"),
    [
        ("country", (), True, False),
        ("country", ("country", "province", "city"), True, True),
        ("province", (), True, False),
        ("province", ("province", "city"), True, True),
        ("city", ("province", "city"), True, True),
        ("city", (), False, False),
        ("city", ("city", "county"), False, False),
        ("county", (), False, False),
    ],
)
def test_region_and_municipality_follow_from_the_levels(level: str, levels: Any, region: bool, municipality: bool) -> None:
    unit = place("unit", level, "XX", levels=levels)
    assert (unit.is_region_or_country, unit.is_municipality) == (region, municipality)


@pytest.mark.parametrize(
    ("period", "day", "ended", "exists"),
    [
        ({}, date(1900, 1, 1), False, True),
        ({"valid_to": "2015-12-31"}, date(2015, 12, 30), False, True),
        ({"valid_to": "2015-12-31"}, date(2015, 12, 31), True, False),
        ({"valid_to": "2015"}, date(2015, 6, 1), False, True),
        ({"valid_to": "2015", "succeeded_by": ("other",)}, date(2014, 1, 1), False, True),
        ({"succeeded_by": ("other",)}, date(1900, 1, 1), True, False),
        ({"valid_from": "1996-07"}, date(1996, 6, 30), False, False),
        ({"valid_from": "1996-07"}, date(1996, 7, 1), False, True),
    ],
)
def test_a_place_exists_from_its_first_day_to_its_last(period: Any, day: date, ended: bool, exists: bool) -> None:
    unit = place("unit", "city", "CN", **period)
    assert (unit.ended(day), unit.exists(day)) == (ended, exists)


def test_an_agreement_has_two_parties_and_a_stage() -> None:
    assert "$.parties" in refusal(Agreement, parties=["a"])
    assert "$.parties" in refusal(Agreement, parties=["a", "b", "c"])
    assert "$.stages" in refusal(Agreement, stages=[])


@pytest.mark.parametrize("stage", [{"kind": "signed"}, {"kind": "formal", "order": -1}])
def test_a_stage_is_of_a_known_kind_and_place(stage: dict[str, Any]) -> None:
    assert "$.stages[0]" in refusal(Agreement, stages=[stage])


def test_a_stage_has_a_date_of_the_calendar() -> None:
    assert refusal(Agreement, stages=[{"kind": "formal", "date": "2022-13"}]).startswith("stages: '2022-13' is no day")


def test_only_a_plan_has_an_aim() -> None:
    assert "only a planned stage has an aim; this one is formal" in refusal(
        Agreement, stages=[{"kind": "formal", "aim": "formal"}]
    )
    assert Stage(kind="planned", aim="formal").aim == "formal"


def test_the_two_directions_of_a_tie_are_one_pair_and_one_id() -> None:
    one, other = agreement("Q90", "Q220"), agreement("Q220", "Q90")
    assert one.pair == other.pair == ("Q220", "Q90")
    assert one.id == other.id == agreement_id("Q90", "Q220")


def test_each_party_has_the_other() -> None:
    tie = agreement("a", "b")
    assert (tie.other("a"), tie.other("b")) == ("b", "a")


def test_a_target_needs_a_bound_and_a_range_that_is_not_empty() -> None:
    assert refusal(Target, minimum=None).startswith("minimum: a target needs it or a maximum")
    assert refusal(Target, minimum=5, maximum=3).startswith("maximum: the range 5 to 3 is empty")
    assert isinstance(read(Target, minimum=3, maximum=3), Target)
    assert isinstance(read(Target, minimum=None, maximum=3), Target)


def test_a_claim_needs_a_figure_or_words() -> None:
    assert refusal(Claim, value=None).startswith("value: a claim needs one, or the words in stated")
    assert isinstance(read(Claim, value=None, stated="第 3 个"), Claim)


@pytest.mark.parametrize("tier", [0, 4])
def test_a_claim_speaks_of_tiers_one_to_three(tier: int) -> None:
    assert "$.scope_tiers[0]" in refusal(Claim, scope_tiers=[tier])


@pytest.mark.parametrize(("cls", "field"), [(Claim, "value"), (Target, "minimum"), (Target, "maximum"), (Activity, "quantity")])
@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_no_figure(cls: type[Record], field: str, value: float) -> None:
    assert f"$.{field}" in refusal(cls, **{field: value})


def test_a_frame_declares_at_least_one_member() -> None:
    assert "$.declared" in refusal(Frame, declared=0)


def test_the_best_name_is_in_the_language_of_the_reader_if_there_is_one() -> None:
    names = Names(zh="沃州", en="Vaud", local="Canton de Vaud")
    assert (names.best("zh", "Q1"), names.best("en", "Q1")) == ("沃州", "Vaud")
    assert Names(en="Vaud").best("zh", "Q1") == "Vaud"
    assert Names(zh="沃州").best("en", "Q1") == "沃州"
    assert Names(local="Vaud").best("en", "Q1") == "Vaud"
    assert Names(aliases=("Waadt",)).best("en", "Q1") == "Q1"


def test_every_spelling_is_listed() -> None:
    assert list(Names(zh="沃州", en="Vaud", aliases=("Waadt",)).spellings()) == ["沃州", "Vaud", "Waadt"]


def test_a_record_lists_what_it_refers_to_in_field_order() -> None:
    visit = Activity(
        id="v", kind="visit", participants=("a", "b"), agreement="a~b", sources=(Source("d"),), layer="home", frames=("f",)
    )
    assert [(reference.field, target) for reference, target in visit.references()] == [
        ("participants", "a"), ("participants", "b"), ("agreement", "a~b"), ("frames", "f"),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_every_reference_is_a_field_and_points_at_known_types(kind: Any) -> None:
    fields = {field.name for field in msgspec.structs.fields(kind.cls)}
    assert {reference.field for reference in kind.cls.REFERENCES} <= fields
    assert {plural for reference in kind.cls.REFERENCES for plural in reference.targets} <= set(BY_PLURAL)
    assert set(kind.cls.DATES) <= fields
