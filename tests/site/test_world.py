"""The page of the world: its numbers are those of the questions, with a script and without one, its marks those of all."""

import re
from collections import Counter
from html import unescape
from itertools import accumulate
from urllib.parse import parse_qs

import pytest
from fastapi.testclient import TestClient
from markupsafe import escape

from graph_service.maps.letters import ALPHABET, numbers
from graph_service.metrics.effective import effective_agreements
from graph_service.metrics.second_records import second_records
from graph_service.metrics.worldwide import Narrowed, by_country, shown_of, world_of
from graph_service.pages.marks import DOTS, LINES
from graph_service.questions.centrality import Centrality, centrality
from graph_service.questions.parameters import Selected
from graph_service.questions.question import View
from graph_service.site.templating import Frame
from graph_service.site.world import Worldwide, render_world
from graph_service.site.world_data import parts_of, weight_of
from graph_service.snapshot import Snapshot
from tests.drawing import agreement, place, snapshot
from tests.pages.pages import ATLANTIC, HOSTILE, data_of
from tests.pages.test_page import hostile
from tests.site.addresses import Seen

EN, ZH = Frame("en", "../"), Frame("zh", "../")


def page(network: Snapshot = ATLANTIC, frame: Frame = EN, **chosen: object) -> str:
    return render_world(frame, View(network), Worldwide.model_validate(chosen))


def rows(html: str) -> dict[str, list[str]]:
    """The cells of each country that the table shows, by its name."""
    found = re.findall(r"<tr data-country=\"\d+\">(.*?)</tr>", html)
    cells = ([re.sub(r"<[^>]*>", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)] for row in found)
    return {name: rest for name, *rest in cells}


def counted(html: str) -> str:
    (text,) = re.findall(r'id="counted"[^>]*>(.*?)</p>', html)
    return text


def test_the_page_counts_what_it_shows_and_says_what_is_undated_or_not_drawn() -> None:
    assert counted(page()) == (
        "Agreements on record: 3; places: 4; countries and areas: 3; without a signing date, and counted as signed: 2"
        "; counted but not drawn, as the position of a party is not known: 1"
    )
    assert counted(page(frame=ZH)).startswith("在册协议3对，4个地方，3个国家和地区；其中2对未注明签署日期")
    assert rows(page()) == {
        "china": ["3", "0", "1", "2", "us 2"],
        "us": ["2", "0", "2", "1", "china 2"],
        "nl": ["1", "0", "1", "1", "china 1"],
    }


@pytest.mark.parametrize(
    ("frame", "told"),
    [
        (EN, ["agreements: formal 1", "parties: countries and areas themselves 0", "parties: cities 4"]),
        (ZH, ["协议：友好城市（正式）（对） 1", "协议方：国家和地区本身（个） 0", "协议方：城市（个） 4"]),
    ],
)
def test_the_legend_says_of_each_number_what_is_counted(frame: Frame, told: list[str]) -> None:
    legend = page(frame=frame).partition('<ul id="legend">')[2].partition("</ul>")[0]
    lines = [" ".join(re.sub("<[^>]*>", " ", line).split()) for line in re.findall("<li>(.*?)</li>", legend, re.DOTALL)]
    assert [line for line in told if line not in lines] == [], lines
    assert len([line for line in lines if line[-1].isdigit()]) == 2 + 4  # two kinds are not chosen


def test_a_country_kinds_and_a_year_narrow_the_picture_and_its_table() -> None:
    assert rows(page(country="NL")) == {"china": ["1", "0", "1", "1", "nl 1"], "nl": ["1", "0", "1", "1", "china 1"]}
    assert rows(page(kinds="exchange")) == {"us": ["0", "1", "2", "0", ""]}
    assert rows(page(country="CN", year=1982)) == {
        "china": ["2", "0", "1", "2", "nl 1"],
        "us": ["1", "0", "1", "1", "china 1"],
        "nl": ["1", "0", "1", "1", "china 1"],
    }


def test_a_year_counts_what_has_no_date_as_a_past_day_does_and_says_that_it_may_have_come_later() -> None:
    of_year, of_day = page(year=1982), page(as_of="1982-12-31")
    assert rows(of_year) == rows(of_day)
    assert counted(of_year) == counted(of_day)
    assert "counted as signed though they may have come later: 2" in counted(of_year)
    assert "未注明签署日期，按已签计入，但可能为此后所签" in counted(page(frame=ZH, year=1982))
    assert "come later" not in counted(page())


