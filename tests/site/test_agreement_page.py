"""The page of an agreement: how its record was changed, and whom to tell of a fault."""

import asyncio
import re
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from urllib.parse import urljoin

import msgspec
import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from graph_service.questions.life import Life
from graph_service.questions.question import View
from graph_service.records.base import Names, Source
from graph_service.records.claim import Claim
from graph_service.records.network import ChangeSet
from graph_service.records.plan import Plan
from graph_service.settings import Settings
from graph_service.site.agreement import Kept, render_agreement
from graph_service.site.templating import Frame
from graph_service.snapshot import Snapshot
from graph_service.store.embedded import EmbeddedStore
from graph_service.web.app import create_app
from graph_service.words.agreements import listed_as
from graph_service.words.bilingual import Language
from tests.drawing import DRAWN, agreement, place, snapshot
from tests.site.addresses import Seen

LISTED = Claim(
    id="listed",
    layer="test",
    subject="a~b",
    measure="signed",
    stated="2002-05, sister, suspended",
    sources=(Source(document="a list"),),
)
PAGE = "/views/agreement/a~b?lang=en"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with an agreement that was changed once, by somebody with a hostile name."""
    path = tmp_path / "graph.db"
    store = EmbeddedStore.open(path)
    tie = agreement("a", "b", "formal 2001")
    asyncio.run(store.apply(ChangeSet((place("a", "city", "CN"), place("b", "city", "DE"), tie, LISTED)), "office"))
    asyncio.run(store.apply(ChangeSet((msgspec.structs.replace(tie, note="renewed", key=True),)), "<b>Li</b>"))
    return path


@pytest.fixture
def client(path: Path) -> Iterator[TestClient]:
    settings = Settings(
        store=f"sqlite:///{path}", refresh_seconds=3600, timezone="Asia/Shanghai", report_to="mailto:office@example.org"
    )
    with TestClient(create_app(settings)) as client:
        yield client


def test_the_page_tells_who_changed_the_record_when_and_in_what(client: TestClient) -> None:
    seen = Seen(client.get(PAGE).text)
    *_, changed, begins = seen.rows
    assert changed[1:] == ["<b>Li</b>", "note · mark of a key partner"]
    assert begins[1:] == ["office", "the record of changes begins here; earlier ones are not known"]


def test_the_history_of_a_record_that_was_added_begins_with_that_and_with_no_day_before(path: Path) -> None:
    asyncio.run(EmbeddedStore.open(path).apply(ChangeSet((place("c", "city", "DE"), agreement("a", "c", "formal 2020"))), "Wu"))
    with TestClient(create_app(Settings(store=f"sqlite:///{path}", refresh_seconds=3600))) as anew:
        *_, last = Seen(anew.get("/views/agreement/a~c?lang=en").text).rows
    assert last[1:] == ["Wu", "added"]


def test_the_last_and_the_next_anniversary_are_told_as_exact_as_the_date_and_by_dates_of_other_sources_too(
    client: TestClient,
) -> None:
    """Signed 2001 as the record has it, in May 2002 as a list has it."""
    rows = Seen(client.get(f"{PAGE}&as_of=2026-11-29").text).rows
    assert ["2026", "25", "2027-05", "stated"] in [row[:4] for row in rows]
    assert ["2021", "20", "2022-05", "stated"] in [row[:4] for row in rows]


def test_an_agreement_that_ended_or_has_no_date_has_no_anniversaries(tmp_path: Path) -> None:
    path = tmp_path / "ended.db"
    ended = [agreement("a", "b", "formal 1990; terminated 2010"), agreement("a", "c", "formal")]
    places = [place("a", "city", "CN"), place("b", "city", "DE"), place("c", "city", "DE")]
    asyncio.run(EmbeddedStore.open(path).apply(ChangeSet((*places, *ended)), "office"))
    with TestClient(create_app(Settings(store=f"sqlite:///{path}"))) as client:
        for page in ("a~b", "a~c"):
            assert "Anniversaries" not in client.get(f"/views/agreement/{page}?lang=en").text


def test_when_is_told_by_the_clock_of_the_office(client: TestClient) -> None:
    feed = client.get("/v1/changes?since=1").json()["items"]
    (moment,) = {item["at"] for item in feed}
    hour = (int(moment[11:13]) + 8) % 24
    assert Seen(client.get(PAGE).text).rows[-2][0][11:] == f"{hour:02}:{moment[14:16]}"


def test_a_fault_is_reported_by_a_letter_that_names_the_record(client: TestClient) -> None:
    (letter,) = [link for link in Seen(client.get(PAGE).text).links if link.startswith("mailto:")]
    assert letter.startswith("mailto:office@example.org?subject=Fault%20in%20a%20record%3A%20")
    assert letter.endswith("%28a~b%29")
    assert letter in Seen(client.get(f"{PAGE}&download=1").text).links


def test_where_nobody_is_named_no_way_to_report_is_shown(path: Path) -> None:
    with TestClient(create_app(Settings(store=f"sqlite:///{path}"))) as client:
        assert "report a fault" not in client.get(PAGE).text


@pytest.mark.parametrize("given", ["javascript:alert(1)", "office", "mailto:a@b?subject=x", "mailto:"])
def test_what_is_no_way_to_report_stops_the_start(given: str) -> None:
    with pytest.raises(ValidationError, match="mailto:NAME@HOST"):
        Settings(report_to=given)


def test_a_store_that_does_not_answer_leaves_the_page(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def silent(*_: object) -> None:
        await asyncio.get_running_loop().create_future()

    with TestClient(create_app(Settings(store=f"sqlite:///{path}", store_seconds=0.5))) as client:
        monkeypatch.setattr(EmbeddedStore, "changes", silent)
        answer = client.get(PAGE)
    assert (answer.headers["cache-control"], "etag" in answer.headers) == ("no-store", False)
    assert Seen(answer.text).rows[-1][-1] == "the record of changes cannot be read now; look again in a moment"


@pytest.mark.parametrize(
    ("lang", "told"), [("en", "May 2002 · formal · suspended"), ("zh", "2002年5月 · 友好城市（正式） · 中止")]
)
def test_what_a_list_states_of_a_signing_is_told_in_the_words_of_the_page(client: TestClient, lang: str, told: str) -> None:
    rows = Seen(client.get(PAGE.replace("lang=en", f"lang={lang}")).text).rows
    assert told in [row[1] for row in rows if len(row) > 1]


def test_the_side_of_the_country_with_the_homes_stands_first(seeds_client: TestClient, seeds: Snapshot) -> None:
    foreign_first = [one.id for one in seeds.agreements_of("Q16666") if one.parties[1] == "Q16666"]
    assert foreign_first
    for found in foreign_first[:2]:
        title = seeds_client.get(f"/views/agreement/{found}?lang=zh").text.partition("<title>")[2]
        assert title.startswith("南京市 — ")


@pytest.mark.parametrize(
    ("lang", "told"), [("zh", ["结好周年", "5周年", "2022"]), ("en", ["anniversary of the agreement", "5 years", "2022"])]
)
def test_a_figure_that_documents_state_has_its_unit(seeds_client: TestClient, lang: str, told: list[str]) -> None:
    rows = Seen(seeds_client.get(f"/views/agreement/Q12771~Q16963?lang={lang}").text).rows
    assert told in [row[:3] for row in rows]


def test_a_column_in_which_nothing_stands_is_left_out(seeds_client: TestClient) -> None:
    rows = Seen(seeds_client.get("/views/agreement/cn:320582~gn:470676?lang=en").text).rows
    assert ["step", "date"] in rows
    assert ["signed, unclassified", "undated"] in rows


def test_no_word_of_a_list_of_signings_is_left_in_english_on_a_chinese_page(seeds_client: TestClient, seeds: Snapshot) -> None:
    rows = seeds.network.rows("claims").values()
    words = {word for row in rows if row.measure == "signed" for word in (row.stated or "").split(", ")}
    assert len(words) > 1000
    assert not [word for word in words if re.search("[a-z]", listed_as(word).zh)]
    html = seeds_client.get("/views/agreement/Q130290~Q3206?lang=zh").text
    assert "undated" not in html.partition("<main")[2].partition("</main>")[0]


def test_each_table_of_the_page_is_a_file_with_its_rows(seeds_client: TestClient) -> None:
    page = "/views/agreement/Q1198~Q16963?lang=en"
    seen = Seen(seeds_client.get(page).text)
    files = [seeds_client.get(urljoin(page, link)) for link in seen.links if "format=csv" in link and "part=" in link]
    assert len(files) > 2
    assert {file.status_code for file in files} == {200}
    assert sum(len(file.text.splitlines()) for file in files) == len(seen.rows)
    assert seeds_client.get(f"{page}&format=xlsx").content.startswith(b"PK")


@pytest.mark.parametrize(
    ("lang", "mechanism", "plans", "same"),
    [
        ("zh", "常设机制：联委会", "规划和项目", "可能是同一协议的记录"),
        ("en", "standing mechanism: joint committee", "Plans and projects", "Records that may be the same agreement"),
    ],
)
def test_the_page_tells_the_mechanism_what_is_planned_and_which_record_may_be_the_same(
    lang: Language, mechanism: str, plans: str, same: str
) -> None:
    plan = Plan(
        id="plan", kind="action_plan", owner="a", agreements=("a~b",), names=Names(zh="三年计划", en="Three years"),
        sources=DRAWN, layer="home",
    )  # fmt: skip
    drawn = snapshot(
        [
            *(place("cn", "country", "CN"), place("de", "country", "DE"), place("a", "city", "CN", "cn"), plan),
            *(place("b", "city", "DE", "de"), place("unnamed", "city", "CN", "cn", placeholder=True)),
            agreement("a", "b", "formal 2001", mechanism="joint_committee"),
            agreement("b", "unnamed", "formal 2001", possibly_same=("a~b",)),
        ]
    )
    pages = {
        found: render_agreement(Frame(lang, "../../"), View(drawn), Life(agreement=found), Kept(None, UTC, None))
        for found in ("a~b", "b~unnamed")
    }
    assert mechanism in pages["a~b"]
    assert Seen(section(pages["a~b"], plans)).rows[1][-1] == ("三年计划" if lang == "zh" else "Three years")
    assert "../../views/agreement/a~b" in "".join(Seen(section(pages["b~unnamed"], same)).links).replace("%7E", "~")


def section(html: str, title: str) -> str:
    """The section of a page that is called so."""
    return html.partition(f"<h2>{title}</h2>")[2].partition("</section>")[0]


@pytest.mark.parametrize(
    ("agreement", "zh", "en"),
    [
        (
            "Q16666~Q3037",
            "2019年（推断） · 另有来源所载：2019年10月13日",
            "2019 (inferred) · as another source says: 13 October 2019",
        ),
        ("Q1854~Q62", "1995年 · 另有来源所载：1995年4月10日", "1995 · as another source says: 10 April 1995"),
    ],
)
def test_a_more_exact_date_of_another_source_stands_at_the_head_beside_that_of_the_record(
    seeds_client: TestClient, agreement: str, zh: str, en: str
) -> None:
    for language, words in (("zh", zh), ("en", en)):
        assert words in seeds_client.get(f"/views/agreement/{agreement}?lang={language}").text
    (item,) = seeds_client.get(f"/v1/agreements?id={agreement}").json()["items"]
    assert item["since"] == zh[:4], "a claim overwrites no date"
