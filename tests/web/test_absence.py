"""At every door, what is not on record is told as that: the statement names its list and how far the list is known.

For homes that offices asked about and some drawn anew in each run, on the real rows. Every assertion names the home and the
seed of the draw; set `ABSENCE_SEED` to it to ask for the same homes again.
"""

import csv
import io
import os
import re
from collections.abc import Iterator
from random import Random, SystemRandom
from typing import Any

import pytest
from fastapi.testclient import TestClient
from msgspec import to_builtins

from graph_service.answers.clusters import clusters_answer
from graph_service.metrics.clusters import cluster_in
from graph_service.metrics.lift import homes_by_country
from graph_service.metrics.neighbourhood import neighbourhood
from graph_service.metrics.selection import select
from graph_service.metrics.vine import vine_of
from graph_service.pages.cluster import cluster_picture
from graph_service.pages.place import place_picture
from graph_service.pages.place_parts import surroundings
from graph_service.questions.clusters import CLUSTERS
from graph_service.questions.coverage import COVERAGE, Coverage, coverage
from graph_service.questions.question import View
from graph_service.questions.shown import titled
from graph_service.rules import StrengthWeights
from graph_service.snapshot import Snapshot
from graph_service.words.days import said
from tests.thorough import thorough

SEED = int(os.environ.get("ABSENCE_SEED", SystemRandom().randrange(10**6)))
ASKED_ABOUT = {
    "Q43407": "Shandong", "Q15175": "Guangdong", "Q19206": "Heilongjiang", "Q16963": "Jiangsu", "Q1198": "North Rhine-Westphalia",
    "Q130290": "Hyogo", "Q234": "Flanders", "Q21": "England", "Q238": "San Marino", "Q956": "Beijing",
}  # fmt: skip
# The tiers whose lists would hold what is missing; None: the unit's own list.
RESTS_ON: dict[str, tuple[int, ...] | None] = {
    "missing_stem": (1,), "off_stem_grape": (1,), "bare_stem": (2, 3), "uncovered_country": (1, 2, 3), "empty_unit": None,
}  # fmt: skip

Json = Any


@pytest.fixture(scope="module", params=["every other", *thorough(["every"])])
def homes(seeds: Snapshot, request: pytest.FixtureRequest) -> list[str]:
    few = request.param == "every other"
    known = sorted(home.id for homes in seeds.once(homes_by_country).values() for home in homes)
    others = [home for home in known if home not in ASKED_ABOUT]
    return [*list(ASKED_ABOUT)[:: 2 if few else 1], *Random(SEED).sample(others, 1 if few else 3)]


def ask(client: TestClient, path: str, **query: object) -> Json:
    answer = client.get(f"/v1/{path}", params=query)
    assert answer.status_code == 200, (answer.text, query, SEED)
    return answer.json()


def gaps(client: TestClient, home: str, **query: object) -> Iterator[Json]:
    """The whole worklist, page by page."""
    cursor: dict[str, str] = {}
    while True:
        page = ask(client, "gaps", home=home, limit=1000, **query, **cursor)
        yield from page["items"]
        if page["next"] is None:
            return
        cursor = {"cursor": page["next"]}


def held(name: str, known: Json, tmax: int) -> tuple[str, str]:
    """How a list that is not complete is told in both languages, as far as its counts go."""
    names = {"1": "省级名单", "2": "市级名单" if tmax == 3 else "区县级名单", "3": "县级名单", "whole": "全部名单"}
    unclassified = known["unclassified"]
    more = (f"（另有未分类{unclassified}对）", f" and {unclassified} unclassified") if unclassified else ("", "")
    en = "whole list" if name == "whole" else f"tier-{name} list"
    return f"{names[name]}在册{known['recorded']}对{more[0]}，公布", f"{en}: {known['recorded']} on record{more[1]}, "


