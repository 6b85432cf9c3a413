"""Statements of one pair become one agreement: finer before coarser, told before inferred, trusted before doubtful."""

from typing import Any

import pytest

from tools.seed_builder.statements import Statement, doubts, read, remark, stages


def said(kind: str, signed: str = "", note: str = "", confidence: str = "high") -> Statement:
    """A row of a data set, in the words of the sets."""
    return read({"kind": kind, "signed": signed, "note": note, "confidence": confidence, "source": f"page of {signed or kind}"})


@pytest.mark.parametrize(
    ("told", "cell"),
    [
        ([said("")], "unclassified"),
        ([said(""), said("sister", "1986")], "formal 1986"),
        ([said("", "1986"), said("sister")], "formal 1986"),
        ([said("sister", "1979"), said("sister", "1979-10-31")], "formal 1979-10-31"),
        ([said("sister", "1979-10-31"), said("sister", "1979")], "formal 1979-10-31"),
        ([said("sister", "1989-11-09"), said("sister", "1999-11-09")], "formal 1989-11-09"),
        ([said("sister", "2006", confidence="medium"), said("sister", "2005")], "formal 2005"),
        (
            [said("sister", "1992-06-24", "date of approval", "high"), said("sister", "1992-07", confidence="low")],
            "formal 1992-07",
        ),
        ([said("friendly-exchange", "1997"), said("sister", "1998-04-21")], "exchange 1997; formal 1998-04-21"),
        ([said("sister", "1998-04-21"), said("friendly-exchange", "1997")], "exchange 1997; formal 1998-04-21"),
        ([said("sister", "2014-11-06"), said("friendly-exchange", "2024-03")], "formal 2014-11-06"),
        ([said("sister", "2001-06-20"), said("friendly-exchange", "2001", confidence="low")], "formal 2001-06-20"),
        ([said("friendly-exchange", "2011-10-29"), said("sister")], "exchange 2011-10-29"),
        (
            [said("intent", "2010"), said("friendly-exchange", "2012"), said("sister", "2015")],
            "intent 2010; exchange 2012; formal 2015",
        ),
    ],
)
def test_statements_of_one_pair_make_the_stages_of_one_agreement(told: list[Statement], cell: str) -> None:
    assert stages(told) == cell


def test_an_end_comes_after_what_it_ends() -> None:
    assert stages([said("sister", "1962")], "suspended 2022-03 by=Q1") == "formal 1962; suspended 2022-03 by=Q1"


@pytest.mark.parametrize(
    ("signed", "note", "cell"),
    [
        ("1994", "30th anniversary in 2024", "formal 1994 inferred (30th anniversary in 2024)"),
        ("1992-10-28", "[new pair] date of approval", "formal 1992-10-28 inferred (date of approval)"),
        ("1982", "“结好30周年” in 2012", "formal 1982 inferred (“结好30周年” in 2012)"),
        ("2012-05-22", "40th anniversary kept; day of the signing", "formal 2012-05-22"),
        ("2001", "approved by the council; signed the same year", "formal 2001"),
        ("2002", "year inferred (two; visits)", "formal 2002 inferred (year inferred two, visits)"),
    ],
)
def test_a_date_that_follows_from_something_else_says_from_which_words(signed: str, note: str, cell: str) -> None:
    assert stages([said("sister", signed, note)]) == cell


def test_what_another_source_says_against_it_is_told() -> None:
    told = [said("sister", "1989-11-09"), said("sister", "1999-11-09"), said("sister", "1989")]
    assert list(doubts(told)) == ["another source says formal 1999-11-09: page of 1999-11-09"]


def test_stages_that_follow_one_another_are_no_doubt() -> None:
    assert list(doubts([said("friendly-exchange", "1997"), said("sister", "1998")])) == []


@pytest.mark.parametrize(
    ("note", "kept"),
    [
        ("[date differs] known before: 1991", ""),
        ("[new pair] in force 2015", "in force 2015"),
        ("[kind for a known pair] declaration; known before: 2001 kind sister", "declaration"),
        ("a note of its own", "a note of its own"),
    ],
)
def test_marks_that_compare_sets_of_data_stay_out_of_notes(note: str, kept: str) -> None:
    assert remark(note) == kept


def test_no_pair_of_the_seeds_has_a_mark_left(seeds: Any) -> None:
    told = [record.note for record in seeds.network if record.note]
    assert [note for note in told if note.startswith("[") or "known before" in note or "(file " in note] == []
