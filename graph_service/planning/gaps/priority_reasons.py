"""Why each term of a priority is what it is, in words."""

from collections.abc import Sequence

from graph_service.words.bilingual import Bilingual, join, plural
from graph_service.words.days import said

KNOWN = Bilingual("所据名单完整，或来源写明", "the lists it rests on are complete, or a source says so")
NOT_KNOWN = Bilingual("所据名单不完整，只是在册没有", "the lists it rests on are not complete: it is only not on record")
KEY = Bilingual(
    "所涉协议或国家和地区标为重点，或国别计划列有对方",
    "the agreement, or the country or area, is marked as key, or a country plan names it",
)
NOT_KEY = Bilingual("在册未列为重点", "not marked as key on record")
NO_COUNTRY = Bilingual("不涉及某一国家或地区", "about no one country or area")
NONE_NEAR = Bilingual("近期没有周年", "no anniversary in the time ahead")


def of_waiting(count: int) -> Bilingual:
    """How many grapes a stem or a tier would serve."""
    if not count:
        return Bilingual("没有葡萄因此待挂", "no grape waits for it")
    return Bilingual(f"{count}颗葡萄在等", f"{plural(count, 'grape')} would gain by it")


def of_frames(names: Sequence[Bilingual] | None) -> Bilingual:
    """In which frames both sides are; None where the gap is about no country."""
    if names is None:
        return NO_COUNTRY
    if not names:
        return Bilingual("双方不同在任何在册机制", "the two sides share no frame on record")
    told = join(names, "、", ", ")
    return Bilingual(f"双方同在{len(names)}个机制：{told.zh}", f"{len(names)} shared: {told.en}")


def of_business(count: int | None) -> Bilingual:
    """How many records of business there are; None where the gap is about no country."""
    if count is None:
        return NO_COUNTRY
    if not count:
        return Bilingual("在当地没有在册的经贸记录", "no business there on record")
    return Bilingual(f"在当地有{count}条经贸记录", f"{plural(count, 'record')} of business there")


def of_anniversary(day: str) -> Bilingual:
    """When the next anniversary is, as exactly as it is known."""
    when = said(day)
    return Bilingual(f"最近的周年：{when.zh}", f"the next anniversary: {when.en}")