def lists_of(tiers: tuple[int, ...], knowledge: Json) -> tuple[bool, list[tuple[str, str]]]:
    """Whether these lists are complete, and how they are told; all tiers of a home together are its whole list."""
    there = {tier: knowledge["tiers"][str(tier)] for tier in tiers if str(tier) in knowledge["tiers"]}
    every = all(known["status"] == "complete" for known in there.values())
    if len(there) == len(knowledge["tiers"]):
        return every or knowledge["whole"]["status"] == "complete", [held("whole", knowledge["whole"], len(knowledge["tiers"]))]
    return every, [held(str(tier), known, len(knowledge["tiers"])) for tier, known in there.items()]


def test_every_line_of_the_worklist_names_its_list_and_what_is_known_of_it(seeds_client: TestClient, homes: list[str]) -> None:
    told = 0
    for home in homes:
        knowledge = ask(seeds_client, "gaps", home=home, limit=1)["knowledge"]
        for gap in gaps(seeds_client, home):
            kind, reason, why = gap["type"], gap["reason"], (home, SEED, gap)
            if kind not in (*RESTS_ON, "tier_hole"):
                continue
            told += 1
            assert "在册" in reason["zh"], why
            assert "on record" in reason["en"], why
            assert gap["established"] or ("请先补全名单" in reason["zh"] and "complete it first" in reason["en"]), why
            tiers = (gap["tier"],) if kind == "tier_hole" else RESTS_ON[kind]
            if tiers is None:
                assert "该单位名单" in reason["zh"], why
                assert "list of this unit" in reason["en"], why
                continue
            established, lists = lists_of(tiers, knowledge)
            assert gap["established"] is established, why
            for zh, en in lists if not established else ():
                assert zh in reason["zh"], why
                assert en in reason["en"], why
    assert told > 1000


def test_coverage_at_every_tier_tells_how_far_its_list_is_known(seeds_client: TestClient, homes: list[str]) -> None:
    for home in homes:
        knowledge = ask(seeds_client, "gaps", home=home, limit=1)["knowledge"]
        answer = ask(seeds_client, "coverage", home=home, by="frame,tier", limit=1000)
        assert answer["knowledge"] == knowledge, (home, SEED)
        for item in answer["items"]:
            assert item["established"] is lists_of((int(item["keys"]["tier"]),), knowledge)[0], (home, SEED, item)


def test_no_coverage_is_told_of_tiers_without_an_agreement_on_record_unless_their_list_is_whole(
    seeds_client: TestClient, homes: list[str]
) -> None:
    told = {True: 0, False: 0}
    for home in homes:
        held = ask(seeds_client, "clusters", home=home)["totals"]["by_tier"]
        for by, frame in (("tier", None), ("tier", "key-countries"), ("frame", "g20"), ("continent", "all")):
            query = {"home": home, "by": by, "limit": 1000} | ({"frame": frame} if frame else {})
            for item in ask(seeds_client, "coverage", **query)["items"]:
                tiers = tuple(int(tier) for tier in ((item["keys"]["tier"],) if by == "tier" else held))
                rate, known = item["coverage"], item["established"] or any(held[str(tier)] for tier in tiers)
                ends = {rate.get(end) is not None for end in ("share", "low", "high") if end in rate}
                assert ends == {known and rate["denominator"] > 0}, (home, SEED, item)
                told[known] += 1
    assert all(told.values())


