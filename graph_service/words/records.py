"""Labels of what stands in records: places, organisations, frames, activities, plans, projects, claims and their sources."""

from graph_service.words.bilingual import labels

LEVELS = labels(
    country=("国家和地区", "country or area"),
    province=("省州级", "province or state"),
    city=("城市", "city"),
    county=("区县", "county"),
)
# What stands behind the name of a place that others beside it bear: of every province, state, prefecture or oblast alike.
CALLED_LEVELS = {**LEVELS, **labels(province=("省州级", "region"))}
# How a name that was searched for fits what was typed.
MATCHES = labels(
    exact=("全名", "the whole name"),
    start=("名称开头", "the beginning of the name"),
    word=("名称中一词的开头", "the beginning of a word of the name"),
    part=("名称的一部分", "a part of the name"),
    typo=("写法相近", "spelt alike"),
)
POPULATIONS = labels(
    unit=("全域", "the whole unit"),
    town=("按城镇计，口径随来源", "of the town, as its source counts it"),
)
# The rank of a party of an agreement, as an office calls it.
RANKS = labels(
    province=("省级", "province level"),
    city=("地级市", "city level"),
    county=("区县", "county level"),
)
CONFIDENCES = labels(high=("高", "high"), medium=("中", "medium"), low=("低", "low"))
ORGANISATIONS = labels(
    friendship_association=("友协", "friendship association"),
    counterpart_association=("对华友好组织", "counterpart association abroad"),
    company=("企业", "company"),
    park=("园区", "park"),
    school=("中小学", "school"),
    university=("高校", "university"),
    research_institute=("科研院所", "research institute"),
    hospital=("医院", "hospital"),
    embassy=("使馆", "embassy"),
    consulate=("领事馆", "consulate"),
    international_organisation=("国际组织", "international organisation"),
    network=("城市网络、城市联盟", "network or league of cities"),
    foundation=("基金会", "foundation"),
    chamber=("商会", "chamber of commerce"),
    department=("政府或党的部门", "department of a government or party"),
    party=("政党及其组织", "political party or a body of one"),
    liaison_station=("联络站", "liaison station"),
)
ORGANISATION_STATUSES = labels(
    landed=("已落地", "landed"),
    in_progress=("推进中", "in progress"),
    closed=("已关闭", "closed"),
)
GRADES = labels(
    observer=("观察员", "observer"),
    regular=("普通成员", "regular member"),
    privileged=("特别成员", "member with special rights"),
    founder=("创始成员", "founding member"),
    host=("总部所在地", "host of the seat"),
)
FRAMES = labels(
    mechanism=("多边机制", "multilateral mechanism"),
    plan=("规划所列国家", "countries named by a plan"),
    continent=("大洲", "continent"),
    region=("地区", "region of the world"),
    lens=("观察视角", "a way of looking"),
    group=("国家集团", "group of countries"),
    initiative=("倡议", "initiative"),
)
ACTIVITIES = labels(
    visit=("访问", "visit"),
    event=("活动", "event"),
    training=("培训", "training"),
    aid=("援助", "aid"),
    project_step=("项目进展", "step of a project"),
    series=("系列", "series"),
)
ACTIVITY_CHANNELS = labels(
    party=("政党", "political parties"),
    parliament=("议会", "parliaments"),
    government=("政府", "governments"),
    youth=("青年", "youth"),
    think_tank=("智库", "think tanks"),
    civil_society=("民间社会组织", "civil society"),
    culture=("文化", "culture"),
    sport=("体育", "sport"),
    education=("教育", "education"),
    economy=("经贸", "economy"),
    health=("卫生", "health"),
    public=("公众", "the public"),
)
PLANS = labels(
    action_plan=("行动计划", "action plan"),
    development_plan=("发展规划", "development plan"),
    country_plan=("国别交往计划", "plan by country"),
    policy=("政策", "policy"),
    document=("文件", "document"),
    indicators=("评估指标", "indicators"),
    programme=("工程、清单", "programme"),
    brand=("品牌", "brand"),
    honour=("荣誉", "honour"),
    mechanism=("机制", "mechanism"),
    system=("制度、平台", "system"),
    taxonomy=("分类口径", "taxonomy"),
    criteria=("考量标准", "criteria"),
)
PROJECTS = labels(
    investment=("投资", "investment"),
    park=("园区", "park"),
    route=("航线、线路", "route"),
    platform=("平台", "platform"),
    programme=("工程", "programme"),
    image=("形象建设", "image building"),
    trade=("贸易", "trade"),
)
WORK_STATUSES = labels(
    proposed=("提议", "proposed"),
    planned=("计划中", "planned"),
    in_progress=("进行中", "in progress"),
    open=("已开通", "open"),
    done=("已完成", "done"),
    expired=("已到期", "expired"),
    closed=("已关闭", "closed"),
)
MARK_STATES = labels(
    taken=("已认领", "taken"), done=("已完成", "done"), dismissed=("已不再考虑", "dismissed"), open=("重新打开", "open again")
)
QUALIFIERS = labels(exact=("恰好", "exactly"), at_least=("余、多", "at least"), just_under=("近", "just under"))
# The measures of claims that answers reckon with; others are whatever a document counts.
MEASURES = labels(
    whole_list=("完整名单", "whole list"),
    agreements=("协议数", "agreements"),
    formal_agreements=("正式友城数", "formal agreements"),
    exchange_agreements=("友好交流数", "exchange agreements"),
    signed=("结好日期", "date of signing"),
    suspended=("中止日期", "date of suspension"),
    terminated=("终止日期", "date of termination"),
    diplomatic_relations_established=("建交", "diplomatic relations established"),
    diplomatic_relations_ended=("断交", "diplomatic relations ended"),
    diplomatic_relations_resumed=("复交", "diplomatic relations resumed"),
    diplomatic_anniversary=("建交周年", "anniversary of diplomatic relations"),
    un_sanctions=("联合国安理会制裁", "sanctions of the UN Security Council"),
    un_sanctions_ended=("联合国安理会制裁终止", "end of sanctions of the UN Security Council"),
    risk_level=("风险等级", "risk level"),
)
# The parts of the package of resources, in the order in which people read them.
RESOURCES = labels(
    agreements=("协议", "agreements"),
    missions=("使领馆", "missions"),
    counterpart_associations=("对华友好组织", "counterpart associations"),
    international_organisations=("国际组织", "international organisations"),
    chambers=("商会", "chambers of commerce"),
    parks=("园区", "parks"),
    companies=("企业", "companies"),
    other_organisations=("其他机构", "other organisations"),
    projects=("项目", "projects"),
    routes=("航线、线路", "routes"),
    activities=("活动", "activities"),
    plans=("规划、计划", "plans"),
    targets=("目标", "targets"),
    memberships=("成员身份", "memberships"),
    claims=("文件所述", "claims"),
)
# What the data check looks for.
CHECKS = labels(
    country_rows=("各国家和地区行与合计不符", "rows of countries and areas that miss the total"),
    claim_parts=("公布的总数与分项不符", "claimed totals that miss their parts"),
    conflicting_dates=("结好日期不一", "dates of signing in conflict"),
    possibly_same=("可能重复", "possibly the same"),
    odd_stages=("阶段有疑问", "odd stages"),
    partner_dissolved=("友城已撤并", "partners dissolved"),
    without_country=("国家和地区未在册", "country or area not on record"),
    without_parent=("缺上级", "no parent on record"),
    without_chinese_name=("缺中文名", "no Chinese name"),
    without_coordinates=("缺经纬度", "no coordinates"),
    claims_exceeded=("在册数多于公布数", "more on record than claimed"),
    unplaced=("葡萄未定", "unplaced grapes"),
)
CLAIMED_FIELDS = labels(
    date=("结好日期", "date of signing"),
    kind=("类别", "kind of agreement"),
    mechanism=("机制", "mechanism"),
    fields=("合作领域", "fields of co-operation"),
    friendship_association=("区县友协", "friendship associations of districts and counties"),
)
WORK_TYPES = labels(plan=("规划", "plan"), project=("项目", "project"))
