"""The page of a search: places, and where two places lead that a text names."""

import re
from urllib.parse import quote, urljoin

import pytest
from fastapi.testclient import TestClient

from graph_service.metrics.worldwide import abroad_by_country
from graph_service.resolver import resolve
from graph_service.site.search import render_search
from graph_service.site.templating import Frame
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Language
from tests.site.addresses import Seen


def ways(snapshot: Snapshot, text: str) -> list[str]:
    """Where a search leads beside the places it finds, without the words of the queries."""
    seen = Seen(render_search(Frame("zh", "../"), snapshot, text))
    found = (link.partition("?")[0] for link in seen.links if link.startswith(("../views/cluster", "../v1/", "../views/path")))
    return list(dict.fromkeys(found))


@pytest.mark.first(4)
@pytest.mark.parametrize(
    "text",
    [
        "江苏 德国",
        "德国 江苏",
        "江苏德国",
        "德国江苏省",
        "Jiangsu Germany",
        "jiangsu  to  germany",
        "江苏到德国",
        "江苏→德国",
        "Jiangsu and Germany",
        "江苏和德国",
        "江苏、德国",
        "Jiangsu & Germany",
    ],
)
def test_a_province_and_a_country_lead_to_their_cluster_and_the_file_of_its_table(seeds: Snapshot, text: str) -> None:
    assert ways(seeds, text) == ["../views/cluster/Q16963/Q183", "../v1/clusters/Q16963/Q183"]


@pytest.mark.parametrize(
    ("text", "home", "partner"),
    [
        ("North Rhine-Westphalia France", "Q1198", "Q142"),
        ("South Korea Jiangsu", "Q16963", "Q884"),
        ("United States Hyogo", "Q130290", "Q30"),
        ("Inner Mongolia Russia", "Q41079", "Q159"),
        ("New South Wales China", "Q3224", "Q148"),
        ("巴伐利亚 法国", "Q980", "Q142"),
        ("巴登-符腾堡 法国", "Q985", "Q142"),
        ("下萨克森 日本", "Q1197", "Q17"),
        ("法国 巴伐利亚", "Q980", "Q142"),
        ("北威州和法国", "Q1198", "Q142"),
    ],
)
def test_names_with_spaces_or_hyphens_are_two_places_in_either_order(seeds: Snapshot, text: str, home: str, partner: str) -> None:
    assert ways(seeds, text)[:1] == [f"../views/cluster/{home}/{partner}"]


def test_what_is_only_spelt_alike_names_no_second_place(seeds: Snapshot) -> None:
    assert ways(seeds, "联系 南京") == []


def test_cities_joined_by_a_hyphen_lead_to_their_chains(seeds: Snapshot) -> None:
    assert ways(seeds, "南京-科隆") == ["../views/path"]


def test_two_homes_lead_to_their_comparison_too(seeds: Snapshot) -> None:
    seen = Seen(render_search(Frame("zh", "../"), seeds, "江苏 浙江"))
    assert "../views/compare?homes=Q16963%2CQ16967&lang=zh" in seen.links


@pytest.mark.parametrize("text", ["南京到科隆", "Nanjing to Cologne", "南京 科隆", "南京 — 科隆"])
def test_two_cities_lead_to_the_chains_between_them(seeds: Snapshot, text: str) -> None:
    assert ways(seeds, text) == ["../views/path"]


@pytest.mark.first(4)
@pytest.mark.parametrize(
    "text",
    ["江苏 欧洲", "Jiangsu Europe", "江苏在欧洲的友城", "江苏欧洲", "欧洲 江苏", "江苏 欧洲国家", "Jiangsu and European Union"],
)
def test_a_home_and_a_continent_or_a_set_of_countries_lead_to_the_lists_narrowed_to_it(
    seeds_client: TestClient, text: str
) -> None:
    seen = Seen(seeds_client.get("/views/search", params={"q": text, "lang": "zh"}).text)
    group = "frame%3Aeu" + ("" if "Union" in text else "rope")
    lists = {link.partition("?")[0] for link in seen.links if link.endswith(f"frame={group}") or f"frame={group}&" in link}
    assert lists == {f"../views/list/{name}" for name in ("countries", "coverage", "gaps")}
    agreements = next(link for link in seen.links if "list/agreements" in link)
    listed = seeds_client.get(urljoin("/views/search", agreements)).text
    assert "德国" in listed
    assert "日本" not in Seen(listed).rows[1]


