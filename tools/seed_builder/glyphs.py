"""Chinese names in the characters of the mainland: gazetteers and lists write some as Japan does, or half so."""

from collections.abc import Iterable

from graph_service.search.folding import simplified
from tools.seed_builder.inputs import Row
from tools.seed_builder.places import add_aliases

_OF_BOTH = "浜芸"  # in Chinese a creek and a herb, in names of Japan 濱 and 藝
_LEFT = str.maketrans("戸氷騨脇筿", "户冰驒胁筱")  # what OpenCC leaves as it is, or made itself


def simplify(drafts: Iterable[Row]) -> int:
    """Write the Chinese names of drafts in simplified characters and keep the former spelling as an alias; how many changed."""
    changed = 0
    for draft in drafts:
        old = draft.get("name_zh", "")
        draft["name_zh"] = in_simplified(old, draft["country"])
        if draft["name_zh"] != old:
            add_aliases(draft, [old] if old != draft.get("name_local") else [])
            changed += 1
    return changed


def in_simplified(name: str, country: str) -> str:
    """The name of a place in simplified characters; those that simplified Chinese has are left as they are.

    >>> in_simplified("长浜", "JP"), in_simplified("沙家浜", "CN"), in_simplified("山口県", "JP"), in_simplified("乾县", "CN")
    ('长滨', '沙家浜', '山口县', '乾县')
    """
    japanese = _OF_BOTH if country == "JP" else ""
    return "".join(simplified(char.translate(_LEFT)) if char in japanese or not _is_common(char) else char for char in name)


def _is_common(char: str) -> bool:
    """Whether GB 2312 has it, the 6,763 characters of everyday simplified Chinese."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