def test_coverage_and_clusters_carry_the_lists_in_every_row_of_a_spreadsheet_and_above_a_table(
    seeds: Snapshot, homes: list[str]
) -> None:
    for home in homes:
        covered = coverage(View(seeds), Coverage(home=home, by="tier"))
        full, brief = COVERAGE.table(covered), COVERAGE.shown(covered, "zh")
        for item, cells, short in zip(covered.items, map(list, full.rows), map(list, brief.rows), strict=True):
            row = dict(zip(full.columns, cells, strict=True))
            words = lists_of((int(item.keys["tier"]),), to_builtins(covered.knowledge))[1]
            assert row["established"] is item.established, (home, SEED)
            assert item.established or (words[0][0] in row["list_zh"] and words[0][1] in row["list_en"]), (home, SEED, row)
            assert (row["low"] is None) is (item.coverage.share is None) is (not short[1]), (home, SEED, row)
        answer = clusters_answer(vine_of(seeds, home, select(seeds)), StrengthWeights())
        second = "市级名单" if len(covered.knowledge.tiers) == 3 else "区县级名单"
        whole, names = covered.knowledge.whole, ("全部名单", "省级名单", second)
        full = CLUSTERS.table(answer)
        rows = [dict(zip(full.columns, cells, strict=True)) for cells in full.rows]
        for row in (row for row in rows if row["grain"] != "area"):
            assert row["established"] is all(known.complete for known in answer.knowledge.tiers.values()), (home, SEED)
            assert all(name in row["list_zh"] for name in names), (home, SEED, row)
            assert f"{whole.recorded} on record" in row["list_en"], (home, SEED, row)
        assert f"全部名单在册{whole.recorded}对" in titled("", covered.knowledge, "zh") or whole.complete, (home, SEED)


def test_candidates_say_no_stem_is_on_record_and_never_that_there_is_none(seeds_client: TestClient, homes: list[str]) -> None:
    absent = ("没有", "不在", "尚空")
    for home in homes:
        knowledge = ask(seeds_client, "gaps", home=home, limit=1)["knowledge"]
        answer = ask(seeds_client, "candidates", home=home, limit=50)
        assert answer["knowledge"] == knowledge, (home, SEED)
        for item in answer["items"]:
            (why,) = (term["why"] for term in item["terms"] if term["name"] == "on_stem")
            if any(word in why["zh"] for word in absent):
                (expected,) = lists_of((1,), knowledge)[1] if "尚空" not in why["zh"] else [("在册", "on record")]
                assert "在册" in why["zh"] and "名单" in why["zh"], (home, SEED, why)  # noqa: PT018
                assert lists_of((1,), knowledge)[0] or (expected[0] in why["zh"] and expected[1] in why["en"]), (home, SEED, why)


def test_a_bare_stem_to_activate_names_the_lists_that_would_hold_its_grapes(seeds_client: TestClient, homes: list[str]) -> None:
    told = 0
    for home in homes:
        answer = ask(seeds_client, "actions", home=home, action="activate", limit=1000)
        for item in answer["items"]:
            if item["rule"] == "bare":
                told += 1
                established, lists = lists_of((2, 3), answer["knowledge"])
                assert item["established"] is established, (home, SEED, item)
                for zh, en in lists if not established else ():
                    assert zh in item["reason"]["zh"], (home, SEED, item)
                    assert en in item["reason"]["en"], (home, SEED, item)
    assert told


def test_every_action_that_rests_on_something_missing_says_on_record_and_whether_it_is_established(
    seeds_client: TestClient, homes: list[str]
) -> None:
    told = 0
    for home in homes:
        answer = ask(seeds_client, "actions", home=home, limit=1000)
        for item in answer["items"]:
            missing = any(word in item["reason"]["zh"] for word in ("没有", "不详"))
            assert (item["established"] is not None) is missing, (home, SEED, item)
            told += missing
            if "没有" in item["reason"]["zh"]:
                assert "在册" in item["reason"]["zh"] and "on record" in item["reason"]["en"], (home, SEED, item)  # noqa: PT018
        text = seeds_client.get("/v1/actions", params={"home": home, "format": "csv", "limit": 1000}).text
        rows = list(csv.DictReader(io.StringIO(text)))
        said = {None: "", True: "yes", False: "no"}
        assert [row["established"] for row in rows] == [said[item["established"]] for item in answer["items"]], (home, SEED)
    assert told > 100


# What a report says of gaps that rest on a list.
COUNTED = {
    "有市县、无省级": (1,), "未挂靠省级友城": (1,), "空茎（有省级、无市县）": (2, 3), "层级断档": (1, 2, 3),
    "在册无友城的国家和地区": (1, 2, 3),
}  # fmt: skip


