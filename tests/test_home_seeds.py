"""The hand-made layer says what its documents say: every quotation is there, nothing is guessed or counted twice."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from graph_service.files.seeds import read_paths
from graph_service.records.activity import Activity
from graph_service.records.agreement import Agreement, agreement_id
from graph_service.records.base import Record, Source
from graph_service.records.checks import find_flaws
from graph_service.records.claim import Claim
from graph_service.records.frame import Frame
from graph_service.records.membership import Membership
from graph_service.records.network import Network
from graph_service.records.organisation import Organisation
from graph_service.records.place import Place
from graph_service.records.plan import Plan
from graph_service.records.target import Target

ROOT = Path(__file__).parent.parent
SEEDS, SOURCES = ROOT / "seeds", ROOT.parent / "shared" / "sources"
FACTS = ROOT.parent / "shared" / "spec" / "acceptance.md"
# The first words of a source's title, and the file that holds its text.
DOCUMENTS = {
    "费少云": SOURCES / "000_c5f4ada7548185ee.txt",
    "钱文华": SOURCES / "001_1ec0d534ad96def3.txt",
    "泰州市": SOURCES / "002_07602f6d06abf759.txt",
    "曹赛先": SOURCES / "003_16fc2c1e6857295d.txt",
    "中共中央对外联络部": SOURCES / "004_38bdb1c42bebbece.txt",
    "International Department": SOURCES / "004_38bdb1c42bebbece.txt",
    "江苏省友好城市统计": ROOT.parent / "shared" / "data" / "china" / "README.md",
}
JIANGSU, NANJING, SUZHOU, TAIZHOU, SHENZHEN = "Q16963", "Q16666", "Q42622", "Q57931", "Q15174"
KATHMANDU, POINTE_NOIRE, BRUNEI_CAPITAL = "Q3037", "Q223920", "Q9279"
UNNAMED_CITY = "home:jiangsu-unnamed-city"


@cache
def home() -> Network:
    """The layer itself."""
    return Network(row.record for row in read_paths([SEEDS / "home"]).rows)


def agreement(a: str, b: str) -> Agreement:
    """The home agreement of two parties."""
    return home().table(Agreement)[agreement_id(a, b)]


def quoted() -> list[tuple[Record, Source]]:
    """Every quotation of the layer with the record it stands in."""
    return [(record, source) for record in home() for source in record.sources if source.quote]


def packed(text: str | None) -> str:
    """A text without white space: line breaks inside a source's sentence mean nothing."""
    return re.sub(r"\s", "", text or "")


def text_of(source: Source) -> str:
    """The document behind a quotation."""
    return packed(next(path for start, path in DOCUMENTS.items() if source.document.startswith(start)).read_text("utf-8"))


def present(*paths: Path) -> None:
    """Skip aloud unless all these are here."""
    for path in paths:
        if not path.exists() or (path.is_dir() and not any(path.glob("*.csv"))):
            pytest.skip(f"{path.name} is not here, so nothing can be held against it")


def test_the_rows_read_without_faults() -> None:
    assert read_paths([SEEDS / "home"]).faults == []


def test_every_record_has_a_chinese_and_an_english_name() -> None:
    assert [record.id for record in home() if not (record.names.zh and record.names.en)] == []


def test_every_record_quotes_its_source() -> None:
    assert {record.id for record in home()} == {record.id for record, _ in quoted()}


def test_every_quotation_stands_in_its_document() -> None:
    present(*DOCUMENTS.values())
    texts = {source.document: text_of(source) for _, source in quoted()}
    assert [(record.id, s.quote) for record, s in quoted() if packed(s.quote) not in texts[s.document]] == []


def test_every_listed_fact_is_quoted_by_some_record() -> None:
    present(FACTS)
    facts = re.findall(r"^\| (F\d{3}) \| `[^`]*` \| (.*?) \| [^|]* \| [^|]* \|$", FACTS.read_text("utf-8"), re.MULTILINE)
    quotes = [packed(source.quote) for _, source in quoted()]
    assert len(facts) == 120
    assert [name for name, words in facts if not any(packed(words) in quote for quote in quotes)] == []


def test_with_the_public_layers_no_home_row_is_unsound() -> None:
    present(SEEDS / "world", SEEDS / "china")
    network = Network(row.record for row in read_paths([SEEDS]).rows)
    ours = {record.id for record in home()}
    assert [flaw for flaw in find_flaws(network) if flaw.record_id in ours] == []


