"""Anniversaries that the documents state, found again on the real rows."""

from datetime import date

from icalendar import Calendar

from graph_service.answers.anniversaries import AnniversaryItem, AnniversaryQuestion, anniversaries_answer
from graph_service.answers.calendar import calendar_of
from graph_service.answers.paging import EVERYTHING
from graph_service.answers.report import report_answer
from graph_service.answers.report_formats import as_markdown
from graph_service.metrics.selection import Selection, select
from graph_service.metrics.vine import vine_of
from graph_service.planning.anniversaries import AnniversaryKind, Window, window_of
from graph_service.questions.anniversaries import ANNIVERSARIES
from graph_service.rules import DEFAULTS
from graph_service.snapshot import Snapshot

JIANGSU = "Q16963"
VAUD, KATHMANDU = "Q12771~Q16963", "Q16666~Q3037"


def celebrated(seeds: Snapshot, year: int, kind: AnniversaryKind | None = None) -> dict[str, AnniversaryItem]:
    """The anniversaries of Jiangsu in a year, by key."""
    vine = vine_of(seeds, JIANGSU, select(seeds))
    asked = AnniversaryQuestion(window_of(seeds.today, None, None, year, 12), 5, kind)
    return {item.key: item for item in anniversaries_answer(vine, asked, 1000).items}


def test_2022_returns_vaud(seeds: Snapshot) -> None:
    vaud = celebrated(seeds, 2022)[f"agreement:{VAUD}:5"]
    assert (vaud.years, vaud.date, vaud.precision) == (5, "2022", "year")
    assert (vaud.since, vaud.basis) == ("2017", "inferred")
    assert vaud.evidence == (VAUD, "claim:vaud-fifth-anniversary")
    assert "plan:anniversary-events" in vaud.prepared


def test_2024_returns_kathmandu(seeds: Snapshot) -> None:
    kathmandu = celebrated(seeds, 2024)[f"agreement:{KATHMANDU}:5"]
    assert (kathmandu.years, kathmandu.date, kathmandu.since, kathmandu.basis) == (5, "2024", "2019", "inferred")
    assert kathmandu.note is not None
    assert "2024年与尼泊尔加德满都结好5周年" in kathmandu.note
    assert kathmandu.evidence == (KATHMANDU, "claim:kathmandu-fifth-anniversary")


def test_the_inferred_year_leads_to_the_sentence_it_follows_from(seeds: Snapshot) -> None:
    quotes = [source.quote or "" for source in seeds.network.find(VAUD).sources]  # type: ignore[union-attr]  # it is there
    assert any("2022年与瑞士沃州结好 5周年" in quote for quote in quotes)


def test_vaud_is_celebrated_in_no_other_year_before_its_tenth(seeds: Snapshot) -> None:
    years = [year for year in range(2018, 2028) for key in celebrated(seeds, year, "agreement") if VAUD in key]
    assert years == [2022, 2027]


def test_china_and_japan_have_fifty_years_of_relations_in_2022(seeds: Snapshot) -> None:
    (japan,) = (item for item in celebrated(seeds, 2022, "diplomatic").values() if item.country == "JP")
    assert (japan.years, japan.date, japan.basis) == (50, "2022-09-29", "stated")
    assert japan.names.zh == "中国—日本建交50周年"
    assert "claim:china-japan-normalisation-50" in japan.evidence
    assert "activity:sino-japanese-health-forum-2022" in japan.prepared


def test_an_anniversary_with_a_partner_that_is_gone_says_so(seeds: Snapshot) -> None:
    found = celebrated(seeds, 2022, "agreement")
    assert [item.partner.names.zh for item in found.values() if item.partner_dissolved] == ["阿尔萨斯大区"]


def test_the_calendar_of_2022_opens_with_vaud_and_japan_in_it(seeds: Snapshot) -> None:
    vine = vine_of(seeds, JIANGSU, select(seeds))
    body = calendar_of(anniversaries_answer(vine, AnniversaryQuestion(window_of(seeds.today, None, None, 2022, 12)), 1000), "zh")
    entries = {str(entry["SUMMARY"]): entry for entry in Calendar.from_ical(body).walk("VEVENT")}
    assert entries["江苏省—沃州结好5周年（2022年，具体日期不详）"].decoded("DTEND") == date(2022, 1, 2)
    assert entries["中国—日本建交50周年"].decoded("DTSTART") == date(2022, 9, 29)


def test_the_calendar_and_the_report_tell_of_ended_and_resumed_relations(seeds: Snapshot) -> None:
    drawn = vine_of(seeds, "Q43407", Selection(date(2026, 11, 21)))
    answer = anniversaries_answer(
        drawn, AnniversaryQuestion(Window(date(2027, 1, 1), date(2027, 12, 31)), 5, "diplomatic"), EVERYTHING
    )
    assert {"BZ", "LC"}.isdisjoint(item.country for item in answer.items)
    calendar = calendar_of(answer, "zh").decode().replace("\r\n ", "")
    rows = [str(row) for row in ANNIVERSARIES.rows(answer)]
    report = as_markdown(report_answer(drawn, Window(date(2026, 1, 1), date(2026, 11, 21)), DEFAULTS), "zh")
    for country, words in (("利比里亚", "曾中断，2003年10月11日恢复"), ("瑙鲁", "2005年中断，2024年1月24日恢复")):
        assert f"{country}建交" in report
        assert words in report
        assert words in calendar.replace("\\", "")
        assert any(words in row for row in rows)
