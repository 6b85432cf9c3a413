"""What Fei Shaoyun's text describes: the province as a whole."""

# fmt: off
from typing import Any

from tests.acceptance.row import Rows, by_id, ids, quotes

ROWS = Rows("费少云《开创党的对外工作江苏实践新局面》(2021)")
row = ROWS.row
# Japan, Korea, Singapore, Israel, Germany, Britain, the Netherlands, France, the United States.
NAMED = {"Q17", "Q884", "Q334", "Q801", "Q183", "Q145", "Q55", "Q142", "Q30"}
NAMED_CODES = {"JP", "KR", "SG", "IL", "DE", "GB", "NL", "FR", "US"}
AT = "as_of=2021-12-31"
RISK = "tests/metrics/test_risk.py::"
WORKED = "tests/metrics/test_worked_examples.py::"

@row("A001", "M", "“葡萄串式”友城集群效应", "Grape-cluster effect on a three-tier network",
     f"/v1/clusters?home=Q16963&layer=home&kinds=formal&{AT}", f"/v1/gaps?home=Q16963&layer=home&kinds=formal&{AT}",
     f"/v1/clusters/Q16963/Q41157?{AT}", "/views/cluster/Q16963/Q41157?lang=zh", "/v1/plans/plan:three-tier-partner-network",
     tests=(WORKED + "test_both_witnessed_stems_are_bare",
            WORKED + "test_the_three_witnessed_grapes_are_stemless",
            WORKED + "test_the_witnessed_clusters_have_this_strength",
            WORKED + "test_oss_hangs_on_the_stem_of_north_brabant",
            WORKED + "test_shanghai_in_japan_is_a_full_cluster"))
def grape_clusters(clusters: Any, gaps: Any, jeonbuk: Any, page: str, policy: Any) -> None:
    assert clusters["totals"]["by_tier"] == {"1": 2, "2": 3, "3": 0}
    assert {item["place"]["id"] for item in gaps["items"] if item["type"] == "bare_stem"} == {"Q189822", "Q12771"}
    countries = {item["partner"]["country"]: item["classes"] for item in clusters["items"] if item["grain"] == "country"}
    assert [countries[code]["C"] for code in ("BN", "NP", "CG")] == [1, 1, 1]
    assert jeonbuk["stem"]["since"] == "1994-10-27"
    assert "江苏省 × 全北特别自治道：葡萄串（集群）" in page
    assert quotes(policy["record"], "“葡萄串式”友城集群效应")

@row("A002", "M", "重点国别交往计划", "Key-country exchange plan", f"/v1/coverage?home=Q16963&frame=frame:key-countries&{AT}",
     f"/v1/coverage?home=Q16963&frame=frame:key-countries&by=country,tier&{AT}",
     f"/v1/gaps?home=Q16963&frame=frame:key-countries&limit=1000&{AT}",
     tests=("tests/test_coverage_facts.py::test_the_two_unnamed_key_countries_are_never_invented",))
def key_countries(whole: Any, parts: Any, gaps: Any) -> None:
    (item,) = whole["items"]
    rate, x = item["coverage"], len(item["covered"])
    assert (rate["declared"], rate["named"], rate["low"], rate["high"]) == (11, 9, x / 11, (x + 2) / 11)
    assert {*item["covered"], *item["missing"]} == NAMED
    assert {part["keys"]["country"] for part in parts["items"]} == NAMED
    assert {gap["country"]["code"] for gap in gaps["items"] if gap["place"]} <= NAMED_CODES

@row("A003", "M", "全球伙伴关系网络", "Global partnership network", f"/v1/coverage?home=Q16963&by=continent&{AT}",
     f"/v1/coverage?home=Q16963&by=country&limit=1000&{AT}", f"/v1/coverage?home=Q16963&by=frame&limit=1000&{AT}",
     "/views/place/Q16963?lang=en", "/health/ready")
