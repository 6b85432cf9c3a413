"""What the International Department's bilingual text describes."""

# fmt: off

from typing import Any

from tests.acceptance.row import Rows, by_id, ids, quotes, values

ROWS = Rows("中共中央对外联络部《习近平总书记关于党的对外工作的重要论述和十年来党的对外工作主要情况》(2022-10-20)")
row = ROWS.row


@row("A401", "M", "政党对话平台", "Political-party platforms", "/v1/activities?kind=series&channel=party",
     "/v1/activities?kind=series&channel=civil_society", "/v1/activities?series=activity:cpc-world-parties-summit")
def platforms(party: Any, civil: Any, sessions: Any) -> None:
    found = by_id(party) | by_id(civil)
    named = (
        "cpc-dialogue-with-world-parties",
        "cpc-world-parties-summit",
        "civil-20",
        "sco-political-parties-forum",
        "sco-peoples-forum",
        "brics-parties-forum",
    )
    assert {f"activity:{name}" for name in named} <= set(found)
    framed = {name: found[f"activity:{name}"]["frames"] for name in named[2:]}
    assert sorted(frames[0] for frames in framed.values()) == ["frame:brics", "frame:g20", "frame:sco", "frame:sco"]
    assert ids(sessions) == {"activity:cpc-world-parties-summit-shenzhen"}

@row("A402", "S", "全球政党伙伴关系网络", "Party partnership network", "/v1/plans/plan:party-partnership-network",
     "/v1/organisations?kind=party", "/v1/agreements?layer=home&limit=1000")
def party_network(policy: Any, parties: Any, agreements: Any) -> None:
    assert policy["record"]["actions"] == ["周边国家政党", "发展中国家政党", "发达国家政党", "新兴政党"]
    assert "org:cpc" in ids(parties)
    # A layer of its own, apart from agreements of places.
    assert "org:cpc" not in {party["id"] for item in agreements["items"] for party in item["parties"]}

@row("A403", "S", "“一带一路”政党共商机制", "Belt and Road party consultation", "/v1/plans/plan:belt-and-road-party-consultation")
def party_consultation(plan: Any) -> None:
    assert (plan["record"]["kind"], plan["record"]["frame"]) == ("mechanism", "frame:belt-and-road")

@row("A404", "M", "与地方党委共同举办的14场专题宣介会", "14 thematic briefings with local party committees",
     "/v1/claims/claim:stories-of-the-cpc-sessions", "/v1/activities/activity:stories-of-the-cpc",
     "/v1/activities?series=activity:stories-of-the-cpc")
def briefings(claim: Any, series: Any, instances: Any) -> None:
    assert (claim["record"]["value"], claim["record"]["subject"]) == (14, series["record"]["id"])
    endings = ("地方党委的实践", "江苏省委的实践", "习近平新时代中国特色社会主义思想在地方的实践")
    assert {f"中国共产党的故事——{ending}" for ending in endings} <= set(series["record"]["names"]["aliases"])
    assert by_id(instances)["activity:stories-of-the-cpc-jiangsu-2017"]["date"] == "2017"

@row("A405", "S", "十九大精神对外宣讲团", "Briefing teams", "/v1/claims?subject=activity:nineteenth-congress-briefings")
def briefing_teams(claims: Any) -> None:
    assert values(claims) == {
        "briefing-teams": (30, "at_least"),
        "briefing-countries": (100, "just_under"),
        "briefing-sessions": (500, "at_least"),
    }

@row("A406", "S", "建党百年贺电贺信", "Centenary messages", "/v1/claims?subject=org:cpc")
def centenary(claims: Any) -> None:
    found = {name: value for name, value in values(claims).items() if name.startswith("centenary")}
    assert found == {
        "centenary-countries": (170, "at_least"),
        "centenary-parties": (600, "at_least"),
        "centenary-messages": (1500, "at_least"),
    }

@row("A407", "S", "向149个国家近400个政党提供防疫方案", "Anti-epidemic help to parties", "/v1/claims?subject=org:cpc")
def help_to_parties(claims: Any) -> None:
    found = values(claims)
    assert [found["epidemic-help-countries"], found["epidemic-help-parties"]] == [(149, "exact"), (400, "just_under")]

@row("A408", "S", "尼雷尔领导力学院", "Nyerere Leadership School", "/v1/organisations/org:nyerere-leadership-school",
     "/v1/claims/claim:nyerere-school-parties", "/v1/memberships?of=org:nyerere-leadership-school")
def nyerere(school: Any, claim: Any, members: Any) -> None:
    assert school["record"]["kind"] == "school"
    assert (claim["record"]["value"], members["total"]) == (6, 0)  # six parties, none named, none made up

@row("A409", "S", "社会主义国家", "Socialist countries", "/v1/memberships?of=frame:socialist-countries",
     "/v1/frames/frame:socialist-countries")
def socialist_countries(members: Any, frame: Any) -> None:
    assert {item["member"] for item in members["items"]} == {"Q423", "Q881", "Q819", "Q241"}
    assert frame["record"]["open"]

@row("A410", "S", "马克思主义政党论坛等六项活动", "Six forums of Marxist and left parties",
     "/v1/activities?kind=event&channel=party&participants=org:cpc")
def marxist_forums(events: Any) -> None:
    assert len([item for item in events["items"] if quotes(item, "纪念马克思诞辰200周年专题研讨会")]) == 6

@row("A411", "S", "国际民间社会活动", "Civil-society events", "/v1/activities?kind=event&channel=civil_society")
def civil_society(events: Any) -> None:
    names = ("civil-society-conference-on-gdi", "international-day-of-peace", "dialogue-among-civilisations")
    assert {f"activity:{name}" for name in names} <= ids(events)

@row("A412", "S", "大协同、党的对外联络工作座谈会", "Great co-ordination", "/v1/plans?kind=mechanism&owner=org:cpc",
     "/v1/plans/plan:forum-on-external-work")
def great_coordination(plans: Any, forum: Any) -> None:
    assert "plan:great-coordination" in ids(plans)
    assert quotes(forum["record"], "机制化")

@row("A413", "S", "政党外交、公共外交、民间外交有机结合", "Three-way diplomacy", "/v1/plans/plan:three-way-diplomacy")
def three_ways(plan: Any) -> None:
    assert plan["record"]["actions"] == ["政党外交", "公共外交", "民间外交"]
    assert len(plan["record"]["sources"]) == 3

@row("A414", "M", "中英双语官方文本", "Bilingual official text", "/v1/claims/claim:epidemic-help-parties",
     "/v1/claims/claim:briefing-sessions", "/v1/claims/claim:nyerere-school-parties")
def both_wordings(plans: Any, sessions: Any, school: Any) -> None:
    assert quotes(plans["record"], "诊疗方案", "COVID-19 therapeutics")
    assert quotes(sessions["record"], "500多场", "more than 500 groups of audience")
    assert quotes(school["record"], "南部非洲六姊妹党", "Former Liberation Movements of Southern Africa")
    assert all("两说并存" in answer["record"]["note"] for answer in (plans, sessions, school))