def test_the_plan_of_eleven_countries_names_nine_and_invents_none() -> None:
    frame = home().table(Frame)["frame:key-countries"]
    named = {m.member for m in home().table(Membership).values() if m.of == frame.id}
    japan, korea, singapore, israel, germany, britain, netherlands, france, america = (
        "Q17", "Q884", "Q334", "Q801", "Q183", "Q145", "Q55", "Q142", "Q30",
    )  # fmt: skip
    assert (frame.declared, frame.open) == (11, True)
    assert named == {japan, korea, singapore, israel, germany, britain, netherlands, france, america}


def test_the_home_side_of_the_three_city_agreements_carries_its_evidence() -> None:
    pairs = [(NANJING, KATHMANDU), (SUZHOU, POINTE_NOIRE), (UNNAMED_CITY, BRUNEI_CAPITAL)]
    assert all(agreement(*pair).home_evidence and agreement(*pair).home_confidence in ("medium", "low") for pair in pairs)


def test_the_home_side_of_the_brunei_agreement_is_not_guessed() -> None:
    place = home().table(Place)[UNNAMED_CITY]
    assert (place.placeholder, place.parent, place.level) == (True, JIANGSU, "city")
    assert agreement(UNNAMED_CITY, BRUNEI_CAPITAL).possibly_same == (agreement_id(NANJING, BRUNEI_CAPITAL),)
    assert agreement_id(NANJING, BRUNEI_CAPITAL) not in home().table(Agreement)


@pytest.mark.parametrize(
    ("a", "b", "date", "basis"),
    [
        (JIANGSU, "Q12771", "2017", "inferred"),  # Vaud: 2022 − 5
        (NANJING, KATHMANDU, "2019", "inferred"),  # 2024 − 5
        (JIANGSU, "Q189822", "2015/2019", "stated"),  # Mogilev Oblast
        (SUZHOU, POINTE_NOIRE, "2015/2019", "stated"),
        (UNNAMED_CITY, BRUNEI_CAPITAL, "2015/2019", "stated"),
    ],
)
def test_a_signing_year_is_stated_or_marked_as_inferred(a: str, b: str, date: str, basis: str) -> None:
    [stage] = agreement(a, b).stages
    assert (stage.kind, stage.date, stage.basis) == ("formal", date, basis)
    assert stage.note


def test_both_variants_of_the_six_brands_are_kept() -> None:
    variants = [set(home().table(Plan)[f"plan:six-brands-{name}"].actions) for name in ("jingcai", "shuiyun")]
    assert [len(variant) for variant in variants] == [6, 6]
    assert variants[0] ^ variants[1] == {"精彩江苏", "水韵江苏"}


def test_only_what_a_document_names_under_a_brand_is_tagged_with_it() -> None:
    tagged = {row.id: row.brand for row in home().table(Activity).values() if row.brand}
    assert tagged == {
        "activity:pointe-noire-students-in-suzhou": "plan:brand-study-jiangsu",
        "activity:taizhou-essay-contest": "plan:brand-new-travels-of-marco-polo",
        "activity:taizhou-video-contest": "plan:brand-new-travels-of-marco-polo",
    }


def test_three_titles_belong_to_one_series() -> None:
    series = [a for a in home().table(Activity).values() if a.kind == "series" and "中国共产党的故事" in str(a.names)]
    endings = ("地方党委的实践", "江苏省委的实践", "习近平新时代中国特色社会主义思想在地方的实践")
    assert [activity.id for activity in series] == ["activity:stories-of-the-cpc"]
    assert {f"中国共产党的故事——{ending}" for ending in endings} <= set(series[0].names.aliases)
    assert home().table(Activity)["activity:stories-of-the-cpc-jiangsu-2017"].series == series[0].id


def test_the_shenzhen_venue_belongs_to_the_summit_of_world_parties() -> None:
    assert home().table(Activity)["activity:cpc-world-parties-summit-shenzhen"].series == "activity:cpc-world-parties-summit"


def test_the_unusual_spelling_of_friendly_regions_is_kept_and_the_usual_one_found() -> None:
    names = home().table(Plan)["plan:partners-within-province-framework"].names
    assert "省洲" in (names.zh or "")
    assert any("省州" in alias for alias in names.aliases)


