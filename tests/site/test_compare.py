"""The page of homes side by side: figures of the answers with the lists behind them, thin lists marked, faults in words."""

from urllib.parse import urljoin

import pytest
from fastapi.testclient import TestClient

from graph_service.questions.parameters import Chosen
from graph_service.questions.question import View
from graph_service.site.compare import render_compare
from graph_service.site.templating import Frame
from tests.drawing import place, snapshot
from tests.pages.pages import HOSTILE, text_of
from tests.pages.test_page import hostile
from tests.site.addresses import Seen

HOMES = ("Q16963", "Q16967", "Q43407")
ADDRESS = "/views/compare?homes=江苏,Zhejiang,山东&lang=en"


def figures(html: str) -> dict[str, list[str]]:
    """The texts of the cells of each measure, from its head on."""
    return {row[0]: row[1:] for row in Seen(html).rows[1:]}


def test_each_home_has_its_column_with_the_figures_of_the_answers(seeds_client: TestClient) -> None:
    rows = figures(seeds_client.get(ADDRESS).text)
    answers = [seeds_client.get(f"/v1/clusters?home={home}").json() for home in HOMES]
    for measure, key in (("agreements", "agreements"), ("partners", "partners"), ("beside the count: exchange", "exchange")):
        assert [cell.rstrip("*") for cell in rows[measure]] == [f"{answer['totals'][key]:,}" for answer in answers]
    bare = [answer["summary"]["bare_stem_rate"] for answer in answers]
    assert [cell.rstrip("*") for cell in rows["bare stems"]] == [
        f"{rate['share']:.0%} ({rate['numerator']}/{rate['denominator']})" for rate in bare
    ]


def test_each_figure_opens_the_list_behind_it(seeds_client: TestClient) -> None:
    html = seeds_client.get(ADDRESS).text
    links = {urljoin(ADDRESS, link) for link in Seen(html).links if "type=" in link or "tier=" in link}
    assert len(links) == len(HOMES) * (4 + 2 + 3)  # types of gaps, units without a partner of two tiers, agreements of three
    rows = figures(html)
    same = [int(cell.rstrip("*")) for cell in rows["beside the count: records that may be the same agreement"]]
    for tier, name in (("1", "province"), ("3", "county")):
        counts = [int(cell.rstrip("*")) for cell in rows[f"of these at {name} level"]]
        for home, count, doubled in zip(HOMES, counts, same, strict=True):
            (there,) = (link for link in links if f"home={home}&" in link and f"tier={tier}" in link)
            listed = len(Seen(seeds_client.get(f"{there}&limit=1000").text).rows) - 1
            assert count <= listed <= count + doubled
    for tier, name in (("2", "city"), ("3", "county")):
        counts = [int(cell.rstrip("*").replace(",", "")) for cell in rows[f"units without a partner on record, {name} level"]]
        asked = [f"/v1/gaps?home={home}&type=empty_unit&tier={tier}&state=all&limit=1" for home in HOMES]
        assert counts == [seeds_client.get(each).json()["total"] for each in asked]
    assert any(counts)  # the counties of a home, which its own page counts too
    gaps = [seeds_client.get(f"/v1/gaps?home={home}&type=bare_stem&limit=1").json()["total"] for home in HOMES]
    assert [int(cell.rstrip("*")) for cell in rows["bare stems, no grape on record"]] == gaps


def test_a_figure_of_a_list_that_is_not_complete_is_marked_and_hatched_where_no_total_is_known(seeds_client: TestClient) -> None:
    html = seeds_client.get(ADDRESS).text
    known = [seeds_client.get(f"/v1/clusters?home={home}").json()["knowledge"] for home in HOMES]
    rows = figures(html)
    assert [cell.endswith("*") for cell in rows["agreements"]] == [one["whole"]["status"] != "complete" for one in known]
    assert [cell.endswith("*") for cell in rows["of these at province level"]] == [
        one["tiers"]["1"]["status"] != "complete" for one in known
    ]
    tags = [tag for name, tag in Seen(html).tags if name == "td" and tag.get("class") == "thin"]
    marked = sum(cell.endswith("*") for cells in rows.values() for cell in cells)
    statuses = [one["whole"]["status"] for one in known] + [tier["status"] for one in known for tier in one["tiers"].values()]
    assert {"partial", "unknown"} <= {*statuses}
    assert 0 < len(tags) < marked
    first = html.partition('<th scope="row">agreements</th>')[2].partition("</tr>")[0]
    assert first.count('class="thin"') == sum(one["whole"]["status"] == "unknown" for one in known)
    assert "367 published" in Seen(html).text


def test_a_home_with_nothing_on_record_has_no_rates_and_no_zero_in_their_place() -> None:
    drawn = snapshot([place("land", "country", "CN"), *(place(name, "province", "CN", "land") for name in ("a", "b"))])
    rows = figures(render_compare(Frame("en", "../"), View(drawn), ["a", "b"], Chosen()))
    assert rows["bare stems"] == ["—", "—"]
    assert rows["agreements"] == ["0*", "0*"]


