"""English names of the fields of co-operation that the documents write in Chinese.

Records keep a field as its source writes it, and fields are compared as they are written; these names are only shown. A
field that is not among them has no English name on record.
"""

from collections.abc import Iterable, Mapping

FIELD_NAMES: Mapping[str, str] = {
    "农业": "agriculture", "园区建设": "industrial parks", "医疗卫生": "health care", "教育": "education",
    "科技创新": "scientific and technological innovation", "经贸": "economy and trade", "旅游": "tourism",
    "科技": "science and technology", "经贸投资": "trade and investment", "人才": "talent", "智慧城市": "smart cities",
    "信息通讯": "information and communications", "创新": "innovation", "金融": "finance", "体育": "sport",
    "绿色低碳": "green and low-carbon development", "文旅体育": "culture, tourism and sport", "时尚设计": "fashion and design",
    "城市规划建设": "urban planning and construction", "航空": "aviation", "经济多元化": "economic diversification",
    "产业": "industry", "人文": "people-to-people exchange", "数字能源": "digital energy", "基础设施": "infrastructure",
    "运输物流": "transport and logistics", "机械装备": "machinery and equipment",
    "高新技术和电子产品": "high technology and electronics", "农产品": "farm products", "化工产品": "chemical products",
    "纺织品": "textiles", "蓝色经济": "the blue economy", "现代海洋产业": "modern marine industries",
    "渔业资源养护": "conservation of fisheries", "海洋环境保护": "protection of the marine environment",
    "海上防灾减灾": "disaster prevention and relief at sea", "固废垃圾发电": "power from solid waste",
    "支付机构互认": "mutual recognition of payment institutions", "新能源汽车": "new-energy vehicles",
    "产能合作": "co-operation in production capacity", "创投": "venture capital", "金融科技": "financial technology",
    "新能源": "new energy", "水资源开发利用": "development and use of water resources",
    "文物修复": "restoration of cultural relics",
    "文化遗产管理": "management of cultural heritage", "节能环保": "energy saving and environmental protection",
    "知识产权": "intellectual property", "生态农业": "ecological agriculture", "社会保障": "social security", "经济": "economy",
    "民营经济": "private economy", "投资": "investment", "生物医药": "biomedicine", "乡村振兴": "rural revitalisation",
    "职业教育": "vocational education", "大健康": "health industries", "贸易便利化": "trade facilitation",
    "石化": "petrochemicals",
}  # fmt: skip


def in_english(fields: Iterable[str]) -> tuple[str | None, ...]:
    """The English names of fields in their order, None where none is on record.

    >>> in_english(["农业", "围棋"])
    ('agriculture', None)
    """
    return tuple(FIELD_NAMES.get(field) for field in fields)


def said_in_english(fields: Iterable[str]) -> str:
    """Fields for an English sentence; one without an English name stays as its source writes it.

    >>> said_in_english(["农业", "围棋"])
    'agriculture, 围棋'
    """
    return ", ".join(FIELD_NAMES.get(field, field) for field in fields)
