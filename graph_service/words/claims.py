"""What figures of documents are called: measures that are only stated, beside those that answers reckon with, and their units."""

from graph_service.words.bilingual import Bilingual, Language, called, labels
from graph_service.words.records import MEASURES

_STATED = labels(
    agreements_rank=("友城数排名", "rank by agreements"),
    aid_value=("援助金额", "value of aid"),
    anniversary=("结好周年", "anniversary of the agreement"),
    apec_cards_ratio=("APEC商务旅行卡办卡量之比", "ratio of APEC travel cards"),
    association_coverage=("友协覆盖率", "share with an association"),
    bulletins_per_month=("每月信息期数", "bulletins a month"),
    congresses=("大会次数", "congresses"),
    consecutive_years=("连续年数", "years in a row"),
    consular_certificates_rank=("领事认证量排名", "rank by consular certificates"),
    countries=("国家数", "countries"),
    countries_and_regions=("国家和地区数", "countries and areas"),
    courses_per_year=("每年期数", "courses a year"),
    diplomatic_relations=("建交国数", "countries with diplomatic relations"),
    direct_routes=("直达航线", "direct routes"),
    edition=("届次", "edition"),
    foreign_delegations=("外国来访团组", "foreign delegations"),
    foreign_delegations_heads=("国家元首、政府首脑团组", "delegations of heads of state or government"),
    foreign_delegations_ministers=("部长级团组", "delegations of ministers"),
    founding_parties=("创始成员数", "founding parties"),
    igo_city_order=("国际组织落户城市次序", "place among cities with an international organisation"),
    innovative_measures=("创新举措", "new measures"),
    international_organisations_in_progress=("在谈国际组织", "international organisations in preparation"),
    international_organisations_landed=("落户国际组织", "international organisations seated"),
    investment_rank=("投资排名", "rank by investment"),
    languages=("语种数", "languages"),
    layout_rank=("布局排名", "rank by layout"),
    members=("成员数", "members"),
    messages=("信函数", "messages"),
    days_to_signature=("到签署的天数", "days to signature"),
    months_to_signature=("到签署的月数", "months to signature"),
    years_to_signature=("到签署的年数", "years to signature"),
    mutual_visits=("互访次数", "mutual visits"),
    new_agreements=("新增协议数", "new agreements"),
    new_friendship_associations=("新成立友协", "new friendship associations"),
    order_in_china=("全国次序", "place in China"),
    participating_cities=("参加城市数", "cities taking part"),
    participating_countries_and_regions=("参加国家和地区数", "countries and areas taking part"),
    participating_institutions=("参加机构数", "institutions taking part"),
    parties=("政党数", "parties"),
    parties_and_organisations=("政党和组织数", "parties and organisations"),
    party=("签约方的说法", "party as stated"),
    people_invited=("邀请人数", "people invited"),
    research_reports=("调研报告", "research reports"),
    sessions=("场次", "sessions"),
    sites=("基地数", "sites"),
    students_received=("接收学生数", "students received"),
    teams=("参赛队数", "teams"),
    trade_growth=("贸易年均增长", "growth of trade a year"),
    trainees=("培训人次", "trainees"),
    witnessed_signing_order=("见签次序", "place among witnessed signings"),
    witnessed_signings=("见签次数", "witnessed signings"),
    youth_groups=("青年团组", "groups of young people"),
)
CLAIMED = {**MEASURES, **_STATED}
# Chinese units as records have them, and what stands after a number in English; nothing where the measure says it.
_UNITS = {"%": "%", "%/年": "% a year", "期/月": " a month", "期/年": " a year", "倍": " times"}
_TIMES = {"年": "year", "周年": "year", "月": "month"}
_COUNTERS = frozenset(["对", "个", "家", "场", "届", "批", "批次", "封", "名", "人次", "条", "次", "语种", "篇"])

# A unit that stands in a cell by itself.
UNIT_NAMES = {
    unit: Bilingual(unit, english)
    for unit, english in {
        "对": "pairs", "个": "items", "家": "bodies", "场": "sessions", "届": "editions", "批": "groups", "批次": "groups",
        "封": "letters", "名": "people", "人次": "people, each time", "条": "items", "次": "times", "语种": "languages",
        "篇": "papers", "年": "years", "周年": "years", "月": "months", "%/年": "% a year", "期/月": "issues a month",
        "期/年": "issues a year", "倍": "times as many",
    }.items()
}  # fmt: skip
UNIT_NAMES |= labels(CNY=("元人民币", "CNY"), EUR=("欧元", "EUR"), USD=("美元", "USD"))


def measure_called(word: str | None, language: Language) -> str | None:
    """What a measure is called; a word of another's records as it is."""
    return called(CLAIMED, word, language) if word in CLAIMED else word


def amount(value: float, unit: str | None, language: Language) -> str:
    """A figure with its unit.

    >>> amount(5.0, "周年", "zh"), amount(5.0, "周年", "en"), amount(1234567.0, "个", "en"), amount(0.5, None, "zh")
    ('5周年', '5 years', '1,234,567', '0.5')
    """
    number = f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"
    if unit is None or (language == "en" and unit in _COUNTERS):
        return number
    if language == "zh":
        return f"{number}{unit}" if not unit.isascii() or unit == "%" else f"{number} {unit}"
    if unit in _TIMES:
        return f"{number} {_TIMES[unit]}{'' if value == 1 else 's'}"
    return number + _UNITS.get(unit, f" {unit}")
