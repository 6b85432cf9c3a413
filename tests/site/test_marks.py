"""Gaps get done: a gap is marked as taken, done or dismissed, by name and with a reason, and no mark is lost."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph_service.loader import SeedLoad, load_files
from graph_service.metrics.selection import select
from graph_service.metrics.vine import vine_of
from graph_service.planning.gaps.find import find_gaps
from graph_service.planning.gaps.gap import Gap
from graph_service.planning.gaps.marks import mark_id, mark_on
from graph_service.questions.gaps import Gaps, gaps
from graph_service.questions.question import View
from graph_service.records.mark import Mark
from graph_service.records.network import ChangeSet
from graph_service.settings import Settings
from graph_service.snapshot import Snapshot
from graph_service.store.open import open_store
from graph_service.web.app import create_app
from graph_service.words.days import said
from tests.drawing import DRAWN, TODAY, agreement, jiangsu, known_records, place, snapshot, witnessed_places
from tests.one_loop import run
from tests.pages.pages import HOSTILE
from tests.site.addresses import Seen
from tests.test_loader import write

PAGE = "/views/home/jiangsu/gaps"
GAP = "gap~empty_unit~jiangsu~changzhou~~2"
OTHER = "gap~empty_unit~jiangsu~nantong~~2"
MARK = {"home": "jiangsu", "gap": GAP, "state": "dismissed", "reason": "已并入市级规划", "who": "王芳"}
PROGRAM = {"Accept": "application/json"}
BROWSER = {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver", "Accept": "text/html"}


@pytest.fixture
def store(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'drawn.db'}"
    run(open_store(url, create=True).apply(ChangeSet(tuple(known_records())), "root"))
    return url


@pytest.fixture
def office(store: str) -> Iterator[TestClient]:
    """The service where marking is switched on."""
    with TestClient(create_app(Settings(store=store, marking=True, refresh_seconds=3600)), follow_redirects=False) as client:
        yield client


def form(**changes: str) -> dict[str, str]:
    return {name: value for name, value in (MARK | changes).items() if name != "home"}


def listed(client: TestClient, **asked: str) -> dict[str, Any]:
    document: dict[str, Any] = client.get("/v1/gaps", params={"home": "jiangsu", "limit": "1000", **asked}).json()
    return document


def keys(document: dict[str, Any]) -> set[str]:
    return {item["key"] for item in document["items"]}


def slug(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"]


def test_every_gap_has_a_key_of_its_own_that_is_no_rank_and_no_reason(seeds: Snapshot) -> None:
    for home in ("Q16963", "Q43407", "Q1198"):
        found = find_gaps(vine_of(seeds, home, select(seeds)), whole=True)
        assert len({mark_id(gap) for gap in found}) == len(found) > 100
        earlier = find_gaps(vine_of(seeds, home, select(seeds, TODAY.replace(year=2025))), whole=True)
        assert len({mark_id(gap) for gap in earlier} & {mark_id(gap) for gap in found}) > 100


def test_a_mark_of_an_anniversary_is_of_that_year_and_no_other() -> None:
    """Taizhou–Oss, 1994-09-09: thirty years in 2024, thirty-five in 2029. Until keys had a year they were the same."""

    def gap_on(day: date) -> Gap:
        drawn = snapshot([*jiangsu(), *witnessed_places(), agreement("taizhou", "oss", "formal 1994-09-09")], day)
        (found,) = find_gaps(vine_of(drawn, "jiangsu", select(drawn)), {"anniversary_unplanned"})
        return found

    first, later = gap_on(date(2024, 1, 10)), gap_on(date(2029, 1, 10))
    assert mark_id(first) == "gap~anniversary_unplanned~jiangsu~taizhou~oss~2~2024"
    assert mark_id(later) == "gap~anniversary_unplanned~jiangsu~taizhou~oss~2~2029"
    earlier = "gap~anniversary_unplanned~jiangsu~taizhou~oss~2"
    for key, day in ((mark_id(first), "2024-01-10"), (earlier, "2024-01-10")):
        mark = Mark(id=key, home="jiangsu", state="dismissed", reason="x", who="y", day=day, sources=DRAWN, layer="marks")
        assert (mark_on({key: mark}, first), mark_on({key: mark}, later)) == (mark, None)


def marks_of(rows: list[list[str]], about: str) -> list[str]:
    """What the rows of a list, heads first, say is done about the gaps whose reason names this."""
    reason, mark = (rows[0].index(head) for head in ("reason", "mark"))
    return [row[mark] for row in rows if about in row[reason]]


def test_the_first_page_tells_what_was_done_about_a_gap_and_why(office: TestClient) -> None:
    for state in ("taken", "dismissed"):
        assert office.post(f"{PAGE}/mark", data=form(state=state, reason=f"why {state}"), headers=BROWSER).status_code == 303
    told = [row[-1] for row in Seen(office.get("/?lang=en").text).rows]
    assert {"taken: why taken", "dismissed: why dismissed"} <= set(told)


def test_a_gap_is_marked_by_a_form_without_a_script_and_the_next_page_shows_it(office: TestClient) -> None:
    page = Seen(office.get(f"{PAGE}?lang=en&type=empty_unit").text)
    forms = [attributes for tag, attributes in page.tags if tag == "form" and attributes.get("method") == "post"]
    assert len(forms) == len(page.rows) - 1
    assert {attributes["action"] for attributes in forms} == {"../../../views/home/jiangsu/gaps/mark"}
    fields = {str(attributes["name"]): attributes for _, attributes in page.tags if "name" in attributes}
    assert {"gap", "state", "who", "reason", "back"} <= set(fields)
    back = str(fields["back"]["value"])
    sent = office.post(f"{PAGE}/mark", data=form(state="taken", back=back), headers=BROWSER)
    assert (sent.status_code, sent.headers["location"]) == (303, f"../gaps?lang=en&type=empty_unit&marked={GAP}")
    after = Seen(office.get(f"{PAGE}?lang=en&type=empty_unit").text)
    assert marks_of(after.rows, "changzhou") == [f"taken · 王芳 · {said(today(office)).en} · 已并入市级规划"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_after_a_mark_says_once_what_was_kept_of_whom_and_until_when(office: TestClient, lang: str) -> None:
    sent = office.post(f"{PAGE}/mark", data=form(back=f"lang={lang}&type=empty_unit"), headers=BROWSER)
    page = Seen(office.get(f"{PAGE}{sent.headers['location'].removeprefix('../gaps')}").text)
    (status,) = [tag for _, tag in page.tags if tag.get("role") == "status"]
    assert (status["tabindex"], "autofocus" in status) == ("-1", True)
    day = said(today(office))
    words = {
        "zh": f"changzhou”已不再考虑，理由“已并入市级规划”（王芳，{day.zh}），到有人重新标记为止。",
        "en": f"changzhou” is dismissed, for the reason “已并入市级规划” (王芳, {day.en}), until somebody marks it anew.",
    }
    assert words[lang] in page.text
    back = [str(tag["value"]) for _, tag in page.tags if tag.get("name") == "back"]
    assert not [address for address in (*page.links, *back) if "marked" in address], "no way on tells it once more"
    for address in (f"{PAGE}?lang={lang}", f"{PAGE}?lang={lang}&marked=gap~no~such", f"{PAGE}?download=1&marked={GAP}"):
        assert 'role="status"' not in office.get(address).text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("blank", ["who", "reason"])
def test_a_mark_with_a_blank_name_or_reason_stays_on_the_page_as_typed_and_says_what_is_missing(
    office: TestClient, lang: str, blank: str
) -> None:
    given = form(state="taken", back=f"lang={lang}&type=empty_unit", **{blank: "  "})
    answer = office.post(f"{PAGE}/mark", data=given, headers=BROWSER)
    assert answer.status_code == 422
    page = Seen(answer.text)
    other = {"who": "reason", "reason": "who"}[blank]
    typed = [tag for name, tag in page.tags if name == "input" and tag.get("name") == other and tag.get("value")]
    assert [tag["value"] for tag in typed] == [MARK[other]]
    amiss = [tag["name"] for name, tag in page.tags if name == "input" and tag.get("aria-invalid")]
    assert amiss == [blank]
    words = {"who": ("请写上您的姓名。", "Write your name."), "reason": ("请写上理由", "Write a reason")}[blank]
    assert words[lang == "en"] in page.text
    assert [tag for name, tag in page.tags if name == "option" and tag.get("value") == "taken" and "selected" in tag]
    assert 'action="../../../../views/home/jiangsu/gaps/mark"' in answer.text
    assert any(link.startswith("../gaps?type=empty_unit") for link in page.links)  # the way to the other language
    assert {"../gaps"} <= {tag.get("action") for name, tag in page.tags if name == "form"}  # that which narrows the list
    assert [item["mark"] for item in listed(office)["items"] if item["key"] == GAP] == [None]


def today(client: TestClient) -> str:
    return str(client.app.publisher.current.today)  # type: ignore[attr-defined]  # of our app


def test_what_is_dismissed_is_counted_found_again_and_can_be_taken_up(office: TestClient) -> None:
    before = listed(office)
    assert office.post("/v1/marks", json=MARK).status_code == 200
    left = listed(office)
    assert (keys(before) - keys(left), left["dismissed"], left["total"]) == ({GAP}, 1, before["total"] - 1)
    assert "另有1个已不再考虑" in Seen(office.get(f"{PAGE}?lang=zh").text).text
    (found,) = listed(office, state="dismissed")["items"]
    assert found["mark"] == {"state": "dismissed", "who": "王芳", "day": today(office), "reason": "已并入市级规划"}
    again = {item["key"]: item | {"mark": None, "rank": 0} for item in listed(office, state="all")["items"]}
    assert again == {item["key"]: item | {"mark": None, "rank": 0} for item in before["items"]}
    assert GAP not in keys(listed(office, state="open"))
    assert office.post("/v1/marks", json=MARK | {"state": "taken", "who": "李强"}).json()["record"]["who"] == "李强"
    assert GAP in keys(listed(office)) & keys(listed(office, state="taken"))
    assert listed(office)["dismissed"] == 0


def test_a_worklist_begins_with_number_1_and_what_is_dismissed_stands_behind_all_else(office: TestClient) -> None:
    first, *others = listed(office)["items"]
    assert office.post("/v1/marks", json=MARK | {"gap": first["key"]}).status_code == 200
    left, whole = listed(office)["items"], listed(office, state="all")["items"]
    assert [item["key"] for item in left] == [item["key"] for item in others]
    assert [item["rank"] for item in left] == list(range(1, len(left) + 1))
    assert (whole[-1]["key"], whole[-1]["rank"]) == (first["key"], len(whole))


def test_a_mark_is_put_back_to_open_and_says_by_whom_and_why(office: TestClient) -> None:
    before = keys(listed(office, state="open"))
    page = Seen(office.get(f"{PAGE}?lang=en&type=empty_unit").text)
    assert [attributes.get("value") for tag, attributes in page.tags if tag == "option"].count("open") == 2, "to narrow the list"
    office.post(f"{PAGE}/mark", data=form(), headers=BROWSER)
    assert keys(listed(office, state="open")) == before - {GAP}
    page = Seen(office.get(f"{PAGE}?lang=en&state=dismissed").text)
    assert [attributes.get("value") for tag, attributes in page.tags if tag == "option"].count("open") == 3
    sent = office.post(f"{PAGE}/mark", data=form(state="open", reason="reconsidered", who="李强"), headers=BROWSER)
    assert sent.status_code == 303
    assert (keys(listed(office, state="open")), listed(office, state="dismissed")["items"]) == (before, [])
    rows = Seen(office.get(f"{PAGE}?lang=en&type=empty_unit").text).rows
    assert marks_of(rows, "changzhou") == [f"open again · 李强 · {said(today(office)).en} · reconsidered"]


@pytest.mark.parametrize("of_a_country", [False, True])
def test_short_lists_say_who_took_a_gap_and_lead_to_those_dismissed(office: TestClient, *, of_a_country: bool) -> None:
    found = listed(office)["items"]
    ((code, _),) = Counter(item["country"]["code"] for item in found if item["country"]).most_common(1)
    gap = next(item["key"] for item in found if not of_a_country or (item["country"] or {}).get("code") == code)
    address = f"/views/country/{code}?home=jiangsu&lang=en" if of_a_country else "/views/home/jiangsu?lang=en"
    office.post("/v1/marks", json=MARK | {"gap": gap, "state": "taken"})
    assert f"taken · 王芳 · {said(today(office)).en} · 已并入市级规划" in Seen(office.get(address).text).text
    office.post("/v1/marks", json=MARK | {"gap": gap})
    page = Seen(office.get(address).text)
    (leads,) = [str(attributes["href"]) for _, attributes in page.tags if "state=dismissed" in str(attributes.get("href"))]
    assert ("those dismissed (1)" in page.text, "home/jiangsu/gaps" in leads) == (True, True)


def test_a_mark_changes_nothing_that_is_measured(office: TestClient) -> None:
    asked = ("clusters?home=jiangsu", "countries?home=jiangsu", "coverage?home=jiangsu", "scorecards?home=jiangsu", "statistics")
    before = [office.get(f"/v1/{path}").json() | {"snapshot": ""} for path in asked]
    counts = Seen(office.get("/views/home/jiangsu?lang=en").text).rows
    office.post("/v1/marks", json=MARK)
    assert [office.get(f"/v1/{path}").json() | {"snapshot": ""} for path in asked] == before
    after = Seen(office.get("/views/home/jiangsu?lang=en").text).rows
    kept = [row[1:] for row in after]  # the worklist is numbered anew
    lost = [row for row in counts if row[1:] not in kept]
    assert all("changzhou" in " ".join(row) and row[0].isdigit() for row in lost)


def test_the_feed_and_the_list_of_marks_tell_who_marked_what_and_what_it_was_before(office: TestClient) -> None:
    office.post("/v1/marks", json=MARK)
    office.post("/v1/marks", json=MARK | {"state": "done", "who": "李强"})
    items = office.get("/v1/changes", params={"record": "marks", "id": GAP, "since": "1"}).json()["items"]
    assert [item["who"] for item in items] == ["王芳", "李强"]
    assert (items[1]["before"]["state"], items[1]["after"]["state"]) == ("dismissed", "done")
    (mark,) = office.get("/v1/marks", params={"home": "jiangsu", "id": GAP}).json()["items"]
    assert (mark["state"], mark["layer"], mark["sources"] != []) == ("done", "marks", True)
    assert office.get(f"/v1/marks/{GAP}").json()["record"]["who"] == "李强"


def test_marking_is_off_unless_it_is_switched_on_and_says_how(client: TestClient) -> None:
    assert 'method="post"' not in client.get(f"{PAGE}?lang=en").text
    for answer in (client.post("/v1/marks", json=MARK), client.post(f"{PAGE}/mark", data=form(), headers=PROGRAM)):
        assert slug(answer) == (403, "/problems/marking-off")
        assert "GRAPH_SERVICE_MARKING=true" in answer.json()["detail"]
        assert "everybody who can reach the service" in answer.json()["detail"]
    page = client.post(f"{PAGE}/mark", data=form(), headers=BROWSER)
    assert (page.status_code, "GRAPH_SERVICE_MARKING=true" in page.text) == (403, True)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://testserver.elsewhere.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://testserver"},
    ],
)
def test_a_page_of_another_origin_marks_nothing(office: TestClient, headers: dict[str, str]) -> None:
    for answer in (
        office.post("/v1/marks", json=MARK, headers=headers),
        office.post(f"{PAGE}/mark", data=form(), headers=headers | PROGRAM),
    ):
        assert slug(answer) == (403, "/problems/foreign-origin")
    assert listed(office)["dismissed"] == 0


@pytest.mark.first(2)
@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"who": ""}, 422),
        ({"who": " \u3000"}, 422),
        ({"reason": "\n"}, 422),
        ({"who": "a\x00b"}, 422),
        ({"who": "two\nlines"}, 422),
        ({"reason": "bell\x07"}, 422),
        ({"reason": "seen\u200bunseen"}, 422),
        ({"who": "x" * 201}, 422),
        ({"reason": "x" * 2001}, 422),
        ({"state": "reopened"}, 422),
        ({"gap": "gap~no~such"}, 404),
        ({"gap": ""}, 404),
        ({"more": "x"}, 422),
    ],
)
def test_what_is_no_mark_is_refused_and_nothing_is_written(office: TestClient, changes: dict[str, str], status: int) -> None:
    assert office.post("/v1/marks", json=MARK | changes).status_code == status
    assert office.post(f"{PAGE}/mark", data=form(**changes)).status_code == status
    assert office.get("/v1/changes", params={"record": "marks", "since": "1"}).json()["items"] == []


def test_a_body_is_bound_and_must_be_understood(store: str) -> None:
    with TestClient(create_app(Settings(store=store, marking=True, max_body_bytes=2000))) as client:
        for path in ("/v1/marks", f"{PAGE}/mark"):
            assert slug(client.post(path, content=b"x" * 2001, headers=PROGRAM)) == (413, "/problems/too-large")
            assert client.post(path, content=b"\xff\xfe=1").status_code == 422
        assert client.post(f"{PAGE}/mark", content=b"gap=a&gap=b").status_code == 422
        assert client.post("/v1/marks", json=MARK | {"home": "nowhere"}).status_code == 404


def test_hostile_names_and_reasons_are_text(office: TestClient) -> None:
    office.post("/v1/marks", json=MARK | {"who": HOSTILE, "reason": HOSTILE, "state": "done"})
    for address in (PAGE, f"{PAGE}?state=done", "/views/list/marks?home=jiangsu"):
        answer = office.get(f"{address}{'&' if '?' in address else '?'}lang=en")
        html = answer.text
        assert answer.status_code == 200
        assert "<img src=x" not in html
        assert "&lt;img src=x onerror=alert(1)&gt;" in html or address.startswith("/views/list")
    back = office.post(f"{PAGE}/mark", data=form(back="lang=en\r\nSet-Cookie: a=b&x=//elsewhere.example"), headers=BROWSER)
    assert back.headers["location"].startswith("../gaps?lang=en%0D%0A")
    assert "set-cookie" not in back.headers


def test_a_mark_whose_gap_is_gone_stands_below_the_list(store: str, office: TestClient) -> None:
    office.post("/v1/marks", json=MARK | {"state": "taken"})
    assert listed(office)["gone"] == []
    without = ChangeSet(remove=("changzhou",))
    run(open_store(store).apply(without, "root"))
    again = office.post("/v1/marks", json=MARK | {"gap": OTHER})  # which publishes what is in the store
    assert again.status_code == 200
    assert [mark["id"] for mark in listed(office)["gone"]] == [GAP]
    page = Seen(office.get(f"{PAGE}?lang=en").text)
    assert "Marked gaps that are on the list no more" in page.text
    assert [row for row in page.rows if row[1:3] == ["taken", "王芳"]]
    assert office.post("/v1/marks", json=MARK | {"state": "done"}).json()["record"]["state"] == "done"
    narrowed = listed(office, type="bare_stem")
    assert [mark["id"] for mark in narrowed["gone"]] == [GAP]


def test_a_mark_survives_new_seeds_and_a_layer_loaded_anew(store: str, office: TestClient, tmp_path: Path) -> None:
    office.post("/v1/marks", json=MARK)
    folder = tmp_path / "seeds" / "home"
    folder.mkdir(parents=True)
    write(folder, *known_records(), place("changzhou-town", "county", "CN", "changzhou"))
    run(load_files(open_store(store), [folder], today=TODAY, who="root", seeds=SeedLoad.PROPOSE))
    report = run(load_files(open_store(store), [write(folder, *known_records())], today=TODAY, who="root", replace=True))
    assert (report.difference.removed, report.written) == (1, True)
    stored = run(open_store(store).load())
    assert stored.network.table(Mark)[GAP].who == "王芳"
    answer = gaps(View(Snapshot(stored.network, stored.version, TODAY)), Gaps(home="jiangsu", state="dismissed"))
    assert [item.key for item in answer.items] == [GAP]


def test_a_saved_page_has_no_form(office: TestClient) -> None:
    assert 'method="post"' in office.get(f"{PAGE}?lang=en").text
    saved = office.get(f"{PAGE}?lang=en&download=1").text
    assert not re.search(r"<form[^>]*post", saved)