def test_a_city_and_a_set_of_countries_lead_to_its_agreements_there(seeds_client: TestClient) -> None:
    page = Seen(seeds_client.get("/views/search", params={"q": "南京 金砖", "lang": "zh"}).text)
    (there,) = (link for link in page.links if "list/agreements" in link)
    assert "place=Q16666" in there
    listed = Seen(seeds_client.get(urljoin("/views/search", there)).text)
    countries = {country for row in listed.rows[1:] for country in row[-2].split(" – ")}
    assert countries == {"中国", "印度尼西亚", "伊朗", "俄罗斯", "南非"}


@pytest.mark.parametrize("text", ["欧洲", "德国 欧洲", "BRICS"])
def test_a_set_of_countries_without_a_home_or_a_city_is_told_to_be_one(seeds: Snapshot, text: str) -> None:
    assert "是一组国家和地区：请和一个省（州）或城市一起写" in render_search(Frame("zh", "../"), seeds, text)


@pytest.mark.first(3)
@pytest.mark.parametrize(
    "text",
    [
        "江苏在德国的友城",
        "Jiangsu's sister cities in Germany",
        "江苏在德国",
        "江苏与德国的友城",
        "江苏的德国友城有哪些？",
        "agreements between Jiangsu and Germany",
        "sister cities of Jiangsu in Germany",
    ],
)
def test_words_of_the_question_around_two_names_are_passed_over(seeds: Snapshot, text: str) -> None:
    assert ways(seeds, text) == ["../views/cluster/Q16963/Q183", "../v1/clusters/Q16963/Q183"]


@pytest.mark.parametrize("text", ["江苏的友城", "江苏有哪些友城", "sister cities of Jiangsu", "Jiangsu sister cities"])
def test_words_of_the_question_around_one_name_lead_to_its_page(seeds_client: TestClient, text: str) -> None:
    assert seeds_client.get("/views/search", params={"q": text}).headers["location"].startswith("home/Q16963?")


@pytest.mark.parametrize("text", ["New York", "San Francisco", "南京", "", "to", "nowhere at all", "南京到南京"])
def test_the_name_of_one_place_or_of_none_is_not_taken_for_two(seeds: Snapshot, text: str) -> None:
    assert ways(seeds, text) == []


def test_what_nobody_is_called_is_told_with_what_to_do(seeds: Snapshot) -> None:
    assert "没有地方叫这个名字" in render_search(Frame("zh", "../"), seeds, "qqqqzzzz")


@pytest.mark.first(2)
@pytest.mark.parametrize(
    ("text", "told", "offered"),
    [
        ("Nanjing to Mars", "No place is called “Mars”; found: Nanjing.", "did you mean: Nanjing (China) · Marseille (France)"),
        ("南京到巴伐利", "没有地方叫“巴伐利”；认得的是：南京市。", "是不是：南京市（中国） · 巴伐利亚州（德国）"),
        ("Nanjing Mars", "No place is called “Mars”; found: Nanjing.", "did you mean: Nanjing (China) · Marseille (France)"),
        ("Nanjng to Colonge", "No place is called “Nanjng”, “Colonge”.", "did you mean: Nanjing (China) · Cologne (Germany)"),
        ("江苏 德过", "没有地方叫“德过”；认得的是：江苏省。", "是不是：江苏省（中国） · 德国"),
    ],
)
def test_an_end_that_nobody_is_called_is_told_and_likely_ones_are_offered_not_taken(
    seeds_client: TestClient, text: str, told: str, offered: str
) -> None:
    answer = seeds_client.get("/views/search", params={"q": text, "lang": "en" if text.isascii() else "zh"})
    assert answer.status_code == 200
    seen = Seen(answer.text).text
    assert told in seen
    assert offered in seen
    assert seen.index(told) < seen.index(offered)


