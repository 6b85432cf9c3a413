"""What Cao Saixian, Sun Huaizhong and Feng Xiukun's text describes: Shenzhen."""

# fmt: off

from typing import Any

from tests.acceptance.row import Rows, ids, values

ROWS = Rows("曹赛先、孙怀忠、冯秀坤《地方外事赋能高水平开放发展的路径探析》(2025)")
row = ROWS.row
AT = "as_of=2025-12-31"
OFFICE = "tests/documents/test_integration.py::"
# Almaty, Rio de Janeiro, Tashkent, Abu Dhabi, Moscow, Vienna, San Francisco, in the order of signing.
SEVEN = ("Q35493", "Q8678", "Q269", "Q1519", "Q649", "Q1741", "Q62")
# What the documents name in Switzerland, by section of the package.
SWISS = {
    "agreements": ("Q12771~Q16963",),
    "missions": ("org:embassy-of-china-in-switzerland", "org:embassy-of-switzerland-in-china"),
    "counterpart_associations": ("org:swiss-chinese-association", "org:switzerland-china-friendship-association"),
    "international_organisations": ("org:union-of-olympic-cities",),
    "parks": ("org:sino-swiss-changzhou-park", "org:sino-swiss-zhenjiang-park"),
    "projects": ("project:sino-swiss-changzhou-park", "project:sino-swiss-zhenjiang-park", "project:swiss-innovation-platform"),
    "activities": (
        "activity:company-medical-donations", "activity:epidemic-supplies-to-five-partners", "activity:witnessed-signing-vaud",
        "activity:jiangsu-swiss-association-meeting-2021", "activity:youth-painting-competition",
    ),
}

@row("A301", "M", "“友城版图”和“商业版图”融合", "Friendship map over business map", f"/v1/overlay?home=Q15175&limit=1000&{AT}",
     f"/v1/overlay?home=Q15175&grain=city&limit=1000&{AT}", f"/v1/gaps?home=Q15175&type=map_mismatch&limit=1000&{AT}",
     "/v1/plans/plan:partner-map-and-business-map")
def two_maps(countries: Any, cities: Any, gaps: Any, policy: Any) -> None:
    assert set(countries["counts"]) == {"both", "friendship_only", "business_only", "neither"}
    assert 0 < countries["association"]["p"] <= 1
    mexico_city = next(item for item in cities["items"] if item["place"]["id"] == "Q1489")
    assert "project:shenzhen-mexico-city-flight" in ids({"items": mexico_city["business"]})
    alone = {item["place"]["country"] for item in countries["items"] if item["state"] in ("business_only", "friendship_only")}
    assert {gap["country"]["code"] for gap in gaps["items"]} <= alone
    assert "LY" in {gap["country"]["code"] for gap in gaps["items"] if gap["action"] == "open"}  # visited, no agreement
    assert "商业版图" in policy["record"]["names"]["aliases"]

@row("A302", "M", "友好交流城市（七座）", "Seven exchange cities in their order",
     f"/v1/agreements?place=Q15174&kind=exchange&layer=home&{AT}", f"/v1/clusters?home=Q15175&layer=home&kinds=formal&{AT}")
def exchange_cities(agreements: Any, formal: Any) -> None:
    found = sorted(agreements["items"], key=lambda item: item["since_order"])
    assert [item["since_order"] for item in found] == [1, 2, 3, 4, 5, 6, 7]
    assert [next(party["id"] for party in item["parties"] if party["id"] != "Q15174") for item in found] == list(SEVEN)
    assert {(item["kind"], item["since"], len(item["stages"])) for item in found} == {("exchange", "2021/2025", 1)}
    assert (formal["totals"]["agreements"], formal["totals"]["exchange"]) == (0, 7)

@row("A303", "M", "国际友城数量拓展至95个", "95 partners in all", f"/v1/completeness?home=Q15174&layer=home&{AT}",
     tests=("tests/test_claims.py::test_shenzhen_claims_95_of_which_the_documents_enumerate_7",))
