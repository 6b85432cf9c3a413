"""The calendar of anniversaries, read back with the library that calendar programs are built on."""

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from graph_service.answers.anniversaries import AnniversaryQuestion, anniversaries_answer
from graph_service.answers.calendar import calendar_of
from graph_service.metrics.selection import Selection
from graph_service.metrics.vine import Vine, vine_of
from graph_service.planning.anniversaries import Window
from graph_service.records.base import Names
from graph_service.records.characters import fit, is_fit
from graph_service.records.claim import Claim
from graph_service.snapshot import Snapshot
from tests.drawing import DRAWN, agreement, jiangsu, place, snapshot, stored_before, witnessed, witnessed_places
from tests.hostile import UNFIT, network, texts

WINDOW = Window(date(2022, 1, 1), date(2022, 12, 31))
PEACE = Claim(
    id="claim:cn-jp",
    names=Names(zh="中日建交", en="Ties with Japan"),
    subject="japan",
    counterparts=("china",),
    measure="diplomatic_relations_established",
    stated="1972-09-29",
    sources=DRAWN,
    layer="home",
)


def drawn(*more: Claim, day: date = date(2026, 11, 21)) -> Vine:
    records = [
        *witnessed(),
        place("japan", "country", "JP", names=Names(zh="日本", en="Japan")),
        place("awkward", "city", "JP", "japan", names=Names(zh="分号；逗号，", en='a;b,c\\n "d"\nSUMMARY:e')),
        agreement("wuxi", "oss", "formal 1997-02-28"),
        agreement("taizhou", "awkward", "formal 1992-10"),
        *more,
    ]
    return vine_of(stored_before(records), "jiangsu", Selection(day))


def written(vine: Vine, language: str = "zh") -> bytes:
    answer = anniversaries_answer(vine, AnniversaryQuestion(WINDOW), 1000)
    return calendar_of(answer, language)  # type: ignore[arg-type]  # zh or en


def events(body: bytes) -> dict[str, Event]:
    """The entries of a calendar by their UID without the domain."""
    found = Calendar.from_ical(body).walk("VEVENT")
    return {str(event["UID"]).removesuffix("@sister-city-graph"): event for event in found}


def days(event: Event) -> tuple[date, date]:
    return event.decoded("DTSTART"), event.decoded("DTEND")


def test_a_calendar_is_what_rfc_5545_asks_for() -> None:
    body = written(drawn(PEACE))
    calendar = Calendar.from_ical(body)
    assert (calendar["VERSION"], calendar["PRODID"]) == ("2.0", "-//sister-city-graph//anniversaries//EN")
    assert body.startswith(b"BEGIN:VCALENDAR\r\n")
    assert body.endswith(b"END:VCALENDAR\r\n")
    assert max(map(len, body.split(b"\r\n"))) <= 75
    for event in calendar.walk("VEVENT"):
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"} <= event.keys()
        assert event.errors == []


def test_a_known_day_is_one_whole_day() -> None:
    event = events(written(drawn()))["agreement:oss~wuxi:25"]
    assert days(event) == (date(2022, 2, 28), date(2022, 3, 1))
    assert event["SUMMARY"] == "wuxi—oss结好25周年"


def test_of_a_known_month_the_first_day_is_held_and_the_title_says_so() -> None:
    event = events(written(drawn()))["agreement:awkward~taizhou:30"]
    assert days(event) == (date(2022, 10, 1), date(2022, 10, 2))
    assert event["SUMMARY"] == "taizhou—分号；逗号，结好30周年（2022年10月，具体日期不详）"


def test_of_a_known_year_the_first_day_is_held_and_the_title_says_that_the_day_is_not_known() -> None:
    event = events(written(drawn()))["agreement:jiangsu~vaud:5"]
    assert days(event) == (date(2022, 1, 1), date(2022, 1, 2))
    assert event["SUMMARY"] == "jiangsu—vaud结好5周年（2022年，具体日期不详）"
    assert {"始于 2017（推断）", "since 2017 (inferred)"} <= set(event["DESCRIPTION"].split("\n"))


def test_of_a_known_year_no_entry_lies_before_the_first_day_that_is_asked_for() -> None:
    window = Window(date(2022, 6, 15), date(2023, 6, 14))
    answer = anniversaries_answer(drawn(), AnniversaryQuestion(window), 1000)
    event = events(calendar_of(answer, "en"))["agreement:jiangsu~vaud:5"]
    assert days(event) == (date(2022, 6, 15), date(2022, 6, 16))
    assert event["SUMMARY"] == "5 years: jiangsu – vaud (2022, day not known)"


