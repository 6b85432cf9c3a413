"""What a name says about the kind of its place, and people leave out or add: 省, City, Prefecture, -ken, 광역시, область."""

import re

from graph_service.records.vocabulary import Level
from graph_service.search.folding import line

_PEOPLES = (
    "壮|回|维吾尔|蒙古|藏|羌|彝|土家|苗|布依|侗|哈尼|傣|白|景颇|傈僳|朝鲜|哈萨克|柯尔克孜|瑶|黎|满|畲|仡佬|水|毛南|仫佬|"
    "土|撒拉|东乡|保安|裕固|塔吉克|锡伯|达斡尔|佤|拉祜|纳西|普米|怒|独龙|布朗"
)
# What a Chinese name of a place ends with and people leave out: 江苏 is 江苏省, 广西 is 广西壮族自治区.
CHINESE = rf"(?:(?:(?:(?:{_PEOPLES})族?)*(?:各族)?自治[区州县旗])|特别行政区|地区|省|市|县|区|州|盟)"
# The same of other countries, as Chinese writes them.
_FOREIGN = (
    "自由州|自治州|自治省|自治市|共和国|王国|联邦|大区|大省|边疆区|特别市|广域市|特别自治[市道]|都|道|府|郡|町|村|镇|乡|旗|领地"
)
_REGIONS: tuple[Level, ...] = ("province", "country")
_TOWNS: tuple[Level, ...] = ("city", "county")
_LATIN = {
    _TOWNS: "city|shi|si|town|municipality|district|county|gun|gu|ku|qu|xian|hsien|shih|machi|cho|mura|stad|kommune|kommun|raion",
    _REGIONS: "prefecture|province|provincia|state|region|ken|fu|to|do|oblast|krai|kray|republic|voivodeship|canton|department|"
    "departement|governorate|emirate|territory|autonomous region|autonomous oblast|sheng|lan|megye|zupanija|county",
}
_CYRILLIC = {_TOWNS: "город|район", _REGIONS: "область|край|республика|провинция|губерния"}
_HANGUL = {_TOWNS: "특별시|광역시|시|군|구", _REGIONS: "특별자치도|특별자치시|도|주|성"}
_CHINESE_LEVELS = {_TOWNS: "市|县|区|町|村|镇|乡|郡", _REGIONS: "省|州|自治区|都|道|府|共和国|王国|大区|边疆区"}
# City of London, Freistaat Bayern, Département du Nord, prefektura Tokio, провинция Цзянсу.
_IN_FRONT = re.compile(
    r"(?:the |la |le |el )?(?:free state|freistaat|freie hansestadt|land|state|estado|stato|etat|stat|city|ciudad|ville|cidade"
    r"|stadt|province|provincia|provincie|provinz|provinsi|prowincja|prefecture|prefectura|prefettura|prefektura|prefektur|prefectuur"
    r"|county|condado|comitat|republic|republica|repubblica|republique|republik|region|regiao|regione|municipality|kingdom"
    r"|canton|kanton|cantone|department|departement|departamento|dipartimento|district|distrito|distretto|oblast|obwod"
    r"|wojewodztwo|woiwodschaft|voivodato|principality|commonwealth|{cyrillic}) (?:(?:of|de|di|da|do|du|del|van|von|la|the) )*"
    r"(?P<rest>.{{3,}})".format(
        cyrillic="|".join(map(line, ("провинция", "префектура", "область", "штат", "город", "республика")))
    )
)


def _folded(words: str) -> str:
    return "|".join(line(word) for word in words.split("|"))


_AFTER = re.compile(
    rf"(?P<han>[\u3400-\u9fff ]{{2,}}?)(?:{CHINESE}|{_FOREIGN})"
    rf"|(?P<latin>.{{3,}}) (?:{'|'.join(_LATIN.values())})"
    rf"|(?P<cyrillic>.{{3,}}) (?:{'|'.join(map(_folded, _CYRILLIC.values()))})"
    rf"|(?P<hangul>[\u1100-\u11ff ]{{4,}}?) ?(?:{'|'.join(map(_folded, _HANGUL.values()))})"
)
_LEVELS = tuple(
    (re.compile(rf".*(?:{_folded(words)}|(?: |^)(?:{latin}|{_folded(cyrillic)})|{_folded(hangul)})"), levels)
    for levels, words, latin, cyrillic, hangul in (
        (levels, _CHINESE_LEVELS[levels], _LATIN[levels], _CYRILLIC[levels], _HANGUL[levels]) for levels in (_TOWNS, _REGIONS)
    )
)


def without_ending(name: str) -> str | None:
    """A line of a name without what says the kind of its place; None where nothing does.

    >>> without_ending("江苏省"), without_ending("osaka prefecture"), without_ending("city of london"), without_ending("oss")
    ('江苏', 'osaka', 'london', None)
    """
    found = _IN_FRONT.fullmatch(name) or _AFTER.fullmatch(name)
    return next(filter(None, found.groups())).strip() if found else None


def levels_of_ending(name: str) -> frozenset[Level]:
    """The levels that the ending of a line speaks of: 市 of a city, Prefecture of a province."""
    return frozenset(level for pattern, levels in _LEVELS if pattern.fullmatch(name) for level in levels)