def ninety_five(answer: Any) -> None:
    claim = next(item for item in answer["items"] if item["claim"] == "claim:shenzhen-agreements")
    assert (claim["value"], claim["enumerated"], claim["completeness"]["share"]) == (95, 7, 7 / 95)
    assert claim["scope_kinds"] == ["formal", "exchange"]

@row("A304", "S", "国际“鹏友圈”", "Shenzhen's circle of friends", "/v1/plans/plan:brand-pengyou-circle")
def friend_circle(brand: Any) -> None:
    assert (brand["record"]["names"]["aliases"], brand["record"]["owner"]) == (["鹏友圈"], "Q15174")

@row("A305", "M", "国际组织落户", "International organisations landed",
     "/v1/organisations?seat=Q15174&kind=international_organisation",
     "/v1/claims?subject=Q15174&measure=international_organisations_landed",
     "/v1/claims?subject=Q15174&measure=international_organisations_in_progress", "/v1/claims/claim:shenzhen-third-igo-city")
def organisations_landed(seated: Any, landed: Any, coming: Any, third: Any) -> None:
    assert {(item["id"], item["status"]) for item in seated["items"]} == {("org:international-mangrove-center", "landed")}
    assert [landed["items"][0]["value"], coming["items"][0]["value"]] == [11, 9]
    assert (third["record"]["value"], third["record"]["as_of"]) == (3, "2024-11")

@row("A306", "M", "世界创新城市合作组织", "World innovation-city organisation",
     "/v1/organisations/org:world-innovation-cities-organisation", "/v1/claims?subject=org:world-innovation-cities-organisation",
     "/v1/memberships?of=org:world-innovation-cities-organisation", "/v1/agreements?layer=home&limit=1000",
     f"/v1/agreements?place=Q15174&layer=home&{AT}")
def platform(organisation: Any, claims: Any, members: Any, agreements: Any, of_shenzhen: Any) -> None:
    assert (organisation["record"]["kind"], organisation["record"]["status"]) == ("network", "in_progress")
    assert sorted(item["value"] for item in claims["items"]) == [23, 28, 52]
    assert organisation["record"]["id"] not in {party["id"] for item in agreements["items"] for party in item["parties"]}
    assert (members["total"], of_shenzhen["total"]) == (0, len(SEVEN))

@row("A307", "S", "深圳市国际交流合作基金会", "Foundation", "/v1/organisations?kind=foundation")
def foundation(found: Any) -> None:
    assert ids(found) == {"org:shenzhen-exchange-foundation"}

@row("A308", "M", "使领馆资源", "Missions", "/v1/organisations?kind=embassy&serves=Q252",
     "/v1/organisations?kind=embassy&serves=Q878", "/v1/organisations?kind=embassy&serves=Q334",
     "/v1/activities/activity:embassy-promotion-campaign", "/v1/plans/plan:consulates-general-in-guangzhou")
def missions(indonesia: Any, emirates: Any, singapore: Any, campaign: Any, consulates: Any) -> None:
    names = ("indonesia", "united-arab-emirates", "singapore")
    asked = zip(names, (indonesia, emirates, singapore), strict=True)
    assert all(f"org:embassy-of-china-in-{name}" in ids(found) for name, found in asked)
    assert {f"org:embassy-of-china-in-{name}" for name in names} <= set(campaign["record"]["participants"])
    assert "领馆来源未列名" in consulates["record"]["note"]

@row("A309", "S", "外宾团组统计", "Guest and delegation statistics", "/v1/claims?subject=Q15174&limit=100")
def delegations(claims: Any) -> None:
    found = values(claims)
    assert [found[f"shenzhen-delegations-{name}"][0] for name in ("all", "heads", "ministers")] == [1242, 24, 245]

