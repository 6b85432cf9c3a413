"""Labels of what stands in records: places, organisations, frames, activities, plans, projects, claims and their sources."""

from graph_service.words.bilingual import labels

LEVELS = labels(
    country=("国家和地区", "country or area"),
    province=("省州级", "province"),
    city=("城市", "city"),
    county=("区县", "county"),
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
QUALIFIERS = labels(exact=("恰好", "exactly"), at_least=("余、多", "at least"), just_under=("近", "just under"))
CLAIMED_FIELDS = labels(
    date=("结好日期", "date of signing"),
    kind=("类别", "kind of agreement"),
    mechanism=("机制", "mechanism"),
    fields=("合作领域", "fields of co-operation"),
    friendship_association=("区县友协", "friendship associations of districts and counties"),
)
WORK_TYPES = labels(plan=("规划", "plan"), project=("项目", "project"))