@pytest.mark.parametrize("text", ["南京到科隆", "Nanjing to Cologne", "南京 → 科隆"])
def test_who_asks_for_the_way_between_two_cities_is_led_there_at_once(seeds_client: TestClient, text: str) -> None:
    answer = seeds_client.get("/views/search", params={"q": text, "lang": "en"})
    assert answer.status_code == 303
    assert answer.headers["location"] in (f"path?from=Q16666&to={there}&lang=en" for there in ("Q365", quote("科隆")))
    page = seeds_client.get(urljoin("/views/search", answer.headers["location"]))
    assert "<h1>Nanjing to Cologne: " in page.text
    assert ("others of the name:" in page.text) == ("科隆" in text)


@pytest.mark.parametrize("text", ["南京到科隆", "南京到维多利亚"])
def test_the_search_for_a_way_and_the_form_of_ways_mean_the_same_place_or_ask_alike(seeds_client: TestClient, text: str) -> None:
    searched = seeds_client.get("/views/search", params={"q": text, "lang": "zh"})
    one, other = text.split("到")
    asked = seeds_client.get("/views/path", params={"from": one, "to": other, "lang": "zh"}).text
    found = seeds_client.get(urljoin("/views/search", searched.headers["location"])).text
    headings = [re.search("<h1>(.*?)</h1>", page) for page in (asked, found)]
    assert headings[0] is not None
    assert headings[1] is not None
    assert headings[0][1] == headings[1][1]
    assert ("请选一个" in asked) == ("请选一个" in found) == (other == "维多利亚")


@pytest.mark.parametrize("text", ["New York to Tokyo", "纽约到东京", "Tokyo to New York"])
def test_a_way_from_one_of_several_of_a_name_offers_the_others_in_either_language(seeds_client: TestClient, text: str) -> None:
    page = seeds_client.get("/views/search", params={"q": text, "lang": "en"}, follow_redirects=True).text
    assert "New York City; others of the name:" in Seen(page).text
    assert "New York · United States" in Seen(page).text


@pytest.mark.parametrize("text", ["江苏到德国", "南京 科隆", "南京到南京", "南京到qqqqzzzz", "吉林", "Taizhou", "Georgia", ""])
def test_what_may_mean_more_or_nothing_stays_a_search(seeds_client: TestClient, text: str) -> None:
    assert seeds_client.get("/views/search", params={"q": text}).status_code == 200


@pytest.mark.first(2)
@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("南京", "place/Q16666"),
        ("Jiangsu", "home/Q16963"),
        ("江苏", "home/Q16963"),
        ("德国", "country/DE"),
        ("上海", "home/Q8686"),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_name_of_one_place_alone_leads_to_its_page_and_from_there_to_all_that_is_found(
    seeds_client: TestClient, text: str, there: str, language: str
) -> None:
    answer = seeds_client.get("/views/search", params={"q": text, "lang": language})
    location = answer.headers["location"]
    assert (answer.status_code, location.partition("?")[0]) == (303, there)
    page = seeds_client.get(urljoin("/views/search", location))
    (back,) = (link for link in Seen(page.text).links if "all=1" in link)
    assert f"“{text}”" in page.text
    whole = seeds_client.get(urljoin(str(page.url), back))
    assert whole.status_code == 200
    assert f"../views/{there}?lang={language}" in Seen(whole.text).links


def test_an_id_leads_to_its_page_without_a_word_of_a_search(seeds_client: TestClient) -> None:
    assert seeds_client.get("/views/search?q=Q16666&lang=en").headers["location"] == "place/Q16666?lang=en"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("江苏", r"在册有效协议共([\d,]+)对"),
        ("NRW", r"在册有效协议共([\d,]+)对"),
        ("上海", r"在册有效协议共([\d,]+)对"),
        ("南京", r"自身的协议 \(([\d,]+)\)"),
        ("科隆", r"自身的协议 \(([\d,]+)\)"),
    ],
)
def test_a_search_counts_the_agreements_of_a_place_as_its_page_does(seeds_client: TestClient, text: str, said: str) -> None:
    row = Seen(seeds_client.get("/views/search", params={"q": text, "lang": "zh", "all": "1"}).text)
    there = next(link for link in row.links if link.startswith(("../views/home/", "../views/place/")))
    page = seeds_client.get(urljoin("/views/search", there)).text
    assert re.search(said, page)[1].replace(",", "") == row.rows[1][3]  # type: ignore[index]


