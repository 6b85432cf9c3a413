"""The page before a meeting: what it tells, that it is one sheet of A4 in print, and where the rows stand that yield."""

import io
import re
from collections.abc import Sequence
from urllib.parse import urljoin

import docx
import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser

from graph_service.formats.documents import docx_of
from graph_service.formats.one_page import ANNEXED, on_one_page
from graph_service.formats.outline import Outline, Part
from graph_service.metrics.resources import footprint_of
from graph_service.questions.brief import Brief, brief
from graph_service.questions.brief_parts import outline_of
from graph_service.questions.question import View
from graph_service.records.activity import Activity
from graph_service.records.base import Names
from graph_service.records.vocabulary import WorkStatus
from graph_service.site.brief import render_brief
from graph_service.site.templating import Frame
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Language
from graph_service.words.days import written
from tests.chromium import Visit, pages_of
from tests.drawing import DRAWN, agreement, jiangsu, place, snapshot, witnessed_places
from tests.pages.pages import HOSTILE, text_of
from tests.site.addresses import Seen
from tests.site.test_accessible import findings
from tests.thorough import thorough

chromium = pytest.mark.chromium
LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])
# A country with many ties, regions, a city, homes abroad, a pair with nothing between, an area.
PAIRS = (
    *("Q16963/DE", "Q16963/DE-BW", "Q16963/DE-NW", "CN-SD/JP", "JP-28/US", "DE-NW/CN"),
    *("DE-NW/Q16666", "Q16963/Q189822", "Q16963/Q365", "CN-QH/TV", "Q16963/HK"),
)
SMALLEST = """() => Math.min(...[...document.querySelectorAll(".paper *")]
    .filter(one => one.checkVisibility() && [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()))
    .filter(one => !one.closest(".unseen"))
    .map(one => parseFloat(getComputedStyle(one).fontSize) * 0.75))"""


def shown(client: TestClient, pair: str, language: str = "en", **more: str) -> Seen:
    asked = "".join(f"&{name}={value}" for name, value in more.items())
    found = client.get(f"/views/brief/{pair}?lang={language}{asked}")
    assert found.status_code == 200
    return Seen(found.text)


# Cells whose text runs over into the next one.
SPILLING = """[...document.querySelectorAll('.one td')]
    .filter(cell => cell.scrollWidth > cell.clientWidth + 1).map(cell => cell.innerText)"""