@row("A310", "S", "国际交流合作示范点", "Demonstration sites", "/v1/claims/claim:shenzhen-demonstration-sites",
     "/v1/projects/project:shenzhen-demonstration-sites")
def demonstration_sites(claim: Any, project: Any) -> None:
    assert (claim["record"]["value"], project["record"]["owner"]) == (25, "Q15174")

@row("A311", "S", "深圳至墨西哥城直航航线", "Direct flight Shenzhen – Mexico City", "/v1/projects?kind=route&status=open",
     "/v1/claims/claim:mexico-city-only-direct-flight", f"/v1/candidates?home=Q15175&unit=Q15174&country=MX&{AT}")
def direct_route(routes: Any, claim: Any, in_mexico: Any) -> None:
    assert routes["items"][0]["parties"] == ["Q15174", "Q1489"]
    assert claim["record"]["stated"] == "国内目前唯一直飞拉美地区的国际客运航线"
    (convenience,) = (term for term in in_mexico["items"][0]["terms"] if term["name"] == "convenience")
    assert "direct route" in convenience["why"]["en"]

@row("A312", "M", "区域经贸线（海合会、中非、AEO、东盟、中亚、出访）", "Regional economic lines",
     "/v1/activities?frames=frame:gcc", "/v1/activities?frames=frame:focac", "/v1/activities/activity:wco-aeo-conference",
     "/v1/plans?kind=policy&owner=Q15174", "/v1/activities?kind=visit&participants=Q15174",
     f"/v1/overlay?home=Q15175&lines=all&limit=1000&{AT}")
def economic_lines(gulf: Any, africa: Any, aeo: Any, policies: Any, visits: Any, overlay: Any) -> None:
    assert ids(gulf) == {"activity:gcc-investment-symposium"}
    assert "activity:china-africa-private-economy-forum" in ids(africa)
    assert aeo["record"]["fields"] == ["贸易便利化"]
    assert {f"plan:priority-fields-{name}" for name in ("asean", "central-asia", "middle-east")} <= ids(policies)
    names = ("france", "italy", "saudi-arabia", "vietnam", "malaysia", "turkiye", "egypt", "libya")
    assert {f"activity:shenzhen-visit-{name}" for name in names} <= ids(visits)
    gulf_state = next(item for item in overlay["items"] if item["place"]["country"] == "KW")
    assert "activity:gcc-investment-symposium" in ids({"items": gulf_state["business"]})

@row("A313", "S", "对美地方交往", "Sub-national line with the United States",
     "/v1/claims/claim:san-francisco-months-to-signature", "/v1/activities/activity:us-youth-groups-in-shenzhen",
     "/v1/claims/claim:young-americans-50000", f"/v1/agreements/Q15174~Q62/life?{AT}",
     tests=("tests/metrics/test_duration.py::test_san_francisco_took_little_more_than_a_month",))
def with_america(memorandum: Any, groups: Any, initiative: Any, life: Any) -> None:
    assert (memorandum["record"]["value"], memorandum["record"]["qualifier"]) == (1, "at_least")  # 一个多月
    assert (groups["record"]["quantity"], "org:lincoln-high-school" in groups["record"]["participants"]) == (7, True)
    assert initiative["record"]["value"] == 50_000
    (duration,) = life["time_to_signing"]
    assert (duration["low_days"], duration["high_days"], duration["basis"]) == (30, None, "claim")

@row("A314", "M", "“深圳·智慧外事”管理服务系统", "Smart foreign affairs", "/v1/plans/plan:shenzhen-smart-foreign-affairs",
     "/openapi.json", tests=(OFFICE + "test_the_columns_of_the_page_are_those_of_the_code",
            OFFICE + "test_the_examples_of_the_page_make_a_record_and_come_back_as_they_are",
            OFFICE + "test_the_example_is_added_once_and_comes_back_as_the_same_tables",
            OFFICE + "test_the_approval_is_a_stage_and_the_agreement_counts_from_its_signing",
            "tests/acceptance/test_mirror.py::test_a_second_system_mirrors_the_graph_by_the_api_alone"))