def test_a_search_counts_the_agreements_of_a_country_as_the_first_page_does(seeds: Snapshot, seeds_client: TestClient) -> None:
    row = Seen(seeds_client.get("/views/search?q=德国&lang=zh&all=1").text).rows[1]
    assert row[3] == str(seeds.once(abroad_by_country)["DE"])
    assert f">{row[0]} <small>{row[3]}</small></a>" in seeds_client.get("/?lang=zh").text


@pytest.mark.parametrize(
    "text",
    [
        "江苏、浙江、山东",
        "江苏 浙江 山东",
        "Jiangsu, Zhejiang, Shandong",
        "Jiangsu，浙江，Shandong",
        "江苏、浙江和山东",
        "compare Jiangsu, Zhejiang and Shandong",
        "Jiangsu, Zhejiang, and Shandong",
    ],
)
def test_three_homes_lead_to_their_comparison(seeds: Snapshot, text: str) -> None:
    links = Seen(render_search(Frame("zh", "../"), seeds, text)).links
    assert any(link.startswith("../views/compare?homes=Q16963%2CQ16967%2CQ43407") for link in links)


@pytest.mark.parametrize(
    "text",
    [
        "江苏 vs 浙江",
        "Jiangsu VS. Zhejiang",
        "Jiangsu v. Zhejiang",
        "江苏/浙江",
        "江苏vs浙江",
        "江苏 对比 浙江",
        "比较江苏和浙江",
    ],
)
def test_two_homes_are_held_against_each_other_by_the_words_people_use(seeds: Snapshot, text: str) -> None:
    links = Seen(render_search(Frame("zh", "../"), seeds, text)).links
    assert "../views/compare?homes=Q16963%2CQ16967&lang=zh" in links


@pytest.mark.parametrize("text", ["新加坡 江苏", "江苏 新加坡", "Singapore/Jiangsu"])
def test_of_two_that_may_both_be_the_home_either_cluster_and_sheet_is_offered(seeds: Snapshot, text: str) -> None:
    ways = {link.partition("?")[0] for link in Seen(render_search(Frame("zh", "../"), seeds, text)).links}
    assert {f"../views/{page}/{pair}" for page in ("cluster", "brief") for pair in ("Q16963/Q334", "Q334/Q16963")} <= ways


@pytest.mark.parametrize("text", ["江苏 德国 法国", "江苏、德国、法国", "Jiangsu, Germany, France", "Jiangsu Germany France"])
def test_a_home_and_two_countries_lead_to_both_clusters(seeds: Snapshot, text: str) -> None:
    links = [link.partition("?")[0] for link in Seen(render_search(Frame("zh", "../"), seeds, text)).links]
    assert [link for link in links if "/cluster/" in link] == ["../views/cluster/Q16963/Q183", "../views/cluster/Q16963/Q142"]


def test_two_homes_and_a_country_lead_to_the_homes_side_by_side_and_to_both_clusters(seeds: Snapshot) -> None:
    links = Seen(render_search(Frame("zh", "../"), seeds, "江苏 山东 德国")).links
    assert "../views/compare?homes=Q16963%2CQ43407&lang=zh" in links
    ways = [link.partition("?")[0] for link in links]
    assert [link for link in ways if "/cluster/" in link] == ["../views/cluster/Q16963/Q183", "../views/cluster/Q43407/Q183"]


@pytest.mark.parametrize("text", ["江苏 浙江 山东 安徽 上海", "Jiangsu, Zhejiang, Shandong, Anhui, Shanghai"])
def test_of_five_homes_the_first_four_are_led_to_side_by_side(seeds: Snapshot, text: str) -> None:
    links = Seen(render_search(Frame("en", "../"), seeds, text)).links
    assert "../views/compare?homes=Q16963%2CQ16967%2CQ43407%2CQ40956&lang=en" in links


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("比较南京、苏州、无锡", "../views/list/scorecards?lang={}&home=Q16963&by=unit"),
        ("compare Nanjing, Suzhou and Wuxi", "../views/list/scorecards?lang={}&home=Q16963&by=unit"),
        ("南京 杭州 济南", "../views/compare?homes=Q16963%2CQ16967%2CQ43407&lang={}"),
    ],
)
def test_cities_of_one_country_lead_to_what_can_be_compared(seeds: Snapshot, text: str, way: str) -> None:
    for lang, words in (("zh", "能并排比较的是省级单位"), ("en", "Province-level places can be compared side by side")):
        page = Seen(render_search(Frame(lang, "../"), seeds, text))
        assert (words in page.text, way.format(lang) in page.links) == (True, True)


