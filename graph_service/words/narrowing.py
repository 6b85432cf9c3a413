"""What the fields are called by which a page lets its list be narrowed, in the order in which they stand."""

from collections.abc import Mapping

from graph_service.words.bilingual import Bilingual, labels

NARROWING: Mapping[str, Bilingual] = labels(
    **{"from": ("自", "from"), "to": ("至", "to")},
    type=("缺口类型", "type of gap"),
    action=("动作", "action"),
    state=("标记", "mark"),
    tier=("层级", "tier"),
    country=("国家或地区", "country or area"),
    unit=("单位", "unit"),
    continent=("大洲", "continent"),
    frame=("国家范围", "frame"),
    kind=("类别", "kind"),
    status=("状态", "status"),
    signed_from=("签署自", "signed from"),
    signed_to=("签署至", "signed until"),
    role=("计为", "counted as"),
    **{"class": ("葡萄的类", "class of grape")},
    having=("其中有", "holding"),
    dated=("签署日期", "date of signing"),
    level=("级别", "level"),
    q=("名称", "name"),
    place=("一地", "one place"),
    other=("另一地", "the other place"),
    year=("年份", "year"),
    as_of=("截至", "as of"),
)