def smart_foreign_affairs(system: Any, reference: Any) -> None:
    assert system["record"]["actions"] == ["线上报件", "线上审批"]  # files and approves there; docs/integration.md is the anchor
    assert reference["openapi"].startswith("3.1")

@row("A315", "S", "现代化国际大都市工作方案（2025—2027年）", "Modern-metropolis plan",
     "/v1/plans/plan:shenzhen-modern-metropolis-2025-2027")
def metropolis(plan: Any) -> None:
    assert (plan["record"]["period"], len(plan["record"]["actions"])) == ("2025/2027", 4)

@row("A316", "S", "国际化街区建设评价", "International blocks", "/v1/plans?kind=document&owner=Q15174",
     "/v1/claims/claim:special-zone-measures-47")
def international_blocks(documents: Any, claim: Any) -> None:
    assert {"plan:international-blocks-guide", "plan:international-blocks-standard"} <= ids(documents)
    assert claim["record"]["value"] == 47

@row("A317", "M", "“资源包”", "Resource package", f"/v1/resources?home=Q15175&country=MX&{AT}",
     f"/v1/resources?home=Q16963&country=CH&{AT}", "/v1/plans/plan:resource-package", "/openapi.json",
     tests=("tests/web/test_resources.py::test_the_package_for_mexico_holds_shenzhens_route_and_frames",
            "tests/web/test_resources.py::test_the_package_for_switzerland_holds_parks_missions_and_friends",
            "tests/web/test_resources.py::test_figures_about_a_project_lead_to_the_country_of_the_project"))
def resource_package(mexico: Any, swiss: Any, plan: Any, reference: Any) -> None:
    assert plan["record"]["actions"][:5] == ["国际友城", "使领馆", "国际组织", "外国商协会", "专家智库"]
    held = {section: ids({"items": swiss[section]}) for section in SWISS}
    assert held == {section: set(named) for section, named in SWISS.items()}
    assert {"claim:diplomatic-cn-ch", "claim:vaud-fifth-anniversary"} <= ids({"items": swiss["claims"]})
    assert "plan:priority-fields-switzerland" in ids({"items": swiss["plans"]})
    assert ids({"items": mexico["routes"]}) == {"project:shenzhen-mexico-city-flight"}
    assert (swiss["experts"], swiss["chambers"]) == ([], [])  # none on record; none is made up
    assert ids({"items": mexico["agreements"]}) == {"Q15175~Q82112"}  # with the State of Mexico, since 2000
    promised = reference["components"]["schemas"]["ResourcesAnswer"]["required"]
    assert {"agreements", "missions", "chambers", "experts"} <= set(promised)

@row("A318", "S", "公示语中英译写、9语种手册", "Translation and language services", "/v1/claims/claim:handbook-languages",
     "/v1/plans/plan:public-signs-translation-system", "/v1/places/suggest?q=Osaka", "/v1/places/suggest?q=大阪")
def languages(claim: Any, system: Any, english: Any, chinese: Any) -> None:
    assert claim["record"]["value"] == 9
    assert all(system["record"]["names"][language] for language in ("zh", "en"))
    assert ids(english) & ids(chinese)

@row("A319", "S", "三大全球倡议", "Three global initiatives", "/v1/frames?kind=initiative", "/v1/activities?frames=frame:gdi")
def initiatives(frames: Any, tagged: Any) -> None:
    assert {"frame:gdi", "frame:gsi", "frame:gci"} <= ids(frames)
    assert "activity:civil-society-conference-on-gdi" in ids(tagged)

ROWS.leave_out("A320", "APEC商旅卡、附加证明书、领保", "Cards, certificates, consular protection",
               "services to citizens; the figures are on record as claims")