def texts(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    return [[" ".join(cell.split()) for cell in row] for row in rows]


@pytest.mark.thorough
@chromium
@pytest.mark.parametrize("annex", ["&annex=1", *thorough([""])])
def test_a_page_whose_parts_go_on_in_the_annex_has_no_finding_of_axe(visit_seeds: Visit, annex: str) -> None:
    assert findings(visit_seeds(f"/views/brief/Q16963/DE?lang=en{annex}").page) == []


@pytest.mark.first(1)
@chromium
@pytest.mark.parametrize("pair", [*PAIRS[:4], *thorough(PAIRS[4:])])
def test_the_page_is_one_sheet_of_a4_in_print_at_eight_points_or_more(visit_seeds: Visit, pair: str) -> None:
    page = visit_seeds(f"/views/brief/{pair}?lang=zh").page
    for language in ("zh", "en"):
        page.goto(f"http://service.test/views/brief/{pair}?lang={language}")
        assert pages_of(page.pdf(prefer_css_page_size=True)) == 1
        page.emulate_media(media="print")
        assert page.evaluate(SMALLEST) >= 8
        assert page.evaluate(SPILLING) == []
        page.emulate_media(media="null")
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.thorough
@chromium
def test_with_the_annex_what_yields_is_printed_overleaf(visit_seeds: Visit) -> None:
    opened = visit_seeds("/views/brief/Q16963/DE?lang=en")
    opened.page.get_by_role("link", name="print with the annex").click()
    opened.page.wait_for_url("**annex=1*")
    assert "the rest overleaf" in opened.page.locator(".one").inner_text()
    assert pages_of(opened.page.pdf(prefer_css_page_size=True)) > 1
    assert opened.complaints == []


def crowded(name: str) -> Snapshot:
    """A home and a partner of fifty units each with an agreement, all with this name."""
    names = Names(zh=name, en=name, local=name)
    units = range(50)
    return snapshot(
        [
            place("china", "country", "CN", names=names),
            place("home", "province", "CN", "china", names=names),
            place("land", "country", "NL", names=names),
            place("region", "province", "NL", "land", names=names),
            agreement("home", "region"),
            *(place(f"unit-{number}", "city", "CN", "home", names=names) for number in units),
            *(place(f"city-{number}", "city", "NL", "region", names=names) for number in units),
            *(agreement(f"unit-{number}", f"city-{number}", "formal 2001-05-05") for number in units),
        ]
    )


@pytest.mark.thorough
@pytest.mark.first(1)
@chromium
@pytest.mark.parametrize(
    "name",
    [HOSTILE, "友" * 300, "مدينة " * 60, *thorough(["W" * 400, "\U0001f3d9" * 200, "a-b " * 90, "Ünïted Stätes of Ämérica Énd"])],
)
def test_no_name_makes_the_page_longer_than_one_sheet(browser: Browser, name: str) -> None:
    page = browser.new_page()
    for language in ("zh", "en"):
        html = render_brief(Frame(language, "../../"), View(crowded(name)), Brief(home="home", partner="land"), annex=False)
        page.set_content(html)
        assert pages_of(page.pdf(prefer_css_page_size=True)) == 1
    page.close()


@pytest.mark.first(2)
@LANGUAGES
@pytest.mark.parametrize("pair", ["Q16963/DE", "CN-SD/JP", "DE-NW/CN"])
def test_every_row_of_the_answer_stands_on_the_page_or_in_the_annex(seeds_client: TestClient, pair: str, language: str) -> None:
    document = seeds_client.get(f"/v1/briefs/{pair}").json()
    page = shown(seeds_client, pair, language)
    links = {link.partition("?")[0].rpartition("/")[2] for link in page.links if "/views/agreement/" in link}
    assert len(links) == sum(len(document[name]) for name in ("agreements", "beside", "ended", "agreements_apart")) > 3
    told = [" ".join(row) for row in texts(page.rows)]
    for source in document["sources"]:
        assert any(source["document"].removesuffix("（无网址 no address）") in row for row in told), source
    for gap in document["gaps"]:
        assert any(gap["reason"][language] in row for row in told), gap["reason"]
    named = {part: document[part] for part in ("anniversaries", "activities", "planned", "bodies")}
    for part, found in named.items():
        for one in found:
            name = one["names"].get(language) or next(filter(None, one["names"].values()))
            assert any(" ".join(name.split()) in row for row in told), (part, name)
    assert pair != "Q16963/DE" or (named["anniversaries"] and named["bodies"])


def test_what_yields_says_how_many_of_how_many_stand_here(seeds_client: TestClient) -> None:
    document = seeds_client.get("/v1/briefs/Q16963/DE").json()
    ties = sum(len(document[name]) for name in ("agreements", "beside", "ended", "agreements_apart"))
    english = re.findall(r"(\d+) of (\d+), the rest in the annex, printed apart\.", shown(seeds_client, "Q16963/DE").text)
    chinese = re.findall(r"共(\d+)项，此处(\d+)项，余见附页（另印）。", shown(seeds_client, "Q16963/DE", "zh").text)
    told = (14, {int(total): int(here) for here, total in english}), (17, {int(total): int(here) for total, here in chinese})
    for least, counts in told:
        assert least <= counts[ties] < ties
        assert counts[len(document["sources"])] >= 1


@LANGUAGES
def test_the_page_tells_how_far_the_lists_are_known_and_of_which_day_it_is(seeds_client: TestClient, language: Language) -> None:
    document = seeds_client.get("/v1/briefs/Q16963/DE").json()
    text = shown(seeds_client, "Q16963/DE", language).text
    whole = document["knowledge"]["whole"]
    assert {"zh": f"公布{whole['claimed']:g}对", "en": f"{whole['claimed']:g} published"}[language] in text
    assert {"zh": "未列不等于没有", "en": "what does not may still be there"}[language] in text
    assert written(document["as_of"], language) in text


def test_what_happened_and_what_is_planned_with_a_unit_of_the_partner_stands_in_its_brief() -> None:
    def event(name: str, date: str, *participants: str, status: WorkStatus | None = None) -> Activity:
        return Activity(id=name, kind="visit", date=date, status=status, participants=participants, sources=DRAWN, layer="home")

    drawn = snapshot(
        [
            *(*jiangsu(), *witnessed_places(), agreement("taizhou", "oss", "formal 1994-09-09")),
            event("theirs-alone", "2019", "oss"),
            event("both", "2020", "taizhou", "oss"),
            event("elsewhere", "2020", "taizhou", "vaud"),
            event("never-heard-of", "2020", "taizhou", "oss", status="planned"),
            event("ahead", "2090", "taizhou", "oss", status="planned"),
        ]
    )
    ask = Brief(home="jiangsu", partner="north-brabant")
    found = brief(View(drawn), ask)
    assert [event.id for event in found.activities] == ["both"]
    assert [(plan.id, plan.state) for plan in found.planned] == [("never-heard-of", "overdue"), ("ahead", "planned")]
    told = texts(Seen(render_brief(Frame("en", "../../"), View(drawn), ask, annex=False)).rows)
    assert [row[:2] for row in told if row[1:2] in (["both"], ["never-heard-of"], ["ahead"])] == [
        ["2020", "both"],
        ["2020", "never-heard-of"],
        ["2090", "ahead"],
    ]


@LANGUAGES
def test_the_page_of_a_city_tells_the_agreements_with_the_region_and_country_it_lies_in(language: Language) -> None:
    drawn = snapshot(
        [
            *(*jiangsu(), *witnessed_places(), agreement("jiangsu", "north-brabant", "formal 1994-09-09")),
            *(agreement("taizhou", "netherlands", "exchange 2001"), agreement("taizhou", "vaud", "formal 2002")),
        ]
    )
    page = Seen(render_brief(Frame(language, "../../"), View(drawn), Brief(home="jiangsu", partner="oss"), annex=False))
    told = [row for row in texts(page.rows) if len(row) == 5]
    signed = {"zh": ["1994年9月9日", "2001"], "en": ["9 September 1994", "2001"]}[language]
    assert [row[4] for row in told[1:]] == signed  # below the head: the region first
    assert any("/agreement/" in link for link in page.links)
    assert {"zh": "与其所在地区的友城", "en": "Our ties with what it lies in"}[language] in page.text
    alone = Seen(render_brief(Frame(language, "../../"), View(drawn), Brief(home="jiangsu", partner="netherlands"), annex=False))
    assert {"zh": "所在地区的友城", "en": "what it lies in"}[language] not in alone.text


def test_a_brief_whose_gaps_name_the_anniversary_of_an_agreement_tells_that_agreement(seeds_client: TestClient) -> None:
    answer = seeds_client.get("/v1/briefs/Q16963/Q365").json()  # Jiangsu and Cologne
    assert [item["id"] for item in answer["around"]] == ["Q1198~Q16963"]
    told = seeds_client.get("/v1/briefs/Q16963/Q365?format=docx&lang=zh")
    cells = [cell.text for table in docx.Document(io.BytesIO(told.content)).tables for row in table.rows for cell in row.cells]
    assert "江苏省 – 北莱茵-威斯特法伦州" in [cell.strip() for cell in cells]


@LANGUAGES
def test_what_the_partner_did_alone_is_counted_and_its_list_is_a_click_away(seeds_client: TestClient, language: str) -> None:
    answer = seeds_client.get("/v1/briefs/Q130290/Q15175").json()  # Hyōgo and Guangdong
    alone = {event["id"] for event in answer["activities_alone"]}
    assert "activity:gcc-investment-symposium" in alone
    assert alone.isdisjoint(event["id"] for event in answer["activities"])
    page = shown(seeds_client, "Q130290/Q15175", language)
    count = len(alone)
    told = {"zh": f"对方自己的活动在册{count}项", "en": f"{count} activities of the partner alone on record"}[language]
    assert told in page.text
    assert {"zh": f"与我方的未见记录；{told}", "en": f"none with us on record; {told}"}[language] in page.text
    assert {"zh": "广东省 · Guangdong", "en": "Guangdong · 广东省"}[language] in [cell for row in page.rows for cell in row]
    (there,) = (link for link in page.links if "views/list/activities?" in link and "id=" in link)
    listed = Seen(seeds_client.get(urljoin("/views/brief/Q130290/Q15175", there)).text)
    assert len(listed.rows) - 1 == count
    assert seeds_client.get("/v1/briefs/Q16963/Q365").json()["activities_alone"] == []


def test_a_pair_with_nothing_between_says_that_nothing_is_on_record(seeds_client: TestClient) -> None:
    page = shown(seeds_client, "CN-QH/TV")
    assert "No agreement with Tuvalu is on record." in page.text
    assert page.text.count("None on record.") >= 3


def test_a_population_that_nobody_tells_is_a_dash_and_one_says_whom_it_counts(seeds_client: TestClient) -> None:
    rows = texts(shown(seeds_client, "Q16963/Q189822").rows)
    assert ["population", "—"] in rows
    assert ["population", "83,517,030 (the whole unit)"] in texts(shown(seeds_client, "Q16963/DE").rows)


def test_the_partner_may_be_named_and_the_language_is_one(seeds_client: TestClient) -> None:
    by_name, by_id = shown(seeds_client, "江苏/Germany"), shown(seeds_client, "Q16963/Q183")
    assert by_name.rows == by_id.rows
    assert "会前一页纸" not in by_id.text


@pytest.mark.parametrize(
    ("pair", "status"),
    [("Q16963/CN", 422), ("Q16963/Q16666", 422), ("Q16963/nowhere", 404), ("Q16666/DE", 422), ("Q183/CN", 422)],
)
def test_who_cannot_meet_is_told_so(seeds_client: TestClient, pair: str, status: int) -> None:
    assert seeds_client.get(f"/views/brief/{pair}").status_code == status
    assert seeds_client.get(f"/v1/briefs/{pair}").status_code == status


def test_markup_in_names_is_text() -> None:
    html = render_brief(Frame("en", "../../"), View(crowded(HOSTILE)), Brief(home="home", partner="land"), annex=False)
    assert HOSTILE not in html
    assert HOSTILE in Seen(html).text


def test_the_agreement_leads_to_the_pages_of_both_sides(seeds_client: TestClient) -> None:
    links = Seen(seeds_client.get("/views/agreement/Q1198~Q16963?lang=en").text).links
    assert {"../../views/brief/Q16963/Q1198?lang=en", "../../views/brief/Q1198/Q16963?lang=en"} <= set(links)


@LANGUAGES
def test_the_page_of_a_cluster_leads_to_it(seeds_client: TestClient, language: str) -> None:
    links = Seen(seeds_client.get(f"/views/cluster/Q16963/Q183?lang={language}").text).links
    assert f"../../../views/brief/Q16963/Q183?lang={language}" in links


def test_each_part_has_a_few_rows_before_any_has_many() -> None:
    drawn = crowded("Town")
    answer = brief(View(drawn), Brief(home="home", partner="land"))
    paper = on_one_page(outline_of(answer, "en"), ANNEXED)
    counts = {part.title: len(part.rows) for part in paper.parts}
    assert counts["Our ties"] >= 20
    assert counts["Sources"] == 1
    assert sum(len(part.rows) for part in (*paper.parts, *paper.rest)) == sum(
        len(part.rows) for part in outline_of(answer, "en").parts
    )


@pytest.mark.parametrize(("home", "told"), [("Q16963", True), ("Q54181", False)])
def test_a_plan_of_one_home_is_no_membership_of_a_country_and_no_matter_of_another_home(
    seeds_client: TestClient, home: str, told: bool
) -> None:
    partner = seeds_client.get(f"/v1/briefs/{home}/DE").json()["partner"]
    plan = "Key-country exchange plan (11 economic powers)"
    assert plan not in [names.get("en") for names in partner["frames"]]
    assert (plan in [names.get("en") for names in partner["our_frames"]]) is told


@pytest.mark.parametrize(("lang", "told"), [("zh", "中国同183个国家建立外交关系"), ("en", "with 183 countries")])
def test_a_figure_that_a_document_states_of_the_partner_has_the_unit_and_the_signs_of_its_language(
    seeds_client: TestClient, lang: str, told: str
) -> None:
    text = text_of(seeds_client.get(f"/views/brief/Q130290/Q148?lang={lang}").text)
    assert told in text
    assert "183 个" not in text


@pytest.mark.parametrize(("home", "partner"), [("Q1198", "Q148"), ("Q1198", "Q16963"), ("Q130290", "Q148"), ("Q16963", "Q184")])
def test_what_is_told_as_common_names_either_side(seeds: Snapshot, seeds_client: TestClient, home: str, partner: str) -> None:
    """What Taizhou arranges for itself is no business of a delegation from Hyōgo."""
    answer = seeds_client.get(f"/v1/briefs/{home}/{partner}").json()
    told = [seeds.network.find(row["id"]) for row in (*answer["activities"], *answer["planned"])]
    assert bool(told) == (home == "Q16963")
    units = {home, *(place.id for place in seeds.below(home))}
    sides = [footprint_of(seeds, record) for record in told if record]
    assert all(units & side.places and seeds.places[partner].country in side.countries for side in sides)


@LANGUAGES
def test_a_brief_proposes_the_candidates_of_the_home_says_which_are_partners_of_our_units_and_a_reason_once(
    seeds_client: TestClient, language: Language
) -> None:
    document = seeds_client.get("/v1/briefs/Q1198/Q16963").json()
    everywhere = seeds_client.get("/v1/candidates?home=Q1198&region=Q16963&limit=20").json()
    offered = [item["place"]["id"] for item in document["candidates"]]
    assert document["candidates_total"] == everywhere["total"]
    assert offered == [item["place"]["id"] for item in everywhere["items"]]
    ours = {item["partner"]["id"] for item in document["agreements"]}
    assert not ours.isdisjoint(offered)
    for item in document["candidates"]:
        assert (item["taken"] is not None) == (item["place"]["id"] in ours)
        assert item["taken"] is None or ("（我方" in item["taken"]["zh"] and "(ours" in item["taken"]["en"])
    for item, own in zip(document["candidates"], everywhere["items"], strict=True):  # what is said of the country stands above
        kinds = [warning for warning in own["warnings"] if warning["kind"] not in ("no_relations", "sanctions", "risk")]
        assert item["warnings"] == kinds
    page = seeds_client.get(f"/views/brief/Q1198/Q16963?lang={language}").text
    warned = [warning["text"][language] for item in document["candidates"][:2] for warning in item["warnings"]]
    assert warned
    assert [words for words in warned if words not in Seen(page).text] == []
    whys = {one["why"][language] for one in document["candidates"]}
    seen = Seen(page)
    assert {name for name, tag in seen.tags if tag.get("rowspan")} == {"td"}
    for why in whys:  # at most once on the page and once in the annex
        assert 1 <= sum(row.count(why) for row in seen.rows) <= 2
    spans = [int(tag["rowspan"] or 0) for _, tag in seen.tags if tag.get("rowspan")]
    short = [row for row in seen.rows if len(row) == 2 and row[1].startswith(("得分", "score"))]
    assert len(short) == sum(spans) - len(spans)


def test_a_group_stands_once_for_its_rows_on_a_page_and_in_a_document() -> None:
    part = Part("t", ("a", "b"), (50, 50), [("1", "x"), ("2", "x"), ("3", "y"), ("4", "x")], grouped=1)
    assert part.spans == [2, 0, 1, 1]
    paper = Outline("en", "paper", (), (part,), (), "known")
    (table,) = docx.Document(io.BytesIO(docx_of(paper))).tables
    assert [cell.text for cell in table.columns[1].cells] == ["b", "x", "x", "y", "x"]
    lines = [line for line in table.columns[1].cells[1].text.splitlines() if line]
    assert lines == ["x"]


def test_what_another_home_did_with_the_whole_state_is_not_told_as_common(seeds_client: TestClient) -> None:
    hyogo = seeds_client.get("/v1/briefs/Q130290/Q15175").json()["activities"]  # Guangdong
    assert "activity:osaka-expo-campaign" not in [row["id"] for row in hyogo]
    japan = seeds_client.get("/v1/briefs/Q15175/Q17").json()["activities"]
    assert "activity:osaka-expo-campaign" in [row["id"] for row in japan]


@pytest.mark.parametrize(
    ("pair", "lang"), [("Q1198/Q16963", "zh"), ("Q1198/Q16963", "en"), ("Q1198/CN", "zh"), ("Q1198/CN", "en")]
)
def test_a_figure_of_the_partner_is_told_once_and_in_the_language_of_the_page(
    seeds_client: TestClient, pair: str, lang: Language
) -> None:
    facts = {item["id"]: item for item in seeds_client.get(f"/v1/briefs/{pair}").json()["partner"]["facts"]}
    told = [
        row[1]
        for row in shown(seeds_client, pair, lang).rows
        if len(row) == 2 and any(row[1].startswith(fact["names"].get(lang, "?")) for fact in facts.values())
    ]
    assert told
    assert [text for text in told if text.endswith("· 1") or " · " in text] == []
    if lang == "en":
        assert [text for text in told if re.search("[\u4e00-\u9fff]", text)] == []
    else:
        assert "江苏是全国友城布局最完整的省份" in told or pair != "Q1198/Q16963"


def test_what_another_home_has_with_an_area_is_none_of_the_other_ties_of_its_state(seeds_client: TestClient) -> None:
    """Each country or area of the list stands for itself: Miyazaki's partner Taichung is on the page of Taiwan alone."""
    for partner, area in (("CN", False), ("TW", True)):
        others = seeds_client.get(f"/v1/briefs/Q130290/{partner}").json()["others"]
        ids = {tie["partner"]["id"] for other in others for tie in other["agreements"]}
        codes = {seeds_client.get(f"/v1/places/{each}").json()["place"]["country"] for each in sorted(ids)[:400:7]}
        assert codes == ({"TW"} if area else {"CN"})


@pytest.mark.parametrize("area", ["TW", "HK", "MO"])
def test_the_page_of_an_area_of_its_state_tells_where_the_ties_of_a_home_with_it_stand(
    seeds_client: TestClient, area: str
) -> None:
    page = seeds_client.get(f"/views/country/{area}?home=Q16963&lang=zh").text
    assert "属港澳台，另列，不计入对外友城的统计" in page
    assert "省（州）自身就在这里" not in page
    assert "省（州）自身就在这里" in seeds_client.get("/views/country/CN?home=Q16963&lang=zh").text