@pytest.mark.parametrize("text", ["江苏、德国、法国、日本、韩国、英国", "江苏 浙江 山东 安徽 上海"])
def test_more_places_than_can_be_looked_at_together_are_told_apart_from_one_that_is_named_twice(
    seeds: Snapshot, text: str
) -> None:
    assert "一次请写两个地方" in render_search(Frame("zh", "../"), seeds, text)
    assert "two places at a time" in render_search(Frame("en", "../"), seeds, text)


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("南京到火星", "没有地方叫“火星”；认得的是：南京市。", "No place is called “火星”; found: Nanjing."),
        ("火星 江苏", "没有地方叫“火星”；认得的是：江苏省。", "No place is called “火星”; found: Jiangsu."),
        (
            "江苏、浙江、火星",
            "没有地方叫“火星”；认得的是：江苏省、浙江省。",
            "No place is called “火星”; found: Jiangsu, Zhejiang.",
        ),
        ("江苏 江苏", "写的都是江苏省", "All of these are Jiangsu"),
        ("南京到Nanjing", "写的都是南京市", "All of these are Nanjing"),
    ],
)
def test_of_several_names_the_unknown_one_is_told_and_that_all_are_one_place(
    seeds: Snapshot, text: str, zh: str, en: str
) -> None:
    assert zh in render_search(Frame("zh", "../"), seeds, text)
    assert en in render_search(Frame("en", "../"), seeds, text)


@pytest.mark.parametrize(
    ("text", "there"), [("３２００００", "home/Q16963"), ("Ｑ１６６６６", "place/Q16666"), ("３２０１００", "place/Q16666")]
)
def test_wide_digits_and_letters_are_read_as_any_other(seeds_client: TestClient, seeds: Snapshot, text: str, there: str) -> None:
    answer = seeds_client.get("/views/search", params={"q": text, "lang": "zh"})
    assert answer.headers["location"].partition("?")[0] == there
    assert resolve(seeds, text).id == there.partition("/")[2]


@pytest.mark.parametrize("text", ["维多利亚 江苏", "江苏 维多利亚", "Victoria Jiangsu"])
def test_a_name_of_several_places_beside_a_home_offers_each_pair(seeds: Snapshot, text: str) -> None:
    seen = Seen(render_search(Frame("zh", "../"), seeds, text))
    ways = {link.partition("?")[0] for link in seen.links}
    assert {"../views/brief/Q16963/Q2132", "../views/brief/Q16963/Q3940"} <= ways
    assert ways & {"../views/cluster/Q16963/Q36687", "../views/cluster/Q36687/Q16963"}
    assert "维多利亚（加拿大）" in seen.text


def test_a_search_for_nothing_asks_for_a_name(seeds_client: TestClient) -> None:
    assert "Write the name of a place" in seeds_client.get("/views/search?q=&lang=en").text
    assert "没有地方" not in seeds_client.get("/views/search?q=+&lang=zh").text


@pytest.mark.parametrize(
    ("text", "place", "country", "agreed"),
    [
        ("南京 德国", "Q16666", "DE", {"Q16666~Q2079", "Q1022~Q16666"}),  # Leipzig, Stuttgart
        ("Germany Nanjing", "Q16666", "DE", {"Q16666~Q2079", "Q1022~Q16666"}),
        ("苏州 日本", "Q42622", "JP", {"Q191130~Q42622", "Q42622~Q817965"}),
        ("科隆 中国", "Q365", "CN", {"Q365~Q956"}),
    ],
)
def test_a_city_and_a_country_lead_to_their_agreements(
    seeds_client: TestClient, text: str, place: str, country: str, agreed: set[str]
) -> None:
    page = seeds_client.get("/views/search", params={"q": text}).text
    there = re.findall(r'<a href="([^"]*views/list/agreements[^"]*)"', page)[0].replace("&amp;", "&")
    assert f"place={place}&country={country}" in there
    listed = seeds_client.get(urljoin("/views/search", there)).text
    assert set(re.findall(r"views/agreement/([^?\"]+)", listed)) == agreed


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("从南京到科隆", "path?from=Q16666"),
        ("自南京至科隆", "path?from=Q16666"),
        ("from Nanjing to Cologne", "path?from=Q16666"),
        ("NRW", "home/Q1198?"),
        ("北莱茵-威斯特法伦", "home/Q1198?"),
        ("兵庫", "home/Q130290?"),
    ],
)
def test_a_text_that_can_mean_but_one_thing_leads_there(seeds_client: TestClient, text: str, there: str) -> None:
    answer = seeds_client.get("/views/search", params={"q": text, "lang": "zh"})
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"].startswith(there)


