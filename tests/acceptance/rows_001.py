"""What Qian Wenhua's text describes: five witnessed agreements in depth."""

# fmt: off

from typing import Any

from tests.acceptance.row import Rows, by_id, ids, quotes, values

ROWS = Rows("钱文华《以高度政治自觉推进江苏国际友城建设》(2021)")
row = ROWS.row
AT = "as_of=2021-12-31"
MOGILEV, VAUD, KATHMANDU = "Q16963~Q189822", "Q12771~Q16963", "Q16666~Q3037"
POINTE_NOIRE, BRUNEI = "Q223920~Q42622", "Q9279~home:jiangsu-unnamed-city"
WITNESSED = {MOGILEV, VAUD, KATHMANDU, POINTE_NOIRE, BRUNEI}
FIVE = {"belarus", "switzerland", "brunei", "nepal", "congo-brazzaville"}

@row("A101", "M", "见签友城", "Five witnessed agreements", f"/v1/agreements?home=Q16963&layer=home&{AT}",
     "/v1/claims/claim:witnessed-signings", "/v1/activities?channel=government", "/v1/places/home:jiangsu-unnamed-city",
     tests=("tests/test_home_seeds.py::test_the_home_side_of_the_three_city_agreements_carries_its_evidence",))
def witnessed(agreements: Any, claim: Any, events: Any, unnamed: Any) -> None:
    found = {key: item for key, item in by_id(agreements).items() if key in WITNESSED}
    assert set(found) == WITNESSED
    assert all(quotes(item, "先后五次亲自见证了我省国际友城签约仪式") for item in found.values())
    assert [found[key]["tier"] for key in (MOGILEV, VAUD, KATHMANDU, POINTE_NOIRE, BRUNEI)] == [1, 1, 2, 2, 2]
    evidence = [(found[key]["home_confidence"], bool(found[key]["home_evidence"])) for key in (KATHMANDU, POINTE_NOIRE, BRUNEI)]
    assert evidence == [("medium", True), ("medium", True), ("low", True)]
    assert {item["agreement"] for key, item in by_id(events).items() if "witnessed-signing" in key} == WITNESSED
    assert (claim["record"]["value"], claim["record"]["period"]) == (5, "2015/2019")
    assert (unnamed["place"]["placeholder"], unnamed["place"]["parent"]) == (True, "Q16963")

@row("A102", "M", "友城结好周年庆", "Anniversaries", "/v1/anniversaries?home=Q16963&year=2022&kind=agreement&limit=1000",
     "/v1/anniversaries?home=Q16963&year=2024&kind=agreement&limit=1000", "/v1/anniversaries.ics?home=Q16963&year=2022&lang=en")
def anniversaries(in_2022: Any, in_2024: Any, calendar: str) -> None:
    vaud = next(item for item in in_2022["items"] if item["agreement"] == VAUD)
    kathmandu = next(item for item in in_2024["items"] if item["agreement"] == KATHMANDU)
    assert (vaud["years"], vaud["since"], vaud["basis"]) == (5, "2017", "inferred")
    assert (kathmandu["years"], kathmandu["since"], kathmandu["basis"]) == (5, "2019", "inferred")
    assert all("plan:anniversary-events" in item["prepared"] for item in (vaud, kathmandu))
    assert "Jiangsu – Vaud" in calendar.replace("\r\n ", "")

@row("A103", "M", "务实合作三年行动计划", "Three-year action plans", "/v1/plans?kind=action_plan&owner=Q16963",
     "/v1/progress?owner=Q16963&as_of=2021-12-31", f"/v1/agreements/{VAUD}/life?{AT}")
def action_plans(plans: Any, progress: Any, life: Any) -> None:
    found = by_id(plans)
    three_year = {key for key in found if key.startswith("plan:three-year-action-")}
    assert {found[key]["agreements"][0] for key in three_year} == WITNESSED
    assert all(found[key]["actions"] and "period" not in found[key] for key in three_year)  # the source gives no years
    states = {key: item["state"] for key, item in by_id({"items": progress["plans"]}).items()}
    assert {states[key] for key in three_year} == {"intended"}
    assert states["plan:mogilev-co-operation-2018-2020"] == "over"
    assert "plan:three-year-action-vaud" in ids({"items": life["work"]})