def test_titles_come_in_either_language_and_descriptions_in_both_that_one_first() -> None:
    zh, en = (events(written(drawn(PEACE), language))["diplomatic:china~japan:1972-09-29:50"] for language in ("zh", "en"))
    assert (zh["SUMMARY"], zh["SUMMARY"].params["LANGUAGE"]) == ("china—日本建交50周年", "zh")
    assert (en["SUMMARY"], en["SUMMARY"].params["LANGUAGE"]) == ("50 years of diplomatic relations: china – Japan", "en")
    about_zh, about_en = [zh["SUMMARY"], "始于 1972-09-29"], [en["SUMMARY"], "since 1972-09-29"]
    assert zh["DESCRIPTION"].split("\n") == [*about_zh, *about_en, "依据：中日建交"]
    assert en["DESCRIPTION"].split("\n") == [*about_en, *about_zh, "evidence: Ties with Japan"]
    told = {language: str(Calendar.from_ical(written(drawn(), language))["DESCRIPTION"]) for language in ("zh", "en")}
    assert told["zh"].startswith("只知年份")
    assert told["en"].split("\n")[0].endswith("their titles say so.")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_ids_stand_in_no_text_of_an_entry(seeds: Snapshot, language: str) -> None:
    vine = vine_of(seeds, "Q16963", Selection(seeds.today))
    found = events(written(vine, language)).values()
    texts = [str(event[part]) for event in found for part in ("SUMMARY", "DESCRIPTION")]
    assert not [text for text in texts if re.search(r"\bQ[0-9]+|\b(?:claim|plan|cn|gn|iso):", text)]
    described = next(text for text in texts if "瑞士沃州结好5周年" in text)
    assert (
        "三年行动计划\n依据：江苏省—沃州" if language == "zh" else "co-operation of Jiangsu and Vaud\nevidence: Jiangsu"
    ) in described


def test_names_are_text_and_never_structure() -> None:
    event = events(written(drawn(), "en"))["agreement:awkward~taizhou:30"]
    assert event["SUMMARY"] == '30 years: taizhou – a;b,c\\n "d"\nSUMMARY:e (October 2022, day not known)'
    assert len(events(written(drawn(), "en"))) == 3


@given(st.lists(texts(), min_size=1, max_size=8), st.sampled_from(["", *UNFIT]))
def test_whatever_names_and_ids_hold_a_calendar_program_reads_it(names: list[str], mark: str) -> None:
    vine = vine_of(network(names, mark), f"{mark}home", Selection(date(2026, 11, 21)))
    answer = anniversaries_answer(vine, AnniversaryQuestion(Window(date(2026, 1, 1), date(2026, 12, 31)), step=1), 1000)
    for language in ("zh", "en"):
        body = calendar_of(answer, language)  # type: ignore[arg-type]  # zh or en
        found = Calendar.from_ical(body).walk("VEVENT")
        assert len(found) == len(answer.items) == 3
        assert all(is_fit(str(event[part])) for event in found for part in ("UID", "SUMMARY", "DESCRIPTION"))
        assert is_fit(body.decode().replace("\r\n", "\n"))
        titles = [fit(item.names.best(language, item.key)).replace("\r\n", "\n").replace("\r", "\n") for item in answer.items]
        assert [str(event["SUMMARY"]) for event in found] == titles


def test_a_calendar_says_how_many_agreements_it_cannot_hold() -> None:
    known = [*jiangsu(), *witnessed_places(), agreement("wuxi", "vaud", "formal 1997-02-28")]
    unknown = [*known, agreement("suzhou", "vaud"), agreement("taizhou", "bandar", "formal 2015/2018")]
    some, all_ = (vine_of(snapshot(rows), "jiangsu", Selection(date(2026, 11, 21))) for rows in (unknown, known))
    told = Calendar.from_ical(written(some))["DESCRIPTION"]
    assert "1 agreement without a date and 1 signed in an interval of years are not listed" in told
    assert "DESCRIPTION" not in Calendar.from_ical(written(all_))


def test_no_entry_lies_across_more_than_a_day_or_makes_anybody_busy() -> None:
    found = events(written(drawn(PEACE))).values()
    assert {(after - first).days for first, after in map(days, found)} == {1}
    assert {str(event["TRANSP"]) for event in found} == {"TRANSPARENT"}


def test_a_calendar_says_how_many_entries_have_no_known_day() -> None:
    told = Calendar.from_ical(written(drawn()))["DESCRIPTION"]
    vague = [event for event in events(written(drawn())).values() if "具体日期不详" in event["SUMMARY"]]
    assert f"{len(vague)} of which only the year or month is known stand on its first day" in told
    assert f"只知年份或月份的周年{len(vague)}个" in told


def test_the_same_data_give_the_same_bytes_on_any_day() -> None:
    assert written(drawn(PEACE)) == written(drawn(PEACE, day=date(2027, 1, 1)))


def test_no_entry_is_stamped_by_the_clock() -> None:
    assert {event.decoded("DTSTAMP") for event in events(written(drawn())).values()} == {datetime(1970, 1, 1, tzinfo=UTC)}


@pytest.mark.parametrize("later", ["formal 1997-02-28; renewal 2017-01-01", "formal 1997-03-01"])
def test_an_entry_keeps_its_uid_when_its_agreement_is_corrected(later: str) -> None:
    changed = vine_of(snapshot([*witnessed(), agreement("wuxi", "oss", later)]), "jiangsu", Selection(date(2026, 11, 21)))
    assert "agreement:oss~wuxi:25" in events(written(changed))


def test_a_home_without_anniversaries_has_an_empty_calendar() -> None:
    quiet = vine_of(
        snapshot([place("land", "country", "AA"), place("shire", "province", "AA", "land")]), "shire", Selection(date(2026, 1, 1))
    )
    assert events(written(quiet)) == {}


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh", {"结好周年", "建交周年"}), ("en", {"anniversary of an agreement", "anniversary of diplomatic relations"})],
)
def test_the_categories_of_entries_are_words_in_the_language_of_the_calendar(language: str, words: set[str]) -> None:
    found = events(written(drawn(PEACE), language)).values()
    assert {str(name) for event in found for name in event["CATEGORIES"].cats} == words
