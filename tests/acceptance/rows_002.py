"""What Taizhou's work plan for 2022 describes."""

# fmt: off

from typing import Any

from tests.acceptance.row import Rows, by_id, ids

ROWS = Rows("泰州市《2022年外事重点工作安排》(2022)")
row = ROWS.row
OSS = "Q57931~gn:2749234"
AT = "as_of=2021-12-31"
DISTRICTS = {"cn:321202", "cn:321203", "cn:321204", "cn:321281", "Q428587", "cn:321283"}
LIFE = "tests/records/test_life.py::"

@row("A201", "M", "巩固一批、激活一批、开辟一批", "Consolidate, activate, open",
     "/v1/actions?home=Q16963&layer=home&as_of=2021-12-31", "/v1/actions?home=Q16963&layer=home&as_of=2026-11-21",
     "graph-service actions --home Q16963 --as-of 2026-11-21 --format csv", "/v1/plans/plan:consolidate-activate-open")
def three_batches(then: Any, now: Any, worklist: str, policy: Any) -> None:
    counts = [{action: sum(kinds.values()) for action, kinds in answer["counts"].items()} for answer in (then, now)]
    assert counts[0]["consolidate"] == 5  # the witnessed ones, when they were fresh
    assert (counts[1]["consolidate"], counts[1]["activate"], counts[1]["open"]) == (1, 4, 1)
    assert all(item["reason"]["zh"] and item["evidence"] for item in now["items"])
    assert by_id(now)[OSS]["action"] == "open"
    assert "Q12771~Q16963" in worklist
    assert policy["record"]["actions"] == ["巩固", "激活", "开辟"]
@row("A202", "M", "当年结好目标", "Targets of the year", "/v1/progress?owner=Q57931&as_of=2022-06-30", f"/v1/agreements/{OSS}")
def targets_of_the_year(progress: Any, oss: Any) -> None:
    found = by_id(progress)
    formal, exchange = found["target:taizhou-formal-agreements-2022"], found["target:taizhou-exchange-agreements-2022"]
    assert (formal["minimum"], formal["achieved"], formal["share"], formal["due"]) == (1, 0, 0, "2022-12-31")
    assert [item["id"] for item in formal["named"]] == [OSS]
    assert (exchange["minimum"], exchange["maximum"]) == (3, 5)
    assert (oss["agreement"]["status"], oss["agreement"]["stages"][0]["date"]) == ("planned", "2022")

@row("A203", "M", "优先在全省友好省洲框架内建设友城", "Within the province's friendly regions first",
     f"/v1/candidates?home=Q16963&unit=Q57931&{AT}", f"/v1/clusters/Q16963/Q1101?{AT}",
     "/v1/plans/plan:partners-within-province-framework")
def within_stems(candidates: Any, brabant: Any, rule: Any) -> None:
    terms = [{term["name"]: term for term in item["terms"]} for item in candidates["items"]]
    assert max(terms[0].values(), key=lambda term: term["weight"])["name"] == "on_stem"
    assert all(found["on_stem"]["value"] == 1 for found in terms[:5])
    assert "gn:2749234" in ids({"items": brabant["eligible_partners"]})  # Oss, still free inside the stem of North Brabant
    assert "省洲" in rule["record"]["names"]["zh"]
@row("A204", "M", "结好方向（关联度、互补性、便利度）", "Criteria for choosing partners",
     f"/v1/candidates?home=Q16963&unit=Q57931&country=CH&{AT}", "/v1/plans/plan:partner-selection-criteria")
def criteria(candidates: Any, plan: Any) -> None:
    first = {term["name"]: term for term in candidates["items"][0]["terms"]}
    assert all(first[name]["why"]["zh"] for name in ("relatedness", "complementarity", "convenience"))
    assert "创新" in first["complementarity"]["why"]["zh"]
    assert "Embassy of Switzerland in China" in first["convenience"]["why"]["en"]
    assert plan["record"]["actions"] == ["关联度", "互补性", "便利度"]

@row("A205", "M", "友城交往全流程的标准模式", "Standard model of the whole course", "/v1/plans/plan:standard-model-of-exchanges",
     f"/v1/agreements/{OSS}/life?as_of=2022-06-30", "/v1/agreements/Q1085~Q956/life?as_of=2020-12-31",
     "/v1/agreements/Q1085~Q956/life?as_of=2018-12-31", tests=(LIFE + "test_the_kind_rises_step_by_step",
            LIFE + "test_a_status_step_gives_the_status_and_leaves_the_kind"))
def standard_model(plan: Any, planned: Any, ended: Any, before: Any) -> None:
    assert plan["record"]["status"] == "planned"
    assert [(step["step"], step["date"], step["aim"], step["status_after"]) for step in planned["steps"]] == [
        ("planned", "2022", "formal", "planned"),
    ]
    # Beijing and Prague: signed in 2016, ended in 2019.
    steps = [(step["step"], step["date"], step["kind_after"], step["status_after"]) for step in ended["steps"]]
    assert steps == [("formal", "2016-03", "formal", "active"), ("terminated", "2019", "formal", "terminated")]
    assert [life["agreement"]["status"] for life in (before, ended)] == ["active", "terminated"]
    assert ended["agreement"]["sources"]

@row("A206", "M", "基层友协3年全覆盖", "Friendship associations in every district", "/v1/progress?owner=Q57931&as_of=2022-12-31",
     "/v1/gaps?home=Q16963&type=association_missing&layer=home&limit=1000&as_of=2022-12-31",
     tests=("tests/planning/test_work_gaps.py::test_only_taizhous_six_districts_are_to_get_one_with_the_planned_pace_against_the_target",))