@row("A104", "M", "联委会、混委会、协委会", "Joint-committee mechanisms", "/v1/plans?kind=mechanism&owner=Q16963",
     f"/v1/gaps?home=Q16963&layer=home&type=mechanism_missing&{AT}",
     tests=("tests/planning/test_work_gaps.py::test_mogilev_and_vaud_lack_the_committee_that_was_to_be_set_up",))
def committees(plans: Any, gaps: Any) -> None:
    committees = {key: plan for key, plan in by_id(plans).items() if key.startswith("plan:committee-")}
    assert {plan["agreements"][0] for plan in committees.values()} == WITNESSED
    assert {tuple(plan["actions"]) for plan in committees.values()} == {("联委会", "混委会", "协委会")}
    assert {gap["evidence"][0] for gap in gaps["items"]} == WITNESSED  # planned for all five, in force for none

@row("A105", "M", "与使馆的固定协商机制", "Fixed consultation with embassies", "/v1/plans?kind=mechanism&owner=Q16963",
     "/v1/organisations?kind=embassy", "/v1/organisations?kind=embassy&serves=Q837")
def consultations(plans: Any, embassies: Any, for_nepal: Any) -> None:
    found = {key: plan for key, plan in by_id(plans).items() if key.startswith("plan:consultation-")}
    assert set(found) == {f"plan:consultation-{name}" for name in FIVE}
    parties = {party for plan in found.values() for party in plan["parties"] if party.startswith("org:")}
    assert parties == {f"org:embassy-of-{name}-in-china" for name in FIVE} | {f"org:embassy-of-china-in-{name}" for name in FIVE}
    assert parties <= ids(embassies)
    assert ids(for_nepal) == {"org:embassy-of-nepal-in-china", "org:embassy-of-china-in-nepal"}

ROWS.open("A106", "M", "“对方所需、我方所长”项目", "Projects that the partner needs and we do well",
          "matches of needs and strengths")

@row("A107", "M", "“一国一策”“一城一策”", "One country, one policy", "/v1/plans/plan:one-country-one-city-policy",
     "/v1/plans?owner=Q16963&kind=policy", f"/v1/candidates?home=Q16963&unit=Q42622&country=NP&{AT}")
def one_country_one_policy(principle: Any, policies: Any, in_nepal: Any) -> None:
    assert set(principle["record"]["agreements"]) == WITNESSED
    fields = {
        key.removeprefix("plan:priority-fields-"): plan["fields"] for key, plan in by_id(policies).items() if "priority" in key
    }
    assert set(fields) == FIVE
    assert fields["nepal"] == ["水资源开发利用", "旅游", "文物修复", "文化遗产管理"]
    assert fields["congo-brazzaville"] == ["产能合作", "园区建设", "农业"]
    fit = next(term for term in in_nepal["items"][0]["terms"] if term["name"] == "complementarity")
    assert all(field in fit["why"]["zh"] for field in fields["nepal"])

@row("A108", "M", "合作文件", "Co-operation documents", f"/v1/plans?agreements={MOGILEV}", f"/v1/agreements/{MOGILEV}/life?{AT}",
     f"/v1/agreements/{MOGILEV}/life?as_of=2019-12-31",
     "/v1/agreements/org:belarus-national-agricultural-academy~org:jiangsu-academy-of-agricultural-sciences")
def co_operation_documents(plans: Any, after: Any, during: Any, institutes: Any) -> None:
    found = by_id(plans)
    programme, papers = found["plan:mogilev-co-operation-2018-2020"], found["plan:mogilev-co-operation-documents"]
    assert (programme["period"], programme["status"]) == ("2018/2020", "expired")
    assert papers["fields"] == ["经贸", "农业", "旅游"]
    states = [by_id({"items": life["work"]})[programme["id"]]["state"] for life in (during, after)]
    assert states == ["in_force", "over"]
    assert institutes["agreement"]["fields"] == ["农业", "科技"]

