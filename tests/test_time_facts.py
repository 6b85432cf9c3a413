"""What time has done to partners and frames, on the real rows."""

from datetime import date

from graph_service.answers.clusters import StemAnswer, cluster_answer
from graph_service.metrics.selection import select
from graph_service.metrics.vine import vine_of
from graph_service.planning.gaps.gap import Gap
from graph_service.questions import gaps as question
from graph_service.questions.question import View
from graph_service.rules import StrengthWeights
from graph_service.search.find import find_places
from graph_service.snapshot import Snapshot

JIANGSU = "Q16963"
ALSACE, GRAND_EST, SOUTHERN_FINLAND, JEONBUK = "Q1142", "Q18677983", "wp:FI.southern-finland-province", "Q41157"


def gaps(
    seeds: Snapshot, kind: str, frame: str | None = None, tier: int | None = None, day: date | None = None
) -> dict[str, Gap]:
    """The gaps of Jiangsu of one type, by place."""
    answer = question.gaps(View(seeds), question.Gaps(home=JIANGSU, as_of=day, type=kind, frame=frame, tier=tier))
    return {gap.place.id if gap.place else "": gap for gap in answer.items}


def stem(seeds: Snapshot, region: str, day: date | None = None) -> StemAnswer:
    """The stem of Jiangsu with a region."""
    answer = cluster_answer(vine_of(seeds, JIANGSU, select(seeds, day)), seeds.place(region), StrengthWeights())
    assert answer.stem is not None
    return answer.stem


def test_the_stem_with_alsace_is_reported_as_dissolved_and_grand_est_as_its_heir(seeds: Snapshot) -> None:
    assert stem(seeds, ALSACE).partner_dissolved
    gap = gaps(seeds, "bare_stem")[ALSACE]
    assert "该地区已撤销（2015年12月31日），由大东部大区承继" in gap.reason.zh
    assert "dissolved (31 December 2015) and succeeded by Grand Est" in gap.reason.en
    assert gap.evidence == ("Q1142~Q16963", GRAND_EST)


def test_the_stem_with_southern_finland_is_reported_as_dissolved_without_an_heir(seeds: Snapshot) -> None:
    assert stem(seeds, SOUTHERN_FINLAND).partner_dissolved
    assert SOUTHERN_FINLAND not in gaps(seeds, "bare_stem"), "nothing is left there to be activated"


def test_before_its_end_a_partner_was_there(seeds: Snapshot) -> None:
    assert not stem(seeds, SOUTHERN_FINLAND, date(2009, 6, 1)).partner_dissolved
    assert not stem(seeds, ALSACE, date(2015, 12, 30)).partner_dissolved


def test_north_jeolla_lives_on_under_its_new_name(seeds: Snapshot) -> None:
    jeonbuk = seeds.place(JEONBUK)
    assert jeonbuk.names.zh == "全北特别自治道"
    assert [hit.place.id for hit in find_places(seeds, "全罗北道")] == [JEONBUK]
    found = stem(seeds, JEONBUK)
    assert (found.partner_dissolved, found.since, found.bare) == (False, "1994-10-27", False)


def test_partner_gaps_of_the_key_country_plan_are_told_by_tier(seeds: Snapshot) -> None:
    end_of_2021 = date(2021, 12, 31)
    found = {tier: set(gaps(seeds, "uncovered_country", "frame:key-countries", tier, end_of_2021)) for tier in (None, 1, 2, 3)}
    named = {"Q17", "Q884", "Q334", "Q801", "Q183", "Q145", "Q55", "Q142", "Q30"}
    assert all(places <= named for places in found.values())
    assert found[None] == {"Q334"}  # Singapore: what is on record there is no formal or unclassified agreement
    assert found[None] <= found[1] & found[2] & found[3]
    assert "Q801" in found[1] - found[2]  # Israel has partners of cities and none of the province


def test_the_five_witnessed_anniversaries_are_planned_and_others_are_not(seeds: Snapshot) -> None:
    found = gaps(seeds, "anniversary_unplanned", day=date(2021, 12, 31))
    assert "Q12771" not in found  # Vaud in 2022: the document plans an event
    assert "Q17" not in found  # fifty years of China and Japan: Taizhou plans a forum
    assert "Q23051" in found  # Nantong – Swansea, 35 years
    assert all(gap.evidence for gap in found.values())