def test_what_may_be_meant_as_well_is_named_in_the_language_of_the_page_and_called_so(seeds_client: TestClient) -> None:
    page = Seen(seeds_client.get("/views/search", params={"q": "Georgia to Nanjing", "lang": "en"}).text).text
    assert "or, it may be: Georgia (United States) · Nanjing (China)" in page
    assert "南靖" not in page, "it only reads alike"
    assert re.findall("[\u4e00-\u9fff]+", page) == ["中文"], "but for the way to the other language"


@pytest.mark.parametrize(
    ("text", "taken", "offered", "there"),
    [
        ("Georgia Japan", "Georgia (country or area);", "Georgia (United States) · Japan", "cluster/Q1428/Q17"),
        ("Jiangsu Georgia", "Georgia (country or area);", "Jiangsu (China) · Georgia (United States)", "cluster/Q16963/Q1428"),
        ("Taizhou Japan", "Taizhou (Jiangsu, China);", "Taizhou (Zhejiang, China) · Japan", "list/agreements"),
    ],
)
def test_a_name_of_several_places_is_told_to_be_taken_for_one_and_the_others_are_offered_with_their_countries(
    seeds: Snapshot, text: str, taken: str, offered: str, there: str
) -> None:
    seen = Seen(render_search(Frame("en", "../"), seeds, text))
    assert f"Meant here: {taken} others of the name stand below." in seen.text
    assert f"or, it may be: {offered}" in seen.text
    assert any(link.startswith(f"../views/{there}") for link in seen.links)


def test_two_countries_lead_to_the_page_of_each(seeds: Snapshot) -> None:
    links = Seen(render_search(Frame("en", "../"), seeds, "France Germany")).links
    assert {"../views/country/FR?lang=en", "../views/country/DE?lang=en"} <= set(links)


@pytest.mark.first(4)
@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("江苏 缺口", "gaps?lang=en&home=Q16963"),
        ("无锡 缺口", "gaps?lang=en&home=Q16963&unit=Q42651"),
        ("江苏2026年周年", "anniversaries?lang=en&home=Q16963&year=2026"),
        ("Nanjing candidates", "candidates?lang=en&home=Q16963&unit=Q16666"),
        ("Jiangsu gaps", "gaps?lang=en&home=Q16963"),
        ("浙江覆盖率", "coverage?lang=en&home=Q16967"),
        ("江苏 集群", "clusters?lang=en&home=Q16963"),
        ("江苏 德国 候选", "candidates?lang=en&home=Q16963&country=DE"),
        ("Jiangsu Europe gaps", "gaps?lang=en&home=Q16963&frame=frame%3Aeurope"),
        ("江苏 2021年", "agreements?lang=en&home=Q16963&signed_from=2021&signed_to=2021"),
        ("南京 2005", "agreements?lang=en&place=Q16666&signed_from=2005&signed_to=2005"),
    ],
)
def test_a_place_and_the_name_of_a_list_lead_to_that_list_of_its_home(seeds_client: TestClient, text: str, there: str) -> None:
    page = seeds_client.get("/views/search", params={"q": text, "lang": "en"})
    assert f"../views/list/{there}" in Seen(page.text).links
    assert seeds_client.get(f"/views/list/{there}").status_code == 200


