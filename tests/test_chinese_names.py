"""Chinese names of the seeds: in simplified characters, and found as Japan writes them too."""

import pytest

from graph_service.records.base import Record
from graph_service.resolver import resolve
from graph_service.snapshot import Snapshot

# Characters that GB 2312 lacks and that simplified Chinese writes so all the same, most of them in names only.
RARE = "埼堺槻栃橿萩畷潟韮苅驒榟橔粦沚埇瀍浉硚猇鄠浡乂钖椥"
KANA = set(map(chr, range(0x3041, 0x30FB)))
# As Japan writes what it has in common with China; 浜 and 芸 are other words in Chinese.
FORMER = {
    "gn:1668353": ("新营区", "新営区"),
    "gn:2129870": ("岩见泽", "岩见沢"),
    "Q210661": ("武藏野", "武蔵野"),
    "Q633272": ("汤泽", "汤沢"),
    "Q734378": ("米泽", "米沢"),
    "Q844130": ("长滨", "长浜"),
    "gn:11611615": ("三丰", "三豊"),
    "gn:11611642": ("绫濑", "绫瀬"),
    "gn:11611934": ("观音寺", "観音寺"),
    "gn:11612331": ("安艺高田", "安芸高田"),
    "gn:11612566": ("濑户内", "瀬戸内"),
    "gn:1848935": ("和气町", "和気町"),
    "gn:1849837": ("丰中", "豊中"),
    "gn:1852003": ("盐尻", "塩尻"),
    "gn:1852643": ("摄津", "摂津"),
    "gn:1853066": ("樱井", "桜井"),
    "gn:1860026": ("轻井泽", "軽井沢"),
    "Q181966": ("那霸", "那覇"),
    "Q204249": ("水户", "水戸"),
    "gn:1860635": ("龟冈", "亀冈"),
    "gn:11611221": ("冰见", "氷见"),
    "gn:1855134": ("西胁", "西脇"),
    "Q243853": ("西宫", "西宫浜"),
}


def chinese(record: Record) -> str:
    """The Chinese name of a record, of any type; empty where it has none."""
    return getattr(getattr(record, "names", None), "zh", None) or ""


def strange(text: str) -> set[str]:
    """The kana of a text, and the characters that GB 2312 lacks."""
    common = set(text.encode("gb2312", "ignore").decode("gb2312")) - KANA
    return {char for char in text if char >= min(KANA)} - common - set(RARE)


def test_no_chinese_name_of_the_seeds_holds_a_character_that_is_japanese_or_traditional_only(seeds: Snapshot) -> None:
    names = [name for record in seeds.network if (name := chinese(record))]
    assert len(names) > 5_000
    assert [name for name in names if strange(name)] == []


def test_no_chinese_name_of_a_place_of_japan_holds_a_character_that_is_another_word_in_chinese(seeds: Snapshot) -> None:
    of_japan = [chinese(place) for place in seeds.places.values() if place.country == "JP"]
    assert len(of_japan) > 500
    assert [name for name in of_japan if set(name) & set("浜芸")] == []


@pytest.mark.parametrize("place_id", FORMER)
def test_a_place_is_found_by_its_chinese_name_and_as_japan_writes_it(seeds: Snapshot, place_id: str) -> None:
    name, former = FORMER[place_id]
    assert seeds.places[place_id].names.zh == name
    assert former in seeds.places[place_id].names.aliases
    assert {resolve(seeds, spelt).id for spelt in (name, former)} == {place_id}


def test_names_of_china_are_left_as_they_are(seeds: Snapshot) -> None:
    assert [seeds.places[code].names.zh for code in ("cn:610424", "cn:511504", "cn:341821")] == ["乾县", "叙州区", "郎溪县"]
