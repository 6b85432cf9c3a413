"""What stands over columns, sections and links wherever people read: the same word for the same thing."""

from graph_service.words.bilingual import Bilingual, labels

CLUSTER = Bilingual("葡萄串（集群）", "grape cluster")
CLUSTERS = Bilingual("葡萄串（集群）", "clusters")
FRAMES = Bilingual("国家范围", "frames")
GAPS = Bilingual("缺口", "gaps")
COMPLETENESS = Bilingual("公布数与在册数", "published and on record")
# The columns of a list of agreements.
COLUMNS = labels(
    unit=("我方", "home unit"),
    party=("一方", "place"),
    partner=("友城", "partner"),
    counts=("计为", "counts as"),
    kind=("类别", "kind"),
    since=("结好日期", "since"),
    status=("状态", "status"),
)
# How far a place is from the centre of its network, by the agreements between.
HOPS = {
    1: Bilingual("直接友城", "direct partner"),
    2: Bilingual("友城的友城", "partner of a partner"),
    3: Bilingual("第三层友城", "partner at step 3"),
}