def test_the_gaps_of_a_report_name_their_lists_in_every_form_and_so_does_its_head_for_each_tier(
    seeds_client: TestClient, homes: list[str]
) -> None:
    told = 0
    for home in homes:
        query = {"home": home, "from": "2024-01-01", "to": "2026-11-21", "lang": "zh"}
        knowledge = ask(seeds_client, "reports", home=home, **{"from": "2024-01-01", "to": "2026-11-21"})["knowledge"]
        texts = {form: seeds_client.get("/v1/reports", params={**query, "format": form}).text for form in ("md", "csv", "html")}
        tiers = [lists_of((int(tier),), knowledge) for tier in knowledge["tiers"]]
        for established, [(zh, _)] in tiers:
            for form, text in texts.items():
                assert established or zh in text.partition("缺口")[0], (home, SEED, form, zh)
        rows = {row[1]: row for row in csv.reader(io.StringIO(texts["csv"])) if row[0] == "缺口（在册）"}
        for name, rests_on in COUNTED.items():
            established, lists = lists_of(rests_on, knowledge)
            if name in rows and not established:
                told += 1
                assert all(zh in rows[name][3] for zh, _ in lists), (home, SEED, rows[name])
                assert all(zh in texts[form].partition(name)[2] for zh, _ in lists for form in ("md", "html")), (home, SEED)
    assert told > 10


def test_the_report_and_the_cluster_page_of_a_country_without_a_partner_begin_with_the_state_of_the_list(
    seeds_client: TestClient, homes: list[str]
) -> None:
    for home in homes:
        period = {"from": "2024-01-01", "to": "2026-11-21"}
        report = ask(seeds_client, "reports", home=home, **period)
        whole = report["knowledge"]["whole"]
        zh, en = f"在册{whole['recorded']}对", f"{whole['recorded']} on record"
        for language, words, claimed in (("zh", zh, "公布"), ("en", en, "published")):
            text = seeds_client.get("/v1/reports", params={"home": home, **period, "format": "md", "lang": language}).text
            line = text.splitlines()[2]
            assert line.startswith(words), (home, SEED, line)
            assert claimed in line, (home, SEED, line)
        every = "formal,unclassified,exchange,intent"  # nothing of any kind: an exchange is an agreement on the page too
        missing = next(gap for gap in gaps(seeds_client, home, type="uncovered_country", kinds=every))["place"]["id"]
        page = "".join(seeds_client.get(f"/views/cluster/{home}/{missing}?lang={lang}").text for lang in ("zh", "en"))
        now = ask(seeds_client, "gaps", home=home, limit=1)["knowledge"]["whole"]["recorded"]
        assert f"在册{now}对" in page, (home, missing, SEED)
        assert f"{now} on record" in page, (home, missing, SEED)
        assert "没有在册协议" in page, (home, missing, SEED)
        assert "has no agreement" not in page.replace("on record", "") or "on record" in page, (home, missing, SEED)


# What is asked of each home, the type of gap that tells the same, and what of a row names the place or unit of the gap.
SAME_AS_GAPS = {
    "uncovered_countries": ("uncovered_country", "country", "place"),
    "bare_stems": ("bare_stem", "partner", "place"),
    "agreements_without_mechanism": ("mechanism_missing", "partner", "place"),
    "districts_without_association": ("association_missing", "unit", "unit"),
}


@pytest.mark.first(2)
@pytest.mark.parametrize("name", SAME_AS_GAPS)
def test_a_question_has_the_rows_the_denominator_and_the_state_of_the_lists_of_its_gaps(
    seeds_client: TestClient, homes: list[str], name: str
) -> None:
    kind, column, side = SAME_AS_GAPS[name]
    for home in homes:
        answer = ask(seeds_client, f"queries/{name}", home=home, limit=1000)
        first = ask(seeds_client, "gaps", home=home, type=kind, limit=1000)
        assert sorted(row[column] for row in answer["items"]) == sorted(gap[side]["id"] for gap in first["items"]), (home, SEED)
        assert answer["total"] == first["total"], (home, SEED)
        assert answer["knowledge"] == first["knowledge"], (home, SEED)
        told = {gap[side]["id"]: gap["established"] for gap in first["items"]}
        rests_on_lists = kind in RESTS_ON
        assert answer["established"] is (bool(told) and all(told.values())) or (rests_on_lists and not told), (home, SEED)
        if "established" in answer["columns"]:
            assert {row[column]: row["established"] for row in answer["items"]} == told, (home, SEED)
        assert answer["denominator"] == (first["denominator"] if kind == "uncovered_country" else None), (home, SEED)
        everywhere = ask(seeds_client, "queries/uncovered_countries", home=home, frame="all", limit=1000)
        assert everywhere["denominator"]["basis"] == "all", (home, SEED)