@row("A109", "M", "园区", "Industrial parks", "/v1/organisations?kind=park", f"/v1/overlay?home=Q16963&limit=1000&{AT}")
def parks(organisations: Any, overlay: Any) -> None:
    named = {"中瑞镇江生态产业园", "中瑞（常州）产业合作园", "中白工业园", "徐州空港经济开发区", "黑角经济特区"}
    assert {item["names"]["zh"] for item in organisations["items"]} == named
    states = {item["place"]["country"]: item["state"] for item in overlay["items"]}
    assert [states[code] for code in ("CH", "BY", "CG")] == ["both"] * 3

@row("A110", "M", "恒逸文莱石化项目", "Hengyi petrochemical project in Brunei",
     "/v1/projects/project:hengyi-brunei-petrochemical", "/v1/claims/claim:hengyi-largest-investment",
     f"/v1/overlay?home=Q16963&limit=1000&{AT}")
def flagship(project: Any, claim: Any, overlay: Any) -> None:
    assert "org:nanjing-nanhua-construction" in project["record"]["parties"]
    assert claim["record"]["stated"] == "文莱迄今最大的实业投资项目"
    (brunei,) = (ids({"items": item["business"]}) for item in overlay["items"] if item["place"]["country"] == "BN")
    assert project["record"]["id"] in brunei

@row("A111", "S", "贸易年均增长4.6%", "Trade growth of 4.6 % a year", "/v1/claims/claim:trade-growth-five-countries",
     f"/v1/completeness?home=Q16963&{AT}", f"/v1/overlay?home=Q16963&limit=1000&{AT}")
def trade_growth(claim: Any, completeness: Any, overlay: Any) -> None:
    record = claim["record"]
    assert (record["value"], record["period"], len(record["counterparts"])) == (4.6, "2016/2020", 5)
    beside = next(item for item in completeness["items"] if item["claim"] == record["id"])
    assert beside["enumerated"] is None  # a figure of others, never recomputed
    assert record["id"] in next(item["claims"] for item in overlay["items"] if item["place"]["country"] == "NP")

@row("A112", "M", "培训和留学", "Exchange and training programmes", "/v1/activities?kind=training", "/v1/claims?subject=Q42622",
     "/v1/clusters/Q16963/Q837?layer=home&as_of=2021-12-31")
def programmes(courses: Any, claims: Any, nepal: Any) -> None:
    found = {key: item["quantity"] for key, item in by_id(courses).items() if "quantity" in item}
    assert found["activity:kathmandu-governance-training"] == 2
    assert found["activity:pointe-noire-students-in-suzhou"] == 7
    assert values(claims) == {"pointe-noire-students": (7, "exact"), "congo-farm-trainees": (3100, "at_least")}
    assert nepal["strength"]["without_activity"] == 0  # the courses are what its vitality counts

@row("A113", "S", "高层交往（四次互访）", "High-level visits", f"/v1/activities?agreement={MOGILEV}&kind=visit",
     "/v1/claims/claim:mogilev-mutual-visits", f"/v1/agreements/{MOGILEV}/life?{AT}", lacks="the heat of an agreement as a score")
def visits(activities: Any, claim: Any, life: Any) -> None:
    assert activities["items"][0]["quantity"] == claim["record"]["value"] == 4
    assert claim["record"]["period"] == "2015/2021"
    assert by_id({"items": life["activities"]})["activity:mogilev-mutual-visits"]["times"] == 4

@row("A114", "M", "姊妹学校", "School pairs", "/v1/agreements/org:chung-hwa-middle-school~org:nanjing-normal-high-school",
     "/v1/agreements/org:little-angels-school~org:nanjing-art-primary-school",
     f"/v1/clusters?home=Q16963&layer=home&kinds=formal&{AT}")
def school_pairs(one: Any, other: Any, clusters: Any) -> None:
    pairs = [[party["names"]["zh"] for party in answer["agreement"]["parties"]] for answer in (one, other)]
    assert pairs == [["文莱中华中学", "南师附中"], ["尼泊尔小天使学校", "南京市艺术小学"]]
    assert clusters["totals"]["agreements"] == len(WITNESSED)