def test_two_names_that_may_mean_one_association_stay_two_records() -> None:
    table = home().table(Organisation)
    one, other = table["org:swiss-chinese-association"], table["org:switzerland-china-friendship-association"]
    assert (one.names.zh, other.names.zh) == ("瑞中协会", "瑞士中国友好协会")
    assert (one.possibly_same, other.possibly_same) == ((other.id,), (one.id,))


def test_totals_of_different_scope_say_so() -> None:
    totals = {c.id: c for c in home().table(Claim).values() if c.measure == "agreements"}
    shenzhen, jiangsu = totals["claim:shenzhen-agreements"], totals["claim:jiangsu-agreements-total-2021"]
    assert (shenzhen.value, shenzhen.scope_kinds) == (95, ("formal", "exchange"))
    assert (jiangsu.value, jiangsu.scope_kinds) == (349, ("formal",))


@pytest.mark.parametrize(
    ("claim_id", "zh", "en"),
    [
        ("claim:epidemic-help-parties", "诊疗方案", "therapeutics"),
        ("claim:briefing-sessions", "500多场", "more than 500 groups of audience"),
        ("claim:nyerere-school-parties", "南部非洲六姊妹党", "Former Liberation Movements of Southern Africa"),
    ],
)
def test_a_claim_keeps_both_wordings_where_they_differ(claim_id: str, zh: str, en: str) -> None:
    claim = home().table(Claim)[claim_id]
    assert [zh in (claim.sources[0].quote or ""), en in (claim.sources[1].quote or "")] == [True, True]
    assert claim.note


def test_homonyms_of_jiangsu_cities_never_stand_in_for_them() -> None:
    zhejiang_taizhou, anhui_suzhou = "cn:331000", "cn:341300"
    used = {target for record in home() for _, target in record.references()}
    assert {TAIZHOU, SUZHOU} <= used
    assert used.isdisjoint({zhejiang_taizhou, anhui_suzhou})


def test_a_foreign_city_may_have_several_chinese_partners() -> None:
    present(SEEDS / "china")
    together = Network(row.record for row in read_paths([SEEDS / "china", SEEDS / "home"]).rows).table(Agreement)
    xian, dalian = "Q5826", "Q74881"
    assert {agreement_id(KATHMANDU, NANJING), agreement_id(KATHMANDU, xian)} <= set(together)
    assert {agreement_id(POINTE_NOIRE, SUZHOU), agreement_id(POINTE_NOIRE, dalian)} <= set(together)


def test_only_thirteen_agreements_are_between_places() -> None:
    organisations = home().table(Organisation)
    ties = [tuple(party in organisations for party in a.parties) for a in home().table(Agreement).values()]
    witnessed, exchange, planned, schools, institutes, parks = 5, 7, 1, 2, 1, 1
    assert Counter(ties) == {(False, False): witnessed + exchange + planned, (True, True): schools + institutes + parks}


def test_a_network_of_cities_makes_members_or_figures_but_no_agreements() -> None:
    memberships = {(m.member, m.of) for m in home().table(Membership).values()}
    lausanne, union, innovation = "Q807", "org:union-of-olympic-cities", "org:world-innovation-cities-organisation"
    assert (NANJING, union) in memberships
    assert agreement_id(NANJING, lausanne) not in home().table(Agreement)
    assert innovation not in {of for _, of in memberships}
    assert {c.value for c in home().table(Claim).values() if c.subject == innovation} == {23, 28, 52}


def test_the_seven_exchange_cities_keep_their_order_and_no_invented_date() -> None:
    stages = [a.stages[0] for a in home().table(Agreement).values() if SHENZHEN in a.parties]
    assert sorted(stage.order or 0 for stage in stages) == [1, 2, 3, 4, 5, 6, 7]
    assert {(stage.kind, stage.date) for stage in stages} == {("exchange", "2021/2025")}


def test_the_targets_of_taizhou_keep_their_ranges() -> None:
    ranges = {target.measure: (target.minimum, target.maximum) for target in home().table(Target).values()}
    assert (ranges["formal_agreements"], ranges["exchange_agreements"]) == ((1, None), (3, 5))
    assert (ranges["new_friendship_associations"], ranges["association_coverage"]) == ((1, None), (100, None))
