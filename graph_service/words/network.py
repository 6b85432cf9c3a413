"""Labels of measures: centralities with their meanings, figures of networks, dimensions, strength; and of cuts of answers."""

from graph_service.words.bilingual import labels

CENTRALITY_NAMES = labels(
    degree=("度中心性", "degree centrality"),
    closeness=("接近中心性", "closeness centrality"),
    harmonic=("调和中心性", "harmonic centrality"),
    betweenness=("中介中心性", "betweenness centrality"),
    eigenvector=("特征向量中心性", "eigenvector centrality"),
    pagerank=("PageRank 值", "PageRank"),
    core_number=("核数", "core number"),
    clustering=("局部聚类系数", "local clustering"),
    triangles=("三角形数", "triangles"),
    eccentricity=("离心率", "eccentricity"),
    reach=("两步可达数", "two-hop reach"),
)
CENTRALITY_MEANINGS = labels(
    degree=(
        "有协议的伙伴占全部其他地方的比例。",
        "The share of all other places that it is linked with.",
    ),
    closeness=(
        "到所能到达各地的平均步数的倒数，乘以能到达的比例。",
        "One over the mean number of steps to the places it reaches, times the share of places it reaches.",
    ),
    harmonic=(
        "到其他各地步数的倒数之和，到不了的计 0。",
        "The sum of one over the number of steps to every other place; what it cannot reach adds 0.",
    ),
    betweenness=(
        "其他任意两地之间的最短路径经过它的比例。",
        "The share of the shortest paths between two other places that lead over it.",
    ),
    eigenvector=(
        "伙伴自身越中心，它就越中心：邻接矩阵最大特征值的特征向量。",
        "It is as central as its partners are: the eigenvector of the largest eigenvalue of the network.",
    ),
    pagerank=(
        "沿协议随机游走、每步以 0.15 的概率另起一处的人在它那里的概率。",
        "How likely a walker is there who follows agreements at random and starts anew with probability 0.15 at each step.",
    ),
    core_number=(
        "最大的 k：它属于其中每个地方都至少有 k 个伙伴的一部分。",
        "The largest k such that it belongs to a part in which every place has at least k partners.",
    ),
    clustering=(
        "它的伙伴中两两互为伙伴的比例。",
        "The share of the pairs of its partners that are partners of each other.",
    ),
    triangles=(
        "它的伙伴中互为伙伴的对数。",
        "The pairs of its partners that are partners of each other.",
    ),
    eccentricity=(
        "到所能到达的最远一地的步数。",
        "The number of steps to the farthest place that it reaches.",
    ),
    reach=(
        "经一对或两对协议能到达的地方数。",
        "The places within two steps of it.",
    ),
)
# In the order in which people read them; long lists are left to CSV and JSON.
FIGURES = labels(
    places=("地方数（节点）", "places (nodes)"),
    agreements=("协议数（连线）", "agreements (links)"),
    components=("连通分量数", "components"),
    largest_component=("最大分量的地方数", "places in the largest component"),
    isolated=("没有协议的地方数", "places without agreements"),
    max_degree=("最大度", "largest degree"),
    mean_degree=("平均度", "mean degree"),
    wedges=("两路（楔形）数", "wedges"),
    claws=("爪形数", "claws"),
    triangles=("三角形数", "triangles"),
    squares=("四边形数", "squares"),
    clustering=("全局聚类系数", "global clustering"),
    mean_local_clustering=("平均局部聚类系数", "mean local clustering"),
    assortativity=("度同配系数", "degree assortativity"),
    diameter=("最大分量的直径", "diameter of the largest component"),
    mean_distance=("最大分量的平均距离", "mean distance in the largest component"),
    median_distance=("最大分量的距离中位数", "median distance in the largest component"),
    power_law_exponent=("幂律指数", "power-law exponent"),
    gini=("度的基尼系数", "Gini coefficient of the degrees"),
    edge_distribution_entropy=("连线分布熵", "entropy of the link distribution"),
    max_core=("最大核数", "largest core number"),
    density=("密度", "density"),
    spectral_norm=("谱范数", "spectral norm"),
    algebraic_connectivity=("最大分量的代数连通度", "algebraic connectivity of the largest component"),
    articulation_points=("割点数", "articulation points"),
    bridges=("桥数", "bridges"),
    self_loops=("舍去的自环", "self-loops left out"),
    duplicates=("舍去的重复连线", "doubled links left out"),
)
DIMENSIONS = labels(
    length=("长度", "length"),
    breadth=("广度", "breadth"),
    depth=("深度", "depth"),
    heat=("热度", "heat"),
    frequency=("频度", "frequency"),
)
UNIT_MEASURES = {
    **labels(
        agreements=("计入口径的有效协议数", "effective agreements of the kinds that count"),
        formal_agreements=("正式友城数", "formal agreements"),
        unclassified_agreements=("未分类协议数", "unclassified agreements"),
        exchange_agreements=("友好交流协议数", "exchange agreements"),
        planned_agreements=("计划中的协议数", "planned agreements"),
        new_agreements=("期内新签的有效协议数", "effective agreements signed within the period"),
        partners=("伙伴数", "partner places"),
        countries=("伙伴国家和地区数", "partner countries and areas"),
        activities=("活动次数", "occasions of activities"),
        points=("台账合计", "what the ledger comes to"),
        associations=("设在该地的友协数", "friendship associations seated there"),
    ),
    **DIMENSIONS,
}
STRENGTH_TERMS = labels(
    stem=("主茎", "stem"),
    grapes=("葡萄", "grapes"),
    tiers=("层级", "tiers"),
    units=("单位", "units"),
)
CHANNEL_NAMES = labels(
    affairs=("外事", "foreign affairs"),
    investment=("外资", "foreign investment"),
    cooperation=("外经", "co-operation abroad"),
    trade=("外贸", "trade"),
    publicity=("外宣", "publicity"),
)
OVERLAY_STATES = labels(
    both=("友城、经贸都有", "both"),
    friendship_only=("只有友城", "friendship only"),
    business_only=("只有经贸", "business only"),
    neither=("都没有", "neither"),
)
BUSINESS_TYPES = labels(
    organisation=("机构", "organisation"),
    project=("项目", "project"),
    route=("航线", "route"),
    event=("经贸活动", "event"),
    field=("规划的合作领域", "field of a plan"),
)
BUSINESS_LINES = labels(
    none=("不计", "none"),
    events=("经贸活动", "events that name the country"),
    all=("经贸活动与规划领域", "events, and fields of plans"),
)
# What a home has in a country that coverage is taken of.
COVERAGE_STATES = labels(
    covered=("在册有友城的", "countries and areas with a partner on record"),
    missing=("在册无友城的", "countries and areas with none on record"),
    planned=("计划中的", "countries and areas with a plan"),
    possible=("可能有友城的", "countries and areas that may have a partner"),
)
# How a list is cut, or what one of its rows is about.
CUTS = labels(
    continent=("大洲", "continent"),
    country=("国家和地区", "country or area"),
    region=("地区", "region"),
    city=("城市", "city"),
    frame=("国家范围", "frame"),
    tier=("层级", "tier"),
    place=("地方", "place"),
    partner=("友城", "partner"),
    agreement=("协议", "agreement"),
    unit=("单位", "unit"),
)