@row("A115", "M", "农业科研机构", "Science and agriculture institutes",
     "/v1/agreements/org:belarus-national-agricultural-academy~org:jiangsu-academy-of-agricultural-sciences",
     "/v1/projects/project:zheng-he-centre")
def institutes(agreement: Any, centre: Any) -> None:
    assert [party["names"]["zh"] for party in agreement["agreement"]["parties"]] == ["白俄罗斯国立农业科学院", "江苏省农科院"]
    assert centre["record"]["parties"] == ["Q42622", "Q971"]

@row("A116", "M", "奥林匹克城市联盟", "Union of Olympic cities", "/v1/memberships?of=org:union-of-olympic-cities",
     "/v1/organisations/org:union-of-olympic-cities", "/v1/agreements?place=Q16666&partner=Q807")
def olympic_union(members: Any, union: Any, agreements: Any) -> None:
    assert [item["member"] for item in members["items"]] == ["Q16666"]
    assert (union["record"]["seat"], union["record"]["country"]) == ("Q807", "CH")
    assert agreements["total"] == 0

@row("A117", "M", "对华友好组织", "Friendship organisations", "/v1/organisations?kind=counterpart_association",
     "/v1/activities/activity:jiangsu-swiss-association-meeting-2021",
     "/v1/organisations?kind=counterpart_association&country=BY",
     lacks="a list of the countries with an agreement and no counterpart association")
def friendship_organisations(associations: Any, meeting: Any, in_belarus: Any) -> None:
    named = {"尼泊尔阿尼哥协会", "文莱中国友好协会", "瑞士中国友好协会", "瑞中协会"}
    assert {item["names"]["zh"] for item in associations["items"]} == named
    assert (meeting["record"]["date"], in_belarus["total"]) == ("2021", 0)

@row("A118", "S", "政党人文民间交流渠道", "Party, culture and people channels", "/v1/plans/plan:exchange-channels",
     "/v1/activities?channel=party", "/v1/activities?channel=youth", "/v1/activities?channel=civil_society")
def channels(plan: Any, *found: Any) -> None:
    assert plan["record"]["actions"] == ["政党", "议会", "青年", "智库", "民间社会组织"]
    assert all(answer["total"] > 0 for answer in found)

@row("A119", "S", "抗疫合作", "Anti-epidemic co-operation", "/v1/activities?kind=aid", "/v1/claims/claim:epidemic-supplies-value",
     "/v1/plans/plan:mogilev-clinical-consultation", "/v1/activities/activity:hospital-exchanges")
def epidemic_help(aid: Any, claim: Any, mechanism: Any, hospitals: Any) -> None:
    assert {"activity:epidemic-supplies-to-five-partners", "activity:company-medical-donations"} <= ids(aid)
    assert (claim["record"]["value"], claim["record"]["qualifier"]) == (900_000, "just_under")  # 近
    assert mechanism["record"]["agreements"] == [MOGILEV]
    assert "org:northern-jiangsu-peoples-hospital" in hospitals["record"]["participants"]

@row("A120", "S", "南京市至加德满都市直航航线", "Direct flight Nanjing – Kathmandu", "/v1/projects?kind=route&status=proposed",
     f"/v1/candidates?home=Q16963&unit=Q16666&country=NP&{AT}")
def flight_under_study(routes: Any, in_nepal: Any) -> None:
    assert ids(routes) == {"project:nanjing-kathmandu-flight"}
    (convenience,) = (term for term in in_nepal["items"][0]["terms"] if term["name"] == "convenience")
    assert "proposed route" in convenience["why"]["en"]

@row("A121", "S", "推动见签友城交往实效迈上新台阶", "Effect of the witnessed agreements",
     "/v1/plans/plan:witnessed-agreements-effect", f"/v1/agreements/{MOGILEV}/life?as_of=2026-11-21",
     f"/v1/agreements/{KATHMANDU}/life?as_of=2026-11-21")
def effect(policy: Any, mogilev: Any, kathmandu: Any) -> None:
    assert set(policy["record"]["agreements"]) == WITNESSED
    for life in (mogilev, kathmandu):
        trend = {point["as_of"]: point["vitality"] for point in life["trend"]}
        assert trend["2021-12-31"] > trend["2024-12-31"] > life["vitality"] > 0