def test_the_table_of_countries_has_the_numbers_of_the_whole_network_but_for_areas_and_second_records(seeds: Snapshot) -> None:
    selection, seconds, apart = View(seeds).selection(Selected()), seeds.once(second_records), Counter[str]()
    answer = centrality(View(seeds), Centrality(grain="country", limit=1000))
    for found in effective_agreements(seeds, selection):
        codes = [seeds.places[party].country for party in found.agreement.parties]
        if codes[0] != codes[1] and (not seeds.is_abroad(*codes) or seconds.stands_beside(found.agreement, selection.layer)):
            apart.update(codes)
    ours = Counter({code: found.abroad for code, found in by_country(seeds, world_of(seeds, selection)).items()})
    assert apart["FR"] > 10
    assert {item.place.country: item.agreements for item in answer.items} == {code: n for code, n in (ours + apart).items() if n}


@pytest.mark.parametrize("choice", ["", "&year=2016", "&dated=true", "&kinds=exchange", "&country=CN"])
def test_each_number_leads_to_the_list_that_holds_so_many(client: TestClient, choice: str) -> None:
    html = client.get(f"/views/world?lang=en{choice}").text
    ways = re.findall(r'<a href="\.\./views/list/agreements\?([^"]*)">([\d,]+)</a>', html)
    assert ways
    for query, number in ways:
        asked = {name: values[0] for name, values in parse_qs(unescape(query)).items() if name != "lang"}
        assert client.get("/v1/agreements", params=asked).json()["total"] == int(number.replace(",", ""))


def test_a_country_has_one_number_on_the_map_on_its_page_and_in_the_list_behind_it(seeds_client: TestClient) -> None:
    world = seeds_client.get("/views/world?lang=en").text
    shown = dict(re.findall(r'<a href="\.\./views/list/agreements\?[^"]*country=(\w+)&[^"]*">([\d,]+)</a>', world))
    assert len(shown) > 150
    for code in ("FR", "GP", "GL", "PR", "GB", "CN"):  # with areas, areas, and with second records of one agreement
        told = re.search(r"On record: ([\d,]+), of them", seeds_client.get(f"/views/country/{code}?lang=en").text)
        assert told is None or told[1] == shown[code], code
        (query,) = re.findall(rf'<a href="\.\./views/list/agreements\?([^"]*country={code}&[^"]*)">', world)
        asked = {name: values[0] for name, values in parse_qs(unescape(query)).items() if name != "lang"} | {"limit": "1"}
        assert f"{seeds_client.get('/v1/agreements', params=asked).json()['total']:,}" == shown[code], code
    start = seeds_client.get("/?lang=en").text.replace(",", "")
    assert f"France <small>{shown['FR'].replace(',', '')}</small>" in start, "and on the first page"


def test_agreements_without_a_date_can_be_left_out_of_the_map(seeds_client: TestClient) -> None:
    assert re.search(
        r"Agreements on record: ([\d,]+);.*counted as signed though.*: \1",
        seeds_client.get("/views/world?lang=en&year=1850").text,
    )
    assert counted(seeds_client.get("/views/world?lang=en&year=1850&dated=true").text).startswith("Agreements on record: 0;")
    told = counted(seeds_client.get("/views/world?lang=zh&dated=true").text)
    assert "未注明签署日期" not in told
    assert int(re.findall(r"在册协议([\d,]+)对", told)[0].replace(",", "")) > 1500


def test_ties_of_a_state_with_its_own_areas_are_within_it_on_the_map() -> None:
    france, isle, oss = place("france", "country", "FR"), place("isle", "country", "GP", area_of="FR"), place("oss", "city", "NL")
    paris, town = place("paris", "city", "FR", "france"), place("town", "city", "GP", "isle")
    drawn = snapshot([france, isle, oss, paris, town, agreement("paris", "town"), agreement("paris", "oss")])
    figures = by_country(drawn, world_of(drawn, View(drawn).selection(Selected())))
    assert {code: (found.abroad, found.within) for code, found in figures.items()} == {"FR": (1, 1), "GP": (0, 1), "NL": (1, 0)}
    assert data_of(page(drawn), "world")["states"] == [0, 0, 2]