@pytest.mark.first(2)
@pytest.mark.parametrize(
    ("name", "tiers"),
    [("bare_stems", (2, 3)), ("uncovered_countries", (1, 2, 3)), ("stems_and_grapes", (1,)),
     ("free_places_on_stems", (1, 2, 3)), ("business_without_friendship", (1, 2, 3))],
)  # fmt: skip
def test_a_question_about_what_is_missing_names_its_lists_and_says_on_record(
    seeds_client: TestClient, homes: list[str], name: str, tiers: tuple[int, ...]
) -> None:
    for home in homes:
        answer = ask(seeds_client, f"queries/{name}", home=home, limit=1)
        established, lists = lists_of(tiers, answer["knowledge"])
        assert answer["established"] is established, (home, SEED)
        for zh, en in lists if not established else ():
            assert zh in answer["lists"]["zh"], (home, SEED, answer["lists"])
            assert en in answer["lists"]["en"], (home, SEED, answer["lists"])


def test_a_question_that_tells_of_something_missing_says_on_record_in_its_title(seeds_client: TestClient) -> None:
    told = 0
    for item in ask(seeds_client, "queries")["items"]:
        if any(word in item["title"]["zh"] for word in ("没有", "尚未", "还没")):
            told += 1
            assert "在册" in item["title"]["zh"], item
            assert "on record" in item["title"]["en"], item
    assert told >= 6


def test_no_share_is_told_of_countries_with_friends_where_none_is_on_record(seeds_client: TestClient, homes: list[str]) -> None:
    told = {True: 0, False: 0}
    for home in homes:
        answer = ask(seeds_client, "queries/countries_without_counterpart_association", home=home, limit=1)
        share = answer["share"]
        told[share["numerator"] > 0] += 1
        assert (share["share"] is None) == (not share["numerator"]), (home, SEED, share)
        assert answer["established"] is False, (home, SEED)
        assert "名单" in answer["lists"]["zh"], (home, SEED)
    assert all(told.values())


def text_of(client: TestClient, path: str) -> str:
    """What a reader sees of a page, in both languages, without the marks between."""
    answers = [client.get(path, params={"lang": language}) for language in ("zh", "en")]
    assert {answer.status_code for answer in answers} == {200}, (path, SEED)
    html = "".join(answer.text for answer in answers)
    return re.sub(r"<[^>]+>", " ", re.sub(r"<(script|style).*?</\1>", " ", html, flags=re.DOTALL))


def test_the_page_of_a_place_tells_on_record_published_and_undated_of_its_list(
    seeds: Snapshot, seeds_client: TestClient, homes: list[str]
) -> None:
    for home in homes:
        knowledge = ask(seeds_client, "gaps", home=home, limit=1)["knowledge"]
        page, whole = text_of(seeds_client, f"/views/place/{home}"), knowledge["whole"]
        more = f"（另有未分类{whole['unclassified']}对）" if whole["unclassified"] else ""
        counted = "含友好交流，" if "exchange" in whole.get("kinds", ()) else ""
        published = (
            f"公布{whole['claimed']:g}对（{counted}{said(whole['as_of']).zh}，" if whole["claimed"] is not None else "公布数未知"
        )
        assert re.search(rf"友城（截至[\d年月日]+）：在册{whole['recorded']:g}对{re.escape(f'{more} / {published}')}", page), (
            home,
            SEED,
        )
        assert " / 未注明日期" in page and " without a date" in page, (home, SEED)  # noqa: PT018
        for tier in knowledge["tiers"]:
            established, [(zh, en)] = lists_of((int(tier),), knowledge)
            assert established or (zh in page and en.lower() in page.lower()), (home, SEED, zh)
        for unit in Random(SEED).sample([place.id for place in seeds.below(home)], min(2, len(list(seeds.below(home))))):
            page = text_of(seeds_client, f"/views/place/{unit}")
            assert re.search(r"(自身|所属单位)的友城(（截至[\d年月日]+）)?：在册", page), (unit, SEED)
            assert "公布" in page and "published" in page, (unit, SEED)  # noqa: PT018
            assert " / 未注明日期" in page, (unit, SEED)