def whole_network(continents: Any, countries: Any, frames: Any, page: str, ready: Any) -> None:
    covered = {member for item in continents["items"] for member in item["covered"]}
    assert covered == {item["key"] for item in countries["items"] if item["covered"]}
    assert {"frame:g20", "frame:sco", "frame:belt-and-road"} <= {item["key"] for item in frames["items"]}
    assert (continents["as_of"], continents["snapshot"]) == ("2021-12-31", ready["snapshot"])
    assert "Jiangsu" in page

@row("A004", "S", "东亚小循环", "East-Asia small circulation", f"/v1/coverage?home=Q16963&frame=frame:east-asia&{AT}",
     f"/v1/clusters/Q16963/Q17?{AT}", f"/v1/clusters/Q16963/Q884?{AT}", "/v1/overlay?home=Q16963&as_of=2022-12-31&limit=1000")
def east_asia(coverage: Any, japan: Any, korea: Any, overlay: Any) -> None:
    assert coverage["frame"]["kind"] == "lens"
    assert coverage["items"][0]["covered"] == ["Q17", "Q884"]
    assert all(cluster["roles"]["grape"] > 0 for cluster in (japan, korea))
    assert {"Q17", "Q884"} <= {item["place"]["id"] for item in overlay["items"]}

@row("A005", "M", "多边合作机制", "Multilateral mechanisms", "/v1/frames?kind=mechanism",
     "/v1/plans/plan:multilateral-mechanisms", "/v1/coverage?home=Q16963&frame=frame:sco&as_of=2010-01-01",
     "/v1/coverage?home=Q16963&frame=frame:sco&as_of=2024-12-31",
     tests=("tests/test_coverage_facts.py::test_each_named_mechanism_has_a_coverage_at_a_date",))
def mechanisms(frames: Any, plan: Any, early: Any, late: Any) -> None:
    named = ("g20", "apec", "sco", "acd", "asean-10-1", "lancang-mekong", "china-arab", "china-celac")
    assert {f"frame:{name}" for name in named} <= ids(frames)
    assert len(plan["record"]["actions"]) == 8
    assert "等" in plan["record"]["note"]
    # Five members beside China from 2001; India and Pakistan 2017, Iran 2023, Belarus 2024.
    assert [answer["items"][0]["coverage"]["denominator"] for answer in (early, late)] == [5, 9]

@row("A006", "M", "“一带一路”沿线地方政府互联互通网络", "Belt and Road local-government network",
     "/v1/frames/frame:belt-and-road", "/v1/memberships?of=frame:belt-and-road&limit=1000",
     f"/v1/coverage?home=Q16963&frame=frame:belt-and-road&{AT}", f"/v1/places/Q16963/network?format=geojson&{AT}")
def belt_and_road(frame: Any, members: Any, coverage: Any, map_layer: Any) -> None:
    assert frame["record"]["open"]
    assert all(member["sources"] and member["from"] for member in members["items"])
    assert "Q837" in coverage["items"][0]["covered"]  # Nepal, through Kathmandu
    assert map_layer["type"] == "FeatureCollection"

@row("A007", "S", "“五外”深度融合", "Integration of five channels", "/v1/plans/plan:five-channels",
     "/v1/activities?channel=economy", "/v1/activities?channel=public", f"/v1/channels?home=Q16963&layer=home&{AT}",
     f"/v1/channels?home=Q16963&layer=home&by=partner&{AT}",
     "graph-service channels --home Q16963 --as-of 2021-12-31 --format csv",
     tests=("tests/metrics/test_channels.py::test_a_park_at_home_is_investment_and_one_abroad_is_cooperation",))