def test_the_columns_of_the_script_hold_every_place_and_agreement() -> None:
    data = data_of(page(), "world")
    summed = {name: list(accumulate(numbers(data[name]))) for name in ("lon", "lat", "from", "to", "country", "prefix", "number")}
    prefixes = data["prefixes"].split("\n")
    ids = [prefixes[at] + (str(number) if number else "") for at, number in zip(summed["prefix"], summed["number"], strict=True)]
    at = {place_id: row for row, place_id in enumerate(ids)}
    assert sorted(ids) == ["boston", "oss", "seattle", "shanghai"]
    assert (summed["lon"][at["boston"]], summed["lat"][at["boston"]], summed["lat"][at["oss"]]) == (-7106, 4236, 9900)
    pairs = {frozenset((ids[a], ids[b])) for a, b in zip(summed["from"], summed["to"], strict=True)}
    assert pairs == {
        frozenset(pair) for pair in (("shanghai", "boston"), ("shanghai", "seattle"), ("shanghai", "oss"), ("boston", "seattle"))
    }
    assert sorted(numbers(data["years"])) == [0, 0, 1983, 1999]


def test_the_first_picture_of_the_script_has_the_sums_of_all_agreements_that_show(seeds: Snapshot) -> None:
    data = data_of(page(seeds, country="CN"), "world")
    codes, sums = data["codes"], data["sums"]
    pairs, counts = (list(accumulate(numbers(sums[name]))) for name in ("pairs", "counts"))
    view = View(seeds)
    narrowed = Narrowed(view.selection(Selected()).kinds, "CN")
    figures = by_country(seeds, shown_of(seeds, world_of(seeds, view.selection(Selected())), narrowed))
    assert {(codes[pair // len(codes)], codes[pair % len(codes)]): n for pair, n in zip(pairs, counts, strict=True)} == {
        (one, other): n for one, found in figures.items() for other, n in found.partners.items() if one < other
    }
    assert counts == sorted(counts)
    assert dict(zip(codes, numbers(sums["within"]), strict=True))["CN"] == figures["CN"].within
    assert [n for n in numbers(sums["places"]) if n] == [len(figures[code].places) for code in codes if code in figures]


@pytest.mark.parametrize("place_id", ["Q16963", "gn:0012", "wp:a-7", "9007199254740993", "x", "红:1", "0", "Q0"])
def test_an_id_is_the_same_after_it_was_parted(place_id: str) -> None:
    prefix, number = parts_of(place_id)
    assert prefix + (str(number) if number else "") == place_id
    assert number < 2**53


def test_large_cities_are_named_before_small_towns_with_more_partners() -> None:
    london, cashel = place("london", "city", "GB"), place("cashel", "city", "IE")
    assert weight_of(london, 8_900_000, 12) > weight_of(cashel, 4_800, 40)
    paris, region = place("paris", "city", "FR"), place("north", "province", "FR")
    assert weight_of(paris, 2_100_000, 2) > weight_of(region, 6_000_000, 2)


def test_a_place_whose_people_nobody_counted_is_named_as_early_as_its_like(seeds: Snapshot) -> None:
    data = data_of(page(seeds, ZH), "world")
    weights = dict(zip(data["names"].split("\n"), map(ALPHABET.index, data["weight"]), strict=True))
    for unknown in ("北京市", "上海市", "天津市", "重庆市"):
        assert next(place for place in seeds.places.values() if place.names.zh == unknown).population is None
        assert weights[unknown] > max(weights[name] for name in ("南京市", "乌海市", "鹤岗市", "莆田市")), unknown
    assert weights["江苏省"] > max(weights[name] for name in ("乌海市", "鹤岗市", "莆田市"))


def test_the_script_draws_the_marks_that_every_page_has() -> None:
    marks = data_of(page(), "world")["marks"]
    assert {kind["kind"]: kind["stroke"] for kind in marks["kinds"]} == {
        kind: LINES[kind].stroke for kind in ("formal", "unclassified", "exchange", "intent")
    }
    assert {level["level"]: level["fill"] for level in marks["levels"]} == {
        level: DOTS[f"{level}-0"].fill for level in ("country", "province", "city", "county")
    }


def test_without_a_script_there_is_the_picture_with_what_it_says_and_the_form(seeds: Snapshot) -> None:
    html = page(seeds, ZH, country="DE")
    seen = Seen(html)
    (picture,) = re.findall(r'<div class="still" id="still">(<svg.*?</svg>)</div>', html, re.DOTALL)
    assert 'role="img"' in picture
    assert "<desc>" in picture
    assert "德国" in picture
    assert 20 < picture.count('stroke="#5d7fa3"') <= 2 * 240
    assert ("option", {"value": "DE", "selected": None}) in seen.tags
    assert "示意图，不绘边界" in seen.text


def test_hostile_names_stay_text() -> None:
    html = page(hostile())
    assert HOSTILE not in html
    assert str(escape(HOSTILE)) in html


def test_an_empty_network_has_a_page_and_a_wrong_choice_is_refused(client: TestClient) -> None:
    assert rows(page(snapshot([]))) == {}
    assert client.get("/views/world?country=nowhere", headers={"Accept": "text/html"}).status_code == 404
    assert client.get("/views/world?kinds=wrong").status_code == 422


def test_a_country_may_be_named_in_words(client: TestClient) -> None:
    html = client.get("/views/world?lang=en&country=netherlands").text
    assert ("option", {"value": "NL", "selected": None}) in Seen(html).tags


def test_a_country_on_record_leads_to_its_page_and_one_that_is_not_stays_text(client: TestClient) -> None:
    seen = Seen(client.get("/views/world?lang=en").text)
    ways = [way for way in seen.links if "views/country/" in way]
    assert "../views/country/NL?lang=en" in ways
    assert {client.get(f"/views/{way.removeprefix('../views/')}").status_code for way in ways} == {200}


def test_countries_to_choose_from_stand_as_they_are_read(seeds_client: TestClient) -> None:
    html = seeds_client.get("/views/world?lang=zh").text.partition('<select name="country"')[2].partition("</select>")[0]
    names = re.findall('<option value="[A-Z]+"[^>]*>([^<]+)', html)
    at = [names.index(name) for name in ("阿根廷", "丹麦", "德国", "美国", "中国")]
    assert at == sorted(at)


@pytest.mark.parametrize(("frame", "off"), [(EN, "off"), (ZH, "未选")])
def test_the_legend_says_off_of_kinds_that_are_not_chosen_and_no_number(frame: Frame, off: str) -> None:
    told = []
    for kinds in (None, ("exchange",)):
        legend = page(frame=frame, kinds=kinds).partition('<ul id="legend">')[2].partition("</ul>")[0]
        told.append(re.findall(r"<b>([^<]*)</b>", legend)[:4])
    assert [[number == off for number in numbers] for numbers in told] == [[False, False, True, True], [True, True, False, True]]


@pytest.mark.parametrize("year", [-5, 0, 799, 99_999])
def test_a_year_that_no_agreement_can_be_of_is_refused_at_its_box_and_narrows_nothing(client: TestClient, year: int) -> None:
    html = client.get(f"/views/world?lang=zh&year={year}", headers={"Accept": "text/html"}).text
    assert counted(html) == counted(client.get("/views/world?lang=zh").text)
    assert f'value="{year or ""}" aria-invalid="true"' in html
    (told,) = re.findall(r'id="year-wrong"[^>]*>([^<]*)<', html)
    assert re.fullmatch(r"请填800至20\d\d年之间的年份", told)
    refused = client.get(f"/views/world?lang=en&year={year}&format=csv")
    assert (refused.status_code, "give a year from 800 to" in refused.text) == (422, True)


def test_a_year_that_can_be_is_told_nothing(client: TestClient) -> None:
    html = client.get("/views/world?lang=zh&year=2001").text
    assert re.findall(r'id="year-wrong"[^>]*>([^<]*)<', html) == [""]
    assert 'aria-invalid="true"' not in html


@pytest.mark.parametrize(("lang", "told"), [("zh", "放大后显示城市"), ("en", "Cities show as one zooms in")])
def test_only_a_map_that_can_be_drawn_nearer_says_what_it_shows_then(seeds_client: TestClient, lang: str, told: str) -> None:
    page = seeds_client.get(f"/views/world?lang={lang}").text
    assert f'<p class="held on-screen">{told}' in page
    assert told not in seeds_client.get(f"/views/world?lang={lang}&format=svg").text


def test_scripts_and_styles_of_a_page_are_sent_without_the_remarks_that_explain_them(seeds_client: TestClient) -> None:
    page = seeds_client.get("/views/world?lang=en&download=1").text
    assert re.search(r"(?m)^\s*// ", page) is None
    assert "/*" not in re.search(r"<style.*?</style>", page, re.DOTALL)[0]
