"""Points and indicators as one TOML file: whole or refused, with the file, the key, the line and what to do."""

from pathlib import Path

import pytest

from graph_service.errors import DataRefused, Fault
from graph_service.files.evaluation import parse_evaluation, read_evaluation
from tests.conftest import ROOT

DEFAULT = (ROOT / "seeds" / "rules" / "points.toml").read_text("utf-8")
SMALL = """zh = "积分"
en = "Points"

[points.activity.visit]
points = 4
cap = 12

[indicators.spread]
zh = "国别"
en = "countries"
formula = { countries = 1 }
target = 4
weight = 20
"""


def fault_of(text: str) -> Fault:
    with pytest.raises(DataRefused) as refused:
        parse_evaluation(text, "points.toml")
    (fault,) = refused.value.faults
    return fault


def test_a_file_holds_rules_and_indicators() -> None:
    found = parse_evaluation(SMALL, "points.toml")
    assert (found.zh, found.en) == ("积分", "Points")
    assert [(name, rule.points, rule.cap, rule.half_life_months) for name, rule in found.points.named()] == [
        ("activity.visit", 4, 12, None)
    ]
    assert found.indicators["spread"].formula == {"countries": 1}


def test_the_file_that_comes_along_values_every_kind_of_activity_and_signature() -> None:
    found = read_evaluation()
    assert found == parse_evaluation(DEFAULT, "points.toml")
    assert set(found.points.activity) == {"visit", "event", "training", "aid", "project_step", "series"}
    assert {"exchange", "formal", "renewal"} <= set(found.points.stage)
    assert sum(indicator.weight for indicator in found.indicators.values()) == 100


def test_an_evaluation_may_do_without_points_or_indicators() -> None:
    found = parse_evaluation('zh = "空"\nen = "Empty"\n', "points.toml")
    assert (list(found.points.named()), found.indicators) == ([], {})


@pytest.mark.parametrize(
    ("right", "wrong", "line", "key", "problem", "remedy"),
    [
        ("activity.visit", "activity.vist", 4, "points.activity.vist", "'vist' is not known", "did you mean 'visit'?"),
        ("[points.", "[pionts.", 4, "pionts", "'pionts' is not known", "did you mean 'points'?"),
        ("cap = 12", "capp = 12", 6, "points.activity.visit.capp", "'capp' is not known", "did you mean 'cap'?"),
        ("cap = 12", "xyzzy = 12", 6, "points.activity.visit.xyzzy", "'xyzzy' is not known", "seeds/rules/points.toml"),
        ("points = 4", "points = -4", 5, "points.activity.visit.points", "-4 is too small; 0 is the least", "correct the value"),
        ("points = 4", 'points = "4"', 5, "points.activity.visit.points", "'4' is no number", "correct the value"),
        ("points = 4\n", "", 4, "points.activity.visit.points", "it is missing", "add it"),
        ("countries = 1", "contries = 1", 11, "indicators.spread.formula.contries", "'contries' is not known", "'countries'"),
        ("{ countries = 1 }", "{}", 11, "indicators.spread.formula", "it is empty", "correct the value"),
        ("{ countries = 1 }", "{ new_agreements = 1 }", 8, "indicators.spread", "need a period", "correct the value"),
        (
            "target = 4",
            "target = 0",
            12,
            "indicators.spread.target",
            "0 is too small; it must be more than 0",
            "correct the value",
        ),
        ("weight = 20", 'weight = 20\nperiod = "20x"', 8, "indicators.spread", "'20x' is not YYYY", "correct the value"),
        ('en = "countries"', 'en = ""', 10, "indicators.spread.en", "it is empty", "correct the value"),
        ('zh = "积分"\n', "", None, "zh", "it is missing", "add it"),
        ("points = 4", "points =", 5, None, "not TOML", "correct this line"),
        ("[points.activity.visit]", "[points]\nactivity = 3\n[points.activity.visit]", 6, None, "not TOML", "correct this line"),
        (
            "[points.activity.visit]\npoints = 4\ncap = 12",
            "[points]\nactivity = 3",
            5,
            "points.activity",
            "3 has no fields",
            "correct",
        ),
        (
            "[indicators.spread]",
            "[indicators]\nspread = 3\n[indicators.other]",
            9,
            "indicators.spread",
            "3 has no fields",
            "correct",
        ),
    ],
)
def test_a_mistake_is_told_with_line_key_and_remedy(
    right: str, wrong: str, line: int | None, key: str | None, problem: str, remedy: str
) -> None:
    assert right in SMALL
    fault = fault_of(SMALL.replace(right, wrong, 1))
    assert (fault.file, fault.line, fault.field) == ("points.toml", line, key)
    assert problem in fault.problem
    assert remedy in fault.remedy
    assert "\n" not in str(fault)


def test_a_file_that_is_not_there_or_not_utf_8_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataRefused, match=r"none\.toml: cannot be read .*GRAPH_SERVICE_POINTS_FILE"):
        read_evaluation(tmp_path / "none.toml")
    (tmp_path / "gbk.toml").write_bytes(SMALL.encode("gbk"))
    with pytest.raises(DataRefused, match=r"gbk\.toml: not UTF-8; save the file as UTF-8"):
        read_evaluation(tmp_path / "gbk.toml")


def test_a_file_mended_after_a_refusal_is_read(tmp_path: Path) -> None:
    file = tmp_path / "points.toml"
    file.write_text("zh =", encoding="utf-8")
    with pytest.raises(DataRefused):
        read_evaluation(file)
    file.write_text(SMALL, encoding="utf-8")
    assert read_evaluation(file).en == "Points"