def partner_of(seeds: Snapshot, home: str) -> str:
    """A country abroad for the home."""
    return next(
        country for country in ("Q17", "Q183") if seeds.is_abroad(seeds.places[country].country, seeds.places[home].country)
    )


def test_every_number_of_a_page_says_on_record(seeds: Snapshot, homes: list[str]) -> None:
    for home in homes:
        selection = select(seeds)
        vine = vine_of(seeds, home, selection)
        cluster = cluster_in(vine, seeds.place(partner_of(seeds, home)), StrengthWeights())
        around = surroundings(seeds, neighbourhood(seeds, home, 1, selection, 1000), selection)
        for picture in (cluster_picture(vine, cluster), place_picture(around, selection, past=False)):
            assert "在册" in picture.subtitle.zh and "on record" in picture.subtitle.en, (home, SEED)  # noqa: PT018
            for figure in picture.figures[1:]:  # the first is the strength of a cluster, or the places of a ring
                assert "在册" in figure.words.zh or "另计" in figure.words.zh or "步的地方" in figure.words.zh, (
                    home,
                    SEED,
                    figure,
                )


def test_a_cluster_page_names_the_list_of_tier_one_and_tells_no_share_of_one_that_says_nothing(
    seeds: Snapshot, seeds_client: TestClient, homes: list[str]
) -> None:
    silent = 0
    for home in homes:
        knowledge = ask(seeds_client, "gaps", home=home, limit=1)["knowledge"]
        partner = partner_of(seeds, home)
        row = ask(seeds_client, f"clusters/{home}/{partner}")
        page = "".join(text_of(seeds_client, f"/views/cluster/{home}/{partner}?lang={lang}") for lang in ("zh", "en"))
        established, [(zh, en)] = lists_of((1,), knowledge)
        assert established or (zh in page and en.lower() in page.lower()), (home, SEED)
        if row["unit_fill"]["share"] is None and row["unit_fill"]["denominator"]:
            silent += 1
            assert f"不计：{zh}" in page and f"not told: {en}" in page, (home, SEED)  # noqa: PT018
            assert "— of tier 2" not in page, (home, SEED)
    assert silent


def test_rates_that_rest_on_stems_are_null_where_no_agreement_of_tier_one_is_on_record(
    seeds_client: TestClient, homes: list[str]
) -> None:
    for home in homes:
        answer = ask(seeds_client, "clusters", home=home)
        first = answer["knowledge"]["tiers"]["1"]
        if not answer["totals"]["by_tier"]["1"] and first["status"] != "complete":
            shares = [row[name]["share"] for row in answer["items"] for name in ("stemmed_share", "orphan_rate", "unit_fill")]
            shares += [answer["summary"][name]["share"] for name in ("stemmed_share", "orphan_rate", "country_stemmed_share")]
            assert set(shares) <= {None}, (home, SEED)


@pytest.mark.parametrize("path", ["gaps", "coverage", "agreements", "queries/uncovered_countries"])
def test_a_tier_that_the_home_cannot_have_is_refused_by_every_question_alike(seeds_client: TestClient, path: str) -> None:
    answer = seeds_client.get(f"/v1/{path}", params={"home": "Q956", "tier": "3"})
    assert answer.status_code == 422
    assert "Q956 has the tiers 1 to 2" in answer.text
