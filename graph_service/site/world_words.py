"""What the page of the world says, for its template and its script."""

from collections.abc import Mapping, Sequence

from graph_service.metrics.effective import Effective
from graph_service.metrics.selection import HEADLINE_KINDS, Selection
from graph_service.metrics.worldwide import is_placed
from graph_service.site.templating import Frame
from graph_service.snapshot import Snapshot
from graph_service.words.agreements import KINDS
from graph_service.words.bilingual import Bilingual, join, labels

TITLE = Bilingual("世界友城网络", "World network of agreements")
# What is counted, as one sentence; the script fills the same words.
COUNTED = Bilingual(
    "在册协议{agreements}对，{places}个地方，{countries}个国家和地区",
    "Agreements on record: {agreements}; places: {places}; countries and areas: {countries}",
)
UNDATED = Bilingual("；其中{undated}对未注明签署日期，按已签计入", "; without a signing date, and counted as signed: {undated}")
LATER = Bilingual(
    "；其中{undated}对未注明签署日期，按已签计入，但可能为此后所签",
    "; without a signing date, and counted as signed though they may have come later: {undated}",
)
LOST = Bilingual(
    "；{lost}对的一方没有坐标，计入而未画", "; counted but not drawn, as the position of a party is not known: {lost}"
)
COLUMNS = (
    Bilingual("国家和地区", "country or area"),
    Bilingual("对外协议", "agreements abroad"),
    Bilingual("境内协议", "within"),
    Bilingual("地方", "places"),
    Bilingual("对方国家和地区", "partner countries and areas"),
    Bilingual("联系最多", "most with"),
)
OFF = Bilingual("未选", "off")  # instead of a number: a kind that is not chosen
PICTURE = Bilingual("各国和地区之间的友城协议", "Agreements between countries and areas")
_NOTES = (
    Bilingual(
        "投影：等面积的 Equal Earth，以东经150度为中。线取较短的方向，跨大西洋的从图的一边出、另一边入。",
        "Projection: Equal Earth, which keeps areas, around 150° E. Lines take the shorter way; those over the Atlantic leave at "
        "one edge and come in at the other.",
    ),
    Bilingual(
        "只画陆地，不绘任何边界。国家和地区的圆点在其有协议的各地的平均位置。",
        "Only land is drawn, no boundaries of any kind. The mark of a country lies in the mean of its places with agreements.",
    ),
    Bilingual(
        "“境内”是一国之内的协议，也含其与本国各地区（如法国与瓜德罗普）之间的；其余为对外协议。",
        "“Within” are agreements inside one state, with its areas too (France and Guadeloupe); all others are abroad.",
    ),
)
_WORDS = labels(
    one=("对协议", "agreements"),
    within=("境内", "within"),
    network=("友城网络图", "network page"),
    home=("省级页面", "page of the region"),
    country=("国家和地区页面", "page of the country or area"),
    only=("只看这个国家或地区", "show only this country or area"),
    undated=("日期不详", "undated"),
    others=("其他", "others"),
    community=("社群{number}：{countries}等", "community {number}: {countries} and others"),
    agreements=("协议数", "agreements"),
    partners=("对方国家和地区数", "partner countries and areas"),
    none=("没有地方叫“{text}”。", "No place is called “{text}”."),
    none_but=("没有地方就叫“{text}”；名称里有它的：", "No place is called “{text}” itself; names with it:"),
    off_map=("（不在图上）", "(not on the map)"),
)


def counted_of(snapshot: Snapshot, shown: Sequence[Effective], counted: Selection, year: int | None = None) -> Bilingual:
    """What the map of a selection counts by the end of a year, in words: the script writes the same sentence when the choice
    changes."""
    places = {party for found in shown for party in found.agreement.parties}
    lost = sum(not all(is_placed(snapshot.places[party]) for party in found.agreement.parties) for found in shown)
    undated = sum(not found.dated for found in shown)
    countries = {snapshot.places[party].country for party in places}
    numbers = {"agreements": len(shown), "places": len(places), "countries": len(countries), "undated": undated, "lost": lost}
    lacking = LATER if year is not None or snapshot.is_past(counted.as_of) else UNDATED
    parts = [COUNTED, *([lacking] if undated else []), *([LOST] if lost else [])]
    told = {name: f"{number:,}" for name, number in numbers.items()}
    return join([Bilingual(part.zh.format(**told), part.en.format(**told)) for part in parts], "", "")


def none_chosen() -> Bilingual:
    """What counts where every kind is off."""
    kinds = join([KINDS[kind] for kind in sorted(HEADLINE_KINDS)], "、", ", ")
    return Bilingual(f"都不选时计{kinds.zh}", f"with none chosen: {kinds.en}")


def year_wrong(first: int, last: int) -> Bilingual:
    """What is wrong with a year outside these."""
    return Bilingual(f"请填{first}至{last}年之间的年份", f"give a year from {first} to {last}")


def notes_of(frame: Frame) -> list[str]:
    """How the map is drawn, on a screen and elsewhere."""
    return [frame.say(note) for note in _NOTES]


def words_of(frame: Frame, communities: Sequence[Sequence[Bilingual]]) -> Mapping[str, object]:
    """What the script says; `communities` are the countries that have most places in each of the largest."""
    counted = {"counted": COUNTED, "counted_undated": UNDATED, "counted_later": LATER, "counted_lost": LOST}
    said = {name: frame.say(words) for name, words in {**_WORDS, **counted, "off": OFF}.items()}
    called = [frame.say(join(countries[:3], "、", ", ")) for countries in communities]
    named = [said["community"].format(number=at, countries=countries) for at, countries in enumerate(called, 1)]
    return {**said, "communities": named}
