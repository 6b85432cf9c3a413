"""Labels of codes that stand in a table alone: in columns that are no field of the answer, or hold words of several lists."""

from collections.abc import Mapping

from graph_service.words import agreements, home, planning, records
from graph_service.words.bilingual import Bilingual, labels
from graph_service.words.claims import CLAIMED
from graph_service.words.lists import WORD_LISTS


def _alike() -> Mapping[str, Bilingual]:
    """The words that stand in but one list, or mean the same in all."""
    found: dict[str, set[Bilingual]] = {}
    for words in WORD_LISTS.values():
        for code, told in words.items():
            found.setdefault(code, set()).add(told)
    return {code: next(iter(told)) for code, told in found.items() if len(told) == 1}


_ANY = {**CLAIMED, **records.ACTIVITIES, **records.ORGANISATIONS, **_alike(), **planning.ANNIVERSARIES}
MADE: Mapping[str, Mapping[str, Bilingual]] = {
    "counted": {**labels(counted=("计入", "counted"), apart=("另列", "told apart")), "beside": agreements.BESIDE},
    "grain": labels(country=("国家和地区", "country or area"), region=("省州", "region"), place=("地点", "place")),
    "check": records.CHECKS,
    "year": home.IN_NO_YEAR,
    "kind": _ANY,
    "what": _ANY,
    "section": {
        **records.RESOURCES,
        **labels(
            beside=("另计", "beside the count"),
            ended=("已终止", "ended"),
            agreements_apart=("另列的协议", "told apart"),
            planned=("计划和在办", "what is planned"),
            anniversaries=("周年", "anniversaries"),
            gaps=("缺口", "gaps"),
            candidates=("结好建议", "candidates"),
            bodies=("民间组织", "people-to-people bodies"),
            sources=("来源", "sources"),
            around=("与其所在地区的友城", "our ties with what it lies in"),
            activities_alone=("对方自己的活动", "activities of the partner alone"),
            others=("对方在我国的其他友城", "their other partners in our country"),
            signed=("新签和续签", "signed or renewed"),
            pending=("在批", "in approval"),
            areas=("所属地区", "areas of the state"),
            domestic=("国内", "inside the country"),
            areas_signed=("所属地区：新签和续签", "areas of the state: signed or renewed"),
            areas_pending=("所属地区：在批", "areas of the state: in approval"),
            domestic_signed=("国内：新签和续签", "inside the country: signed or renewed"),
            domestic_pending=("国内：在批", "inside the country: in approval"),
        ),
    },
}