def association_coverage(progress: Any, gaps: Any) -> None:
    found = by_id(progress)
    new, full = found["target:taizhou-district-associations-2022"], found["target:taizhou-association-coverage"]
    assert (new["minimum"], full["minimum"], full["unit"], full["period"]) == (1, 100, "%", "2022/2024")
    assert [(point["year"], point["value"]) for point in full["by_year"]] == [(2022, 0)]
    assert (full["projection"]["share"]["denominator"], full["projection"]["finish"], full["due"]) == (6, 2027, "2024-12-31")
    of_taizhou = [gap for gap in gaps["items"] if gap["unit"]["id"] in DISTRICTS]
    assert len(of_taizhou) == 6
    assert all("0 of 6, all by 2027 at the planned 1 a year; the target is 2024" in gap["reason"]["en"] for gap in of_taizhou)

@row("A207", "S", "友协届中大会、人民团体性质", "Governance of the association",
     "/v1/organisations/org:taizhou-friendship-association", "/v1/targets?owner=org:taizhou-friendship-association",
     "/openapi.json")
def association_governance(association: Any, targets: Any, reference: Any) -> None:
    assert association["record"]["kind"] == "friendship_association"
    assert (targets["items"][0]["measure"], targets["items"][0]["period"]) == ("congresses", "2022")
    assert {"legal_nature", "next_congress"} <= set(reference["components"]["schemas"]["Organisation"]["properties"])

@row("A208", "M", "积分化评估", "Points-based evaluation", "/v1/ledger?home=Q16963&unit=Q57931&limit=1000&as_of=2022-12-31",
     "/v1/plans/plan:taizhou-evaluation",
     tests=("tests/metrics/test_points.py::test_what_taizhou_announced_for_2022_earned_nothing",
            "tests/metrics/test_points.py::test_the_cap_of_a_year_takes_the_earliest_first"))
def points(ledger: Any, plan: Any) -> None:
    totals = {item["unit"]["id"]: item["points"] for item in ledger["totals"]}
    assert set(totals) >= DISTRICTS
    for unit, total in totals.items():
        assert abs(sum(line["value"] for line in ledger["items"] if line["unit"] == unit) - total) < 1e-9
    assert {"points", "cap", "half_life_months"} == set(ledger["rules"]["activity"]["visit"])
    assert plan["record"]["actions"] == ["项目化推进", "绩效管理", "积分化评估"]

@row("A209", "S", "外交部直联渠道、驻外使领馆", "Upward channel", "/v1/plans/plan:taizhou-upward-channel")
def upward_channel(plan: Any) -> None:
    assert plan["record"]["fields"] == ["经济", "人才", "科技", "教育"]
    assert plan["record"]["parties"] == ["org:ministry-of-foreign-affairs"]

@row("A210", "S", "“外事+”的“共价键”", "Foreign affairs plus", "/v1/plans/plan:taizhou-foreign-affairs-plus",
     "/v1/organisations?kind=department&seat=Q57931", "/v1/activities?participants=org:taizhou-talent-office")
def foreign_affairs_plus(plan: Any, departments: Any, together: Any) -> None:
    assert plan["record"]["owner"] == "Q57931"
    assert {"org:taizhou-talent-office", "org:taizhou-youth-league"} <= ids(departments)
    assert together["total"] == 2

@row("A211", "M", "2022年活动", "Activities of 2022", "/v1/activities?status=planned",
     "/v1/anniversaries?home=Q16963&year=2022&kind=diplomatic&limit=1000", "/v1/anniversaries?home=Q16963&year=2022&limit=1000")
def activities(planned: Any, diplomatic: Any, both: Any) -> None:
    names = {"taixing-sino-french-talks-2022", "sino-japanese-health-forum-2022", "jiangsu-macao-week-2022"}
    assert {f"activity:{name}" for name in names} <= ids(planned)
    japan = next(item for item in diplomatic["items"] if item["country"] == "JP")
    assert (japan["years"], japan["since"]) == (50, "1972-09-29")
    assert "claim:china-japan-normalisation-50" in japan["evidence"] or japan["prepared"]
    assert {item["kind"] for item in both["items"]} == {"agreement", "diplomatic"}

@row("A212", "S", "海外联络站点", "Overseas liaison stations", "/v1/plans/plan:taizhou-overseas-stations",
     "/v1/organisations?kind=liaison_station")
def liaison_stations(plan: Any, stations: Any) -> None:
    assert "站点来源未列名" in plan["record"]["note"]
    assert stations["total"] == 0  # the source names none, so none is made up

ROWS.leave_out("A213", "《外事参考》简报、海外专题信息调研", "Bulletin and research",
               "editorial work; its numbers are on record as targets")

@row("A214", "S", "“新马可波罗游记”品牌", "Brand “The New Travels of Marco Polo”", "/v1/plans?kind=brand&owner=Q57931")
def marco_polo(brands: Any) -> None:
    assert ids(brands) == {"plan:brand-new-travels-of-marco-polo"}

ROWS.leave_out("A215", "领事保护“五进”、APEC商旅卡、“全球一小时法律服务圈”", "Consular, card and legal services",
               "services to citizens, which tie no two places together")
ROWS.leave_out("A216", "转运专班、党建、挂职", "Transport duty, party building, secondment", "work inside the office")