@pytest.mark.parametrize("text", ["南京 斯图加特", "南京与斯图加特何时结好？", "Nanjing Stuttgart agreement"])
def test_two_places_lead_first_to_their_agreement(seeds: Snapshot, text: str) -> None:
    links = [link for link in Seen(render_search(Frame("zh", "../"), seeds, text)).links if "/views/" in link]
    first = next(link for link in links if "search" not in link)
    assert first.startswith("../views/agreement/Q1022~Q16666?")


def test_a_count_of_countries_behind_the_name_of_a_set_is_passed_over(seeds: Snapshot) -> None:
    assert "frame=frame%3Acentral-asia" in "".join(Seen(render_search(Frame("zh", "../"), seeds, "江苏 中亚五国")).links)


@pytest.mark.parametrize(
    ("text", "there"),
    [("到德国", "country/DE"), ("Jiangsu to", "home/Q16963"), ("江苏和", "home/Q16963"), ("between Jiangsu and", "home/Q16963")],
)
def test_a_text_that_is_typed_half_leads_to_what_it_names(seeds_client: TestClient, text: str, there: str) -> None:
    assert seeds_client.get("/views/search", params={"q": text}).headers["location"].startswith(f"{there}?")


def test_a_list_that_cannot_be_narrowed_so_and_the_sheet_before_a_meeting_lead_to_the_ways_of_both(seeds: Snapshot) -> None:
    for text in ("江苏 德国 周年", "江苏 德国 简报"):
        assert "../views/brief/Q16963/Q183?lang=zh" in Seen(render_search(Frame("zh", "../"), seeds, text)).links


@pytest.mark.parametrize("text", ["友城", "sister cities"])
def test_words_of_a_question_without_a_name_ask_for_one(seeds: Snapshot, text: str) -> None:
    assert "请写地名" in render_search(Frame("zh", "../"), seeds, text)


@pytest.mark.parametrize("text", ["RCEP", "江苏 RCEP", "江苏和RCEP 缺口", "Jiangsu g7", "江苏 七国集团"])
@pytest.mark.parametrize(
    ("lang", "told", "there"), [("zh", "在册的国家范围中没有“", "金砖国家"), ("en", "No set of countries on record", "BRICS")]
)
def test_a_set_of_countries_that_is_not_on_record_is_told_with_those_that_are(
    seeds: Snapshot, text: str, lang: Language, told: str, there: str
) -> None:
    page = render_search(Frame(lang, "../"), seeds, text)
    assert told in page
    assert there in page


@pytest.mark.parametrize("text", ["LOS ANGELES", "JIANGSU GERMANY", "UNITED", "江苏 金砖", "江苏 欧盟"])
def test_capitals_and_sets_on_record_are_no_unknown_sets(seeds: Snapshot, text: str) -> None:
    assert "在册的国家范围中没有" not in render_search(Frame("zh", "../"), seeds, text)


@pytest.mark.parametrize("text", ["江苏北莱茵威斯特法伦", "江苏北莱茵－威斯特法伦州", "江苏北莱茵-威斯特法伦"])
def test_chinese_names_written_as_one_are_two_places_with_or_without_the_hyphen_of_one(seeds: Snapshot, text: str) -> None:
    assert any("cluster/Q16963/Q1198" in link for link in Seen(render_search(Frame("zh", "../"), seeds, text)).links)


@pytest.mark.parametrize("text", ["空茎", "2027年周年", "周年", "2027年的周年", "bare stems", "缺口"])
def test_a_list_that_is_named_without_a_home_says_to_name_one_with_it(seeds_client: TestClient, text: str) -> None:
    html = seeds_client.get("/views/search", params={"q": text, "lang": "zh"}).text
    assert f"请和一个省（州）或城市一起写，例如“江苏 {text}”。" in html
    assert any(
        "Q16963" in way for way in Seen(seeds_client.get("/views/search", params={"q": f"江苏 {text}", "lang": "zh"}).text).links
    )


def test_a_type_of_gap_leads_to_the_gaps_of_that_type(seeds_client: TestClient) -> None:
    links = Seen(seeds_client.get("/views/search", params={"q": "江苏 空茎", "lang": "zh"}).text).links
    (there,) = (way for way in links if "type=bare_stem" in way)
    assert "空茎" in seeds_client.get(urljoin("/views/search", there)).text
