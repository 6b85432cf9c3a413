"""What Qian Wenhua's text describes: five witnessed agreements in depth."""

# fmt: off

from typing import Any

from tests.acceptance.row import Rows, by_id, ids, quotes

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

@row("A106", "M", "“对方所需、我方所长”项目", "Projects that the partner needs and we do well",
     f"/v1/matches?home=Q16963&layer=home&{AT}", "/v1/projects/project:hengyi-brunei-petrochemical",
     "/v1/plans/plan:project-list-needs-and-strengths",
     tests=("tests/planning/test_matches.py::test_vaud_wants_innovation_and_the_swiss_platform_does_it",))
def needs_and_strengths(matches: Any, hengyi: Any, plan: Any) -> None:
    found = {(item["partner"]["id"], item["project"]["id"].removeprefix("project:")): item for item in matches["items"]}
    assert [item["rank"] for item in matches["items"]] == list(range(1, matches["total"] + 1))
    assert "创新" in found["Q12771", "swiss-innovation-platform"]["fields"]
    assert "园区建设" in found["Q223920", "pointe-noire-economic-zone"]["fields"]
    assert all(item["reason"]["zh"] for item in found.values())
    assert hengyi["record"]["library"] == "首批“一带一路”节点重点项目"
    assert set(plan["record"]["agreements"]) == WITNESSED

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