def five_channels(plan: Any, economy: Any, public: Any, countries: Any, partners: Any, table: str) -> None:
    five = ["外事", "外资", "外经", "外贸", "外宣"]
    assert plan["record"]["actions"] == [name["zh"] for name in countries["names"].values()] == five
    assert "activity:gcc-investment-symposium" in ids(economy)
    assert "activity:osaka-expo-campaign" in ids(public)
    cells = {item["place"]["country"]: item["channels"] for item in countries["items"]}
    assert cells["CH"]["investment"]["records"] == ["project:sino-swiss-changzhou-park", "project:sino-swiss-zhenjiang-park"]
    assert cells["BN"]["cooperation"]["records"] == ["project:hengyi-brunei-petrochemical"]
    assert (cells["NP"]["trade"]["count"], cells["NP"]["trade"]["remark"]["en"]) == (0, "none recorded")
    assert {item["place"]["id"] for item in partners["items"]} == {"Q189822", "Q12771", "Q3037", "Q223920", "Q9279"}
    assert table.startswith("id,zh,en,filled,affairs,investment,cooperation,trade,publicity,unsorted,")

@row("A008", "S", "“五个重点”工作资源", "Five key resources", "/v1/plans/plan:five-key-resources",
     f"/v1/coverage?home=Q16963&frame=frame:key-countries&{AT}", "/openapi.json")
def five_key_resources(plan: Any, countries: Any, reference: Any) -> None:
    assert plan["record"]["actions"] == ["重点国家", "重点友城", "重点企业", "重点组织", "重点人脉"]
    assert {*countries["items"][0]["covered"], *countries["items"][0]["missing"]} == NAMED
    schemas = reference["components"]["schemas"]
    assert "key" in schemas["Organisation"]["properties"]
    assert not any("person" in name.lower() or "contact" in name.lower() for name in schemas)  # 人脉 stay out

@row("A009", "S", "“五个重大”领域", "Five majors", "/v1/plans/plan:five-majors", "/v1/projects?kind=platform",
     "/v1/plans?kind=policy")
def five_majors(plan: Any, platforms: Any, policies: Any) -> None:
    assert plan["record"]["actions"] == ["重大改革", "重大事项", "重大项目", "重大平台", "重大政策"]
    assert "project:foreign-party-training-base" in ids(platforms)
    assert "plan:three-tier-partner-network" in ids(policies)

@row("A010", "S", "“一省（区、市）一策”", "One province, one policy", "/v1/plans/plan:one-province-one-policy",
     f"/v1/clusters?home=Q15175&{AT}", f"/v1/coverage?home=Q15175&by=continent&{AT}", f"/v1/gaps?home=Q15175&{AT}")
def one_province_one_policy(plan: Any, *of_guangdong: Any) -> None:
    assert plan["record"]["parties"] == ["Q16963"]
    assert [answer["home"]["id"] for answer in of_guangdong] == ["Q15175"] * 3
    assert all(answer["total"] > 0 for answer in of_guangdong)

@row("A011", "S", "江苏省“十四五”外事港澳规划", "Jiangsu's 14th Five-Year plan for external affairs",
     "/v1/plans/plan:jiangsu-14th-five-year-external-affairs", "/v1/progress?owner=Q16963&as_of=2024-06-30",
     "/v1/progress?owner=Q16963&as_of=2026-06-30")
def five_year_plan(plan: Any, during: Any, after: Any) -> None:
    assert (plan["record"]["owner"], plan["record"]["period"]) == ("Q16963", "2021/2025")
    states = [by_id({"items": answer["plans"]})[plan["record"]["id"]]["state"] for answer in (during, after)]
    assert states == ["in_force", "over"]

@row("A012", "M", "全省外事工作高质量发展评估指标", "Evaluation indicators", f"/v1/indicators?home=Q16963&limit=1000&{AT}",
     "/v1/plans/plan:jiangsu-evaluation-indicators",
     tests=("tests/planning/test_indicators.py::test_a_score_ends_at_its_weight",))
def indicators(answer: Any, plan: Any) -> None:
    assert all({"zh", "en", "formula", "target", "weight", "period"} <= set(found) for found in answer["indicators"].values())
    assert answer["total"] == len({item["unit"]["id"] for item in answer["items"]}) > 13
    for item in answer["items"]:
        assert item["total"] == sum(score["score"] for score in item["scores"]) <= item["possible"]
    assert plan["record"]["kind"] == "indicators"

