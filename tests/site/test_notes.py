"""What stands on a page in another language than the page's is marked, or said in its own."""

from fastapi.testclient import TestClient

from graph_service.site.notes import Note, note_for

CONTESTED = "/views/agreement/Q15174~Q16555"  # its note: conflict: sznews.com 2021-10-29 says 1986-04


def test_a_note_in_english_stands_under_a_heading_of_its_own_on_a_chinese_page_and_is_marked(seeds_client: TestClient) -> None:
    page = seeds_client.get(CONTESTED, params={"lang": "zh"}).text
    assert "研究记录（原文）" in page
    assert "原文为外文，未译" in page
    assert '来源说法不一：<span lang="en">sznews.com 2021-10-29 says 1986-04</span>' in page
    english = seeds_client.get(CONTESTED, params={"lang": "en"}).text
    assert "sources differ: <span>sznews.com 2021-10-29 says 1986-04</span>" in english


def test_a_note_in_both_languages_is_read_in_one() -> None:
    both = "友好交流城市；来源只给先后顺序 / A friendly-exchange city; the source gives the order only"
    assert note_for(both, "zh") == Note("", "友好交流城市；来源只给先后顺序", "")
    assert note_for(both, "en") == Note("", "A friendly-exchange city; the source gives the order only", "")
    assert note_for("日期为双方签约时间", "en") == Note("", "日期为双方签约时间", "zh")


def test_a_source_without_an_address_says_so_in_the_language_of_the_page(seeds_client: TestClient) -> None:
    said = {"zh": ("（无网址，请按名称查找）", "no address"), "en": ("(no address; look for it by its name)", "无网址")}
    for lang, (told, other) in said.items():
        page = seeds_client.get("/views/agreement/Q1223508~Q74881", params={"lang": lang}).text
        assert told in page
        assert other not in page
