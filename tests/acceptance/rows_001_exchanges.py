"""What Qian Wenhua's text describes, continued: exchanges, bodies and channels beside the agreements."""

# fmt: off

from typing import Any

from tests.acceptance.row import by_id, ids, values
from tests.acceptance.rows_001 import AT, KATHMANDU, MOGILEV, POINTE_NOIRE, WITNESSED
from tests.acceptance.rows_001 import ROWS as BEGUN

ROWS = BEGUN  # the rows of one document in two modules
row = ROWS.row


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
    assert nepal["strength"]["score"] > 10  # activities stand beside it and never lower it

@row("A113", "S", "高层交往（四次互访）", "High-level visits", f"/v1/activities?agreement={MOGILEV}&kind=visit",
     "/v1/claims/claim:mogilev-mutual-visits", f"/v1/agreements/{MOGILEV}/life?{AT}",
     f"/v1/scorecards?home=Q16963&layer=home&by=agreement&{AT}")
def visits(activities: Any, claim: Any, life: Any, cards: Any) -> None:
    assert activities["items"][0]["quantity"] == claim["record"]["value"] == 4
    assert claim["record"]["period"] == "2015/2021"
    assert by_id({"items": life["activities"]})["activity:mogilev-mutual-visits"]["times"] == 4
    assert by_id(cards)[MOGILEV]["values"]["heat"] == life["vitality"]

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
     f"/v1/queries/countries_without_counterpart_association?home=Q16963&layer=home&{AT}",
     tests=("tests/planning/test_questions.py::test_of_the_five_witnessed_countries_three_have_friends",
            "tests/test_cypher_queries.py::test_countries_without_a_counterpart_association_are_those_of_the_service"))
def friendship_organisations(associations: Any, meeting: Any, without: Any) -> None:
    named = {"尼泊尔阿尼哥协会", "文莱中国友好协会", "瑞士中国友好协会", "瑞中协会"}
    assert {item["names"]["zh"] for item in associations["items"]} == named
    assert meeting["record"]["date"] == "2021"
    assert (without["share"]["numerator"], without["share"]["denominator"]) == (3, 5)  # of the countries with an agreement
    assert {item["code"]: item["evidence"] for item in without["items"]} == {"BY": MOGILEV, "CG": POINTE_NOIRE}

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