@row("A013", "S", "民间外交工作指导意见、统筹外事工作实施意见", "People-to-people guidance and co-ordination opinion",
     "/v1/plans?kind=document&owner=Q16963")
def documents(plans: Any) -> None:
    assert {"plan:jiangsu-people-to-people-guidance", "plan:foreign-affairs-coordination-opinion"} <= ids(plans)

@row("A014", "S", "请示报告、定期报送、信息通报制度", "Reporting systems", "/v1/plans?kind=system&owner=Q16963",
     "/v1/agreements/Q57931~gn:2749234", "/v1/reports?home=Q16963&from=2019-01-01&to=2021-12-31&layer=home",
     "graph-service report --home Q16963 --from 2022-01-01 --to 2022-12-31 --layer home --format md",
     "graph-service report --home Q16963 --from 2019-01-01 --to 2021-12-31 --layer home --format csv --lang en",
     "/v1/reports?home=Q16963&from=2019-01-01&to=2021-12-31&layer=home&format=html&lang=zh",
     tests=("tests/web/test_reports.py::test_what_was_signed_and_renewed_in_the_period_is_told_with_how_sure_it_is",
            "tests/web/test_reports.py::test_what_is_planned_says_whether_it_was_approved"))
def reporting(plans: Any, oss: Any, report: Any, markdown: str, table: str, page: str) -> None:
    assert {f"plan:jiangsu-{name}" for name in ("request-and-report", "periodic-reporting", "information-notices")} <= ids(plans)
    assert [stage["kind"] for stage in oss["agreement"]["stages"]] == ["planned"]
    assert ("Q16666~Q3037", "2019", True) in {(step["agreement"], step["date"], step["certain"]) for step in report["signed"]}
    assert ("2022", 5) in {(item["date"], item["years"]) for item in report["anniversaries"]}  # Vaud
    assert "| 2022 | 泰州市 | 奥斯市 | 友好城市（正式） | 未见记录 |" in markdown  # planned, no approval on record
    assert "Signed and renewed,2019,Nanjing,Kathmandu,formal," in table
    assert "江苏省友城工作报告" in page

@row("A015", "M", "全省外事综合服务管理平台", "Province-wide service platform", "/v1/plans/plan:jiangsu-service-platform",
     "/openapi.json", "/v1/agreements?home=Q16963&limit=1", "/v1/records?limit=1", "/v1/changes?since=1",
     tests=("tests/acceptance/test_mirror.py::test_a_mirror_ends_with_the_same_records_after_loads_changes_and_removals",
            "tests/acceptance/test_mirror.py::test_a_copy_misses_nothing_that_is_changed_while_it_is_taken",
            "tests/acceptance/test_mirror.py::test_a_second_system_mirrors_the_graph_by_the_api_alone",
            "tests/test_loader.py::test_changed_rows_replace_what_is_stored"))
def service_platform(plan: Any, reference: Any, page: Any, copy: Any, feed: Any) -> None:
    assert quotes(plan["record"], "数据集中、管理集成")
    records = ("places", "agreements", "organisations", "frames", "memberships", "activities", "plans", "targets", "projects")
    assert {f"/v1/{name}" for name in (*records, "claims")} <= set(reference["paths"])
    assert page["next"] == page["items"][0]["id"]
    assert (copy["sequence"], feed["latest"], feed["items"]) == (1, 1, [])
    assert copy["total"] == feed["begins"]["records"] > 45_000

@row("A016", "S", "省级层面海外利益协同机制、风险监测", "Overseas interests and risk",
     "/v1/plans/plan:jiangsu-overseas-interests-mechanism", "/v1/claims?measure=risk_level",
     f"/v1/candidates?home=Q16963&unit=Q42622&country=NP&max_risk=1&{AT}",
     f"/v1/candidates?home=Q16963&unit=Q42622&country=NP&{AT}",
     tests=(RISK + "test_a_country_above_the_level_is_left_out_and_named", RISK + "test_risk_changes_no_score",
            RISK + "test_the_latest_level_by_the_date_counts"))