@pytest.mark.parametrize(
    ("homes", "zh", "en", "columns"),
    [
        ("", "请填两个到四个省级单位", "Name two to four homes", 0),
        ("jiangsu", "请填两个到四个省级单位", "Name two to four homes", 0),
        ("jiangsu,jiangsu", "填了两次", "named twice", 0),
        ("jiangsu,vaud,jiangsu", "填了两次", "named twice", 2),
        ("jiangsu,nanjing", "“nanjing”不是省级单位", "“nanjing” is no province-level place", 0),
        ("jiangsu,qqzzxx", "没有地方叫“qqzzxx”", "No place is called “qqzzxx”", 0),
        ("jiangsu,vaud,zhejiang,north-brabant,jiangsu", "最多并排四个", "Four at most", 4),
    ],
)
def test_wrong_counts_and_names_are_said_in_words(client: TestClient, homes: str, zh: str, en: str, columns: int) -> None:
    for language, words in (("zh", zh), ("en", en)):
        page = client.get(f"/views/compare?lang={language}&homes={homes}")
        assert (page.status_code, words in Seen(page.text).text) == (200, True)
        assert [len(row) for row in Seen(page.text).rows[:1]] == ([columns + 1] if columns else [])


@pytest.mark.parametrize(("lang", "words"), [("zh", "“南京市”不是省级单位"), ("en", "“Nanjing” is no province-level place")])
def test_a_city_that_is_asked_for_by_id_is_told_by_its_name(seeds_client: TestClient, lang: str, words: str) -> None:
    page = seeds_client.get(f"/views/compare?homes=Q16963,Q16666&lang={lang}").text
    assert (words in Seen(page).text, 'value="Q16666"' in page) == (True, False)


@pytest.mark.parametrize(
    ("homes", "ways"),
    [
        ("南京,苏州,无锡", ["../views/home/Q16963?", "../views/list/scorecards?"]),
        ("南京,苏州,杭州", ["../views/compare?homes=Q16963%2CQ16967&"]),
        ("江苏,杭州", ["../views/compare?homes=Q16963%2CQ16967&"]),
        ("江苏", []),
    ],
)
def test_cities_side_by_side_lead_to_what_can_be_compared(seeds_client: TestClient, homes: str, ways: list[str]) -> None:
    for lang, words in (("zh", "能并排比较的是省级单位"), ("en", "Province-level places can be compared side by side")):
        page = Seen(seeds_client.get(f"/views/compare?homes={homes}&lang={lang}").text)
        led = [link for link in page.links if link.startswith(("../views/home", "../views/list", "../views/compare"))]
        assert [link for link, way in zip(led, ways, strict=True) if not link.startswith(way)] == []
        assert (words in page.text) == bool(ways)
        assert [seeds_client.get(urljoin("/views/compare", link)).status_code for link in led] == [200] * len(ways)


def test_a_page_that_can_be_no_file_offers_none(client: TestClient) -> None:
    for homes, saved in (("", False), ("jiangsu", False), ("jiangsu,nanjing", False), ("jiangsu,vaud", True)):
        page = client.get(f"/views/compare?lang=en&homes={homes}")
        assert any("download=1" in link for link in Seen(page.text).links) == saved
        assert "API documentation" in page.text


def test_the_form_without_a_script_sends_each_field_and_those_left_empty_are_passed_over(client: TestClient) -> None:
    page = client.get("/views/compare?lang=en&homes=jiangsu&homes=vaud&homes=&kinds=formal")
    seen = Seen(page.text)
    fields = [(tag["name"], tag.get("value")) for name, tag in seen.tags if name == "input" and tag.get("name") != "q"]
    assert fields[1:] == [("lang", "en"), ("kinds", "formal"), ("homes", "jiangsu"), ("homes", "vaud"), ("homes", "")]
    (without,) = (link for link in seen.links if "homes=vaud&" in link and "jiangsu" not in link)
    assert client.get(urljoin("/views/compare", without)).status_code == 200


def test_names_of_the_data_and_of_the_address_stay_text() -> None:
    html = render_compare(Frame("en", "../"), View(hostile()), ["home", "region", HOSTILE], Chosen())
    assert HOSTILE not in html
    assert HOSTILE in Seen(html).text
    assert "img" not in {tag for tag, _ in Seen(html).tags}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_list_behind_the_partners_names_the_home_tells_what_is_known_and_is_in_the_order_of_names(
    seeds_client: TestClient, lang: str
) -> None:
    html = seeds_client.get(f"/views/list/places?partner_of_home=Q16963&lang={lang}").text
    total = seeds_client.get("/v1/places?partner_of_home=Q16963&limit=1").json()["total"]
    title = {"zh": f"江苏省：友城{total}个", "en": f"Jiangsu: {total} partners"}[lang]
    assert f"<h1>{title}</h1>" in html
    assert {"zh": "江苏省及所属单位的友城（截至", "en": "Agreements of Jiangsu and its units as of "}[lang] in text_of(html)
    items = seeds_client.get(f"/v1/places?partner_of_home=Q16963&limit=300&sort=names.{lang},names.en").json()["items"]
    names = [name for item in items if (name := item["names"].get(lang))]
    told = [row[-1] for row in Seen(html).rows if len(row) == 4][1:]
    assert all(place.startswith(name) for name, place in zip(names, told, strict=False))
    early, late = {"zh": ("约克市", "兹韦兹达拉区"), "en": ("Östergötland County", "Perth")}[lang]
    assert names.index(early) < names.index(late)


def test_three_homes_can_be_named_at_once(seeds_client: TestClient) -> None:
    assert seeds_client.get("/views/compare?lang=zh").text.count('name="homes"') == 3
