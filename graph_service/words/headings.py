"""What stands over columns, sections and links wherever people read: the same word for the same thing."""

from collections.abc import Sequence

from graph_service.records.vocabulary import Basis
from graph_service.words.bilingual import NONE_RECORDED, Bilingual, Language, labels
from graph_service.words.days import INFERRED, contested

CLUSTER = Bilingual("葡萄串（集群）", "grape cluster")
CLUSTERS = Bilingual("葡萄串（集群）", "clusters")
FRAMES = Bilingual("国家范围", "frames")
GAPS = Bilingual("缺口", "gaps")
VITALITY = Bilingual("活力", "vitality")
COMPLETENESS = Bilingual("公布数与在册数", "published and on record")
# The columns of lists of agreements and of worklists.
COLUMNS = labels(
    unit=("我方", "home unit"),
    party=("一方", "place"),
    partner=("友城", "partner"),
    counts=("计为", "counts as"),
    kind=("类别", "kind"),
    since=("结好日期", "since"),
    status=("状态", "status"),
    rank=("次序", "rank"),
    priority=("优先度", "priority"),
    gap=("缺口", "gap"),
    action=("动作", "action"),
    country=("国家和地区", "country or area"),
    tier=("层级", "tier"),
    reason=("理由", "reason"),
    step=("步骤", "step"),
    date=("日期", "date"),
    note=("说明", "note"),
    level=("级别", "level"),
    agreement=("协议", "agreement"),
    country_region=("国家和地区、省州", "country or area, region"),
    strength=("强度", "strength"),
    stems=("主茎数", "stems"),
    stem_since=("主茎结好日期", "stem since"),
    classes=("A/B/C/D/U", "A/B/C/D/U"),
    exchange=("交流", "exch."),
    plan=("计划", "plan."),
    tiers=("层级", "tiers"),
    depth=("级数", "depth"),
    last_activity=("最近活动", "last activity"),
    gaps=("缺口数", "gaps"),
    grapes=("主茎和葡萄", "stem and grapes"),
    elsewhere=("其他国家和地区", "elsewhere"),
    countries_with=("国家和地区及对数", "countries and areas"),
    association=("友协", "association"),
    founded=("成立时间", "founded"),
    district=("区县", "district or county"),
    on_record=("在册", "on record"),
    share=("占比", "share"),
    possible=("可能", "poss."),
    part=("部分", "part"),
    resource=("资源", "resource"),
    name=("名称", "name"),
    check=("检查项", "check"),
    finding=("问题", "finding"),
    records=("记录", "records"),
    claimed=("公布", "claimed"),
    claim=("公布事项", "claim"),
    section=("栏目", "section"),
    entry=("内容", "entry"),
    needs=("需要给出", "needs"),
    question=("问题", "question"),
    year=("年份", "year"),
    signed=("新签", "signed"),
    cumulative=("累计", "cumulative"),
    series=("分组", "series"),
    score=("得分", "score"),
    candidate=("候选地和理由", "candidate and reasons"),
    fields=("相合领域", "fields"),
    state=("状态", "state"),
    mark=("标记", "mark"),
    friendship=("友城", "agr."),
    business=("经贸", "bus."),
    prospects=("拟议经贸", "prosp."),
    place=("地方", "place"),
    reached=("已达到", "reached"),
    aim=("目标值", "aim"),
    period=("时期", "period"),
    target=("目标", "target"),
    total=("总分", "total"),
    of=("对象", "of"),
    left=("现值", "value"),
    earned=("得分", "earned"),
    event=("事项", "event"),
    record=("记录", "record"),
    unclassified=("未分类", "unclassified"),
    unsorted=("未归类", "unassigned"),
    what=("项目", "what"),
    before=("之前", "before"),
    after=("之后", "after"),
    agreements=("协议", "agreements"),
    partners=("友城", "partners"),
    years=("年数", "years"),
    basis=("依据", "basis"),
    prepared=("已有安排", "planned"),
    anniversary=("周年", "anniversary"),
    type=("类型", "type"),
    count=("数量", "count"),
    value=("数值", "value"),
    id=("编号", "id"),
    figure=("指标", "figure"),
    lies_in=("隶属", "lies in"),
    number=("序号", "no."),
    places=("地方数", "places"),
    countries=("国家和地区数", "countries and areas"),
    most_in=("所在最多的国家和地区", "most places in"),
    first_places=("为首的地方", "first places"),
    only_through=("只经它到达", "only through it"),
    chain=("链", "chain"),
    beyond=("再远一步", "one step beyond"),
    candidate_place=("候选地", "candidate"),
    activity=("活动", "activity"),
    plan_or_project=("计划、项目", "plan or project"),
    region=("省州", "region"),
    document=("文件", "document"),
)
# The rates of a home.
RATES = labels(
    bare_stem_rate=("空茎率", "bare stems"),
    stemmed_share=("在茎率", "grapes on stems"),
    country_stemmed_share=("同国有茎率", "grapes with a stem in the country"),
    orphan_rate=("无茎率", "grapes without a stem in the country"),
)
# What lists of records are called, by their plurals.
RECORDS = labels(
    organisations=("机构", "Organisations"),
    frames=("国家范围", "Frames"),
    memberships=("成员关系", "Memberships"),
    activities=("活动", "Activities"),
    plans=("计划", "Plans"),
    targets=("目标", "Targets"),
    projects=("项目", "Projects"),
    claims=("公布数", "Claims"),
    marks=("缺口标记", "Marks of gaps"),
)
YES, NO = Bilingual("是", "yes"), Bilingual("否", "no")
UNDATED = Bilingual("未注明日期", "undated")
NOT_KNOWN = Bilingual("不详", "not known")
NOT_COMPARED = Bilingual("不比对", "not compared")
_NONE = Bilingual("—", "—")
# What a page says in a cell of these columns where nothing stands in it, though something does in others.
ABSENT = {
    "country": _NONE,
    "region": _NONE,
    "tier": _NONE,
    "tiers": _NONE,
    **dict.fromkeys(("kind", "status", "date", "prepared"), NONE_RECORDED),
    "on_record": NOT_COMPARED,
    "unclassified": _NONE,
}


def dated(day: str | None, also: Sequence[str], language: Language, basis: Basis | None = None) -> str:
    """A date and what sources give else, see `contested`, and whether it is inferred; that none is known where it is None."""
    told, inferred = contested(day, also, language), str(getattr(INFERRED, language)) if basis == "inferred" else ""
    return told + inferred if told is not None else str(getattr(UNDATED, language))


def heads(language: str, *names: str) -> tuple[str, ...]:
    """What stands over these columns in one language, zh or en."""
    return tuple(getattr(COLUMNS[name], language) for name in names)


# How far a place is from the centre of its network, by the agreements between.
HOPS = {
    1: Bilingual("直接友城", "direct partner"),
    2: Bilingual("友城的友城", "partner of a partner"),
    3: Bilingual("第三层友城", "partner at step 3"),
}

# What the commands and addresses of questions are grouped by.
GROUPS = labels(
    planning=("规划", "planning"),
    evaluation=("评估", "evaluation"),
    claims=("公布数与数据质量", "claims and quality of the data"),
    queries=("常用问题", "named questions"),
    places=("地点", "places"),
    records=("记录", "records"),
    **{"whole network": ("全网", "whole network")},
)