def overseas_interests(plan: Any, claims: Any, filtered: Any, free: Any) -> None:
    assert plan["record"]["actions"] == ["风险监测和预警", "海外安全巡查"]
    assert claims["total"] == 0  # no document gives a level, and none is invented
    assert {item["risk"] for item in free["items"]} == {None}  # not known, not low
    assert (filtered["items"], filtered["max_risk"], filtered["above_risk"]) == (free["items"], 1, [])

@row("A017", "S", "“中国共产党的故事——地方党委的实践”专题宣介会", "Stories of the CPC briefings",
     "/v1/activities/activity:stories-of-the-cpc", "/v1/activities?series=activity:stories-of-the-cpc")
def stories(series: Any, instances: Any) -> None:
    assert {"中国共产党的故事——地方党委的实践", "中国共产党的故事——江苏省委的实践"} <= set(series["record"]["names"]["aliases"])
    assert ids(instances) == {"activity:stories-of-the-cpc-jiangsu-2017"}

@row("A018", "S", "六大品牌", "Six brands", "/v1/plans?kind=brand&owner=Q16963", "/v1/plans/plan:six-brands-jingcai",
     "/v1/plans/plan:six-brands-shuiyun", "/v1/activities?brand=plan:brand-study-jiangsu",
     "/v1/activities?brand=plan:brand-jingcai-jiangsu",
     tests=("tests/test_home_seeds.py::test_only_what_a_document_names_under_a_brand_is_tagged_with_it",))
def six_brands(brands: Any, jingcai: Any, shuiyun: Any, study: Any, splendid: Any) -> None:
    assert len(brands["items"]) == 7
    assert set(jingcai["record"]["actions"]) ^ set(shuiyun["record"]["actions"]) == {"精彩江苏", "水韵江苏"}
    assert jingcai["record"]["sources"] != shuiyun["record"]["sources"]
    (students,) = study["items"]
    assert quotes(students, "打造“留学江苏”教育品牌，苏州市累计接收 7名黑角留学生")
    assert splendid["total"] == 0  # no document names an event under it

@row("A019", "S", "江苏文化嘉年华、江苏视觉形象建设工程", "Carnivals and image project",
     "/v1/activities/activity:jiangsu-culture-carnival", "/v1/projects/project:jiangsu-visual-image")
def carnivals(carnival: Any, image: Any) -> None:
    assert carnival["record"]["frames"] == ["frame:belt-and-road"]
    assert image["record"]["kind"] == "image"

@row("A020", "S", "外国政党培训基地、研修班", "Foreign-party training base and seminars", "/v1/activities?kind=training",
     "/v1/projects/project:foreign-party-training-base")
def training(courses: Any, base: Any) -> None:
    kathmandu = by_id(courses)["activity:kathmandu-governance-training"]
    assert (kathmandu["quantity"], kathmandu["unit"], kathmandu["agreement"]) == (2, "per year", "Q16666~Q3037")
    assert "activity:governance-seminars" in ids(courses)
    assert base["record"]["status"] == "in_progress"

@row("A021", "S", "荣誉称号（友好工程）", "Honours", "/v1/plans?kind=honour&owner=Q16963")
def honours(plans: Any) -> None:
    titles = {"江苏省荣誉居民", "人民友好使者", "青年友好使者", "江苏友谊奖"}
    assert {item["names"]["zh"] for item in plans["items"]} == titles

ROWS.leave_out("A022", "外事专业人才队伍", "Professional staff categories",
               "people and their posts are no part of a graph of places and agreements")
ROWS.leave_out("A023", "国际社区、国际学校、国际医院、多语言窗口", "International communities, schools, hospitals, windows",
               "services for residents, which tie no two places together")
ROWS.leave_out("A024", "涉外疫情防控", "Epidemic-control measures",
               "a duty of its time; aid between partners is recorded as activities")
