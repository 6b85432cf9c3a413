"""Labels of a planner's questions: gaps, actions, candidates, work, targets, points, and why something is not told."""

from graph_service.words.bilingual import Bilingual, labels

GAPS = labels(
    uncovered_country=("在册无友城的国家和地区", "countries and areas without a partner on record"),
    bare_stem=("空茎（有省级、无市县）", "bare stems, no grape on record"),
    missing_stem=("有市县、无省级", "missing stems, no province-level agreement on record"),
    tier_hole=("层级断档", "tier holes, a tier not on record"),
    empty_unit=("在册无友城的单位", "units without a partner on record"),
    off_stem_grape=("未挂靠省级友城", "grapes off the stems on record"),
    dormant=("疑似休眠", "dormant"),
    mechanism_missing=("机制待建", "mechanisms to set up"),
    association_missing=("友协待建", "associations to found"),
    stale_knowledge=("信息待更新", "stale knowledge"),
    map_mismatch=("友城与经贸布局不匹配", "map mismatches"),
    anniversary_unplanned=("周年未安排", "anniversaries unplanned"),
)
# By what is done about them: those that nobody has marked are open.
GAP_STATES = labels(
    open=("待处理", "open"),
    taken=("已认领", "taken"),
    done=("已完成", "done"),
    dismissed=("已不再考虑", "dismissed"),
    all=("全部", "all"),
)
ACTIONS = labels(
    consolidate=("巩固", "consolidate"),
    activate=("激活", "activate"),
    open=("开辟", "open"),
    unclassed=("不分类", "unclassed"),
)
_CHECK_THE_RECORD = Bilingual("核实更新", "check the record")
# What to do where that stands on record beside the count.
RAISED = labels(
    exchange=("宜升级，不必另辟", "upgrade rather than open"),
    intent=("宜推进签约，不必另辟", "bring it to a signature rather than open"),
)
ACTION_RULES = labels(
    in_the_making=("只在计划、接触或意向阶段", "in the making"),
    suspended=("已中止", "suspended"),
    dormant=("已确认休眠或拟列为休眠", "dormant or proposed as such"),
    lively=("活力不低于 0.25", "lively"),
    young=("60 个月内新签或续签", "signed or renewed within 60 months"),
    worked_on=("有常设机制，或有规划、项目在推进", "a mechanism, plan or project carries it"),
    silent=("有过活动，活力已低于 0.25", "going quiet"),
    bare=("没有带日期的活动，是空茎", "a bare stem without a dated activity"),
    bearing=("没有带日期的活动，是挂果的主茎", "a stem that bears grapes, without a dated activity"),
    no_record=("没有可据以判断的记录", "nothing on record to judge by"),
)
PRIORITIES = labels(
    established=("已证实", "established"),
    grapes_waiting=("待挂葡萄", "grapes waiting"),
    key_country=("重点国家和地区", "key country or area"),
    frames=("双方同在的合作机制", "frames that both sides are in"),
    business=("经贸", "business present"),
    anniversary=("临近周年", "anniversary near"),
)
WARNINGS = labels(
    one_to_one=("对方在本国已有伙伴", "already has a partner in the country"),
    level_mismatch=("双方层级不同", "the two are of different levels"),
    whole_state=(
        "对方是设有省州的国家：省级单位不能与其结成主茎，请改选其中的省州或城市",
        "a whole state that has regions: a province forms no stem with it; choose a region or city of it",
    ),
    dissolved=("该地方已撤并", "the place was dissolved or merged"),
    placeholder=("来源没有指明是哪里", "a source leaves this place unnamed"),
    ended_before=("双方曾结好，已中止或终止", "the two had an agreement that ended"),
    no_relations=("在册无外交关系", "no diplomatic relations on record"),
    sanctions=("联合国安理会制裁", "sanctions of the UN Security Council"),
    risk=("风险等级", "risk level"),
)
CANDIDATE_TERMS = labels(
    on_stem=("在茎", "on a stem"),
    common_neighbours=("共同伙伴", "shared partners"),
    resource_allocation=("资源分配指数", "resource allocation"),
    relatedness=("关联度", "relatedness"),
    level_match=("层级相配", "level match"),
    size_ratio=("规模相近", "size"),
    complementarity=("互补性", "complementarity"),
    business=("经贸基础", "business"),
    convenience=("便利度", "convenience"),
)
WORK_STATES = labels(
    intended=("拟议", "intended"),
    in_progress=("推进中", "being worked on"),
    in_force=("执行中", "in force"),
    overdue=("逾期", "overdue"),
    over=("已结束", "over"),
)
TARGET_STATES = labels(
    met=("达到", "met"), short=("不足", "short"), over=("超过上限", "above the maximum"), unknown=("不详", "not known")
)
PACES = labels(recorded=("照近三年的进度", "at the present pace"), planned=("照目标所计划的进度", "at the planned pace"))
LEDGER_REMARKS = labels(
    counted=("计入", "counted"),
    capped=("因上限少计或不计", "less or nothing because of the cap"),
    undated=("没有日期", "without a date"),
    possible=("截至日可能尚未发生", "may lie ahead of the date"),
)
ANNIVERSARIES_OF = labels(
    all=("全部国家和地区", "every country and area"),
    partners=("在册有友城的国家和地区", "countries and areas with a partner on record"),
)
ANNIVERSARIES = labels(agreement=("结好周年", "of an agreement"), diplomatic=("建交周年", "of diplomatic relations"))
LIST_STATES = labels(
    complete=("完整", "complete"),
    partial=("不全", "partial"),
    exceeds=("多于公布", "more than published"),
    unknown=("没有公布", "none published"),
)
DENOMINATORS = labels(
    frame=("国家范围", "frame"),
    relations=("在册有外交关系的国家", "countries with diplomatic relations on record"),
    un=("联合国会员国", "member states of the United Nations"),
    all=("全部国家和地区", "every country and area"),
)
LEFT_OUT = labels(
    no_relations=("在册无外交关系", "no diplomatic relations on record"),
    no_member=("不是联合国会员国", "no member state of the United Nations"),
    area=("本国地区，另列", "an area of the home's own state, told apart"),
    area_of_another=("另一国家的地区，不是国家", "an area of another state, no state itself"),
)
LIFT_REASONS = labels(
    no_stems=(
        "所在国家或地区的省（州）都没有主茎，无从比较",
        "no home of the country or area has a stem: there is nothing to compare",
    ),
    no_grapes=(
        "所在国家或地区的省（州）都没有葡萄，无从比较",
        "no home of the country or area has a grape: there is nothing to compare",
    ),
    no_grapes_near_stems=(
        "有主茎的地区里没有葡萄，无从比较",
        "no home has a grape in any region with a stem: there is nothing to compare",
    ),
    list_not_known=(
        "我方在册没有省级友城，名单也未宣布完整，无从判断",
        "no agreement of tier 1 is on record and its list is not declared whole: nothing can be told",
    ),
)
ENGINES = labels(snapshot=("内存快照", "the snapshot in memory"), neo4j=("Neo4j图数据库", "Neo4j itself"))


def action_called(gap: str, action: str) -> Bilingual:
    """What is to be done about a gap: old knowledge is brought up to date before anything else is done."""
    return _CHECK_THE_RECORD if gap == "stale_knowledge" else ACTIONS[action]
