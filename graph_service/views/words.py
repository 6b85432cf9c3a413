"""Words of the pictures in Chinese and English."""

from collections.abc import Mapping
from urllib.parse import quote

from graph_service.metrics.selection import Selection
from graph_service.views.picture import Way
from graph_service.words.bilingual import Bilingual, join, plural

KINDS: Mapping[str, Bilingual] = {
    "formal": Bilingual("友好城市（正式）", "formal"),
    "unclassified": Bilingual("未分类", "unclassified"),
    "exchange": Bilingual("友好交流", "exchange"),
    "intent": Bilingual("意向", "intent"),
    "planned": Bilingual("计划中", "planned"),
}
STATUSES: Mapping[str, Bilingual] = {
    "planned": Bilingual("计划中", "planned"),
    "active": Bilingual("有效", "active"),
    "dormant": Bilingual("休眠", "dormant"),
    "suspended": Bilingual("中止", "suspended"),
    "terminated": Bilingual("终止", "terminated"),
}
LEVELS: Mapping[str, Bilingual] = {
    "country": Bilingual("国家和地区", "country or area"),
    "province": Bilingual("省州级", "province"),
    "city": Bilingual("城市", "city"),
    "county": Bilingual("区县", "county"),
}
ROLES: Mapping[str, Bilingual] = {
    "stem": Bilingual("主茎", "stem"),
    "trunk": Bilingual("省直连城市", "trunk"),
    "A": Bilingual("A 在茎", "A on-stem"),
    "B": Bilingual("B 旁枝", "B side-shoot"),
    "U": Bilingual("U 未定", "U unplaced"),
    "C": Bilingual("C 无茎", "C stemless"),
    "D": Bilingual("D 免茎", "D exempt"),
    "beside": Bilingual("另计", "beside the count"),
}


def kinds_of(selection: Selection) -> Bilingual:
    """The chosen kinds in the order of their rank."""
    chosen = [KINDS[kind] for kind in ("formal", "unclassified", "exchange", "intent") if kind in selection.kinds]
    return join(chosen, "＋", " + ") if chosen else Bilingual("无", "none")


def scope_of(selection: Selection) -> Bilingual:
    """What a picture counts: the date, the kinds and, where it is not all, the layer."""
    kinds = kinds_of(selection)
    parts = [
        Bilingual(f"截至{selection.as_of}", f"as of {selection.as_of}"),
        Bilingual(f"口径：{kinds.zh}", f"kinds: {kinds.en}"),
    ]
    if selection.layer != "all":
        parts.append(Bilingual(f"数据层：{selection.layer}", f"layer: {selection.layer}"))
    return join(parts)


def query_of(selection: Selection) -> str:
    """The selection as the query of an address of the service."""
    kinds = ",".join(sorted(selection.kinds))
    return f"as_of={selection.as_of}&kinds={kinds}&layer={quote(selection.layer)}"


INFERRED = Bilingual("带 * 的日期由来源文字推算。", "A date marked * is inferred from the words of its source.")


def undated(count: int) -> Bilingual:
    """What is said of agreements without a signing date."""
    return Bilingual(
        f"{count:,}份协议没有签署日期：已知存在，按已签计入。",
        f"{plural(count, 'agreement')} without a signing date: known to exist and counted as signed.",
    )


def dormant(count: int) -> Bilingual:
    """What is said of dormant agreements, which are drawn faint."""
    return Bilingual(f"{count:,}份协议休眠，线条较淡。", f"{plural(count, 'agreement')} dormant, drawn fainter.")


HOME_PAGE = Way("/", Bilingual("首页", "start page"))
