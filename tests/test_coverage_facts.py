"""Coverage of the frames that the documents name, on the real rows."""

from datetime import date

import pytest

from graph_service.errors import WrongKind
from graph_service.metrics.coverage import all_countries
from graph_service.metrics.denominator import denominator_of
from graph_service.metrics.selection import select
from graph_service.metrics.vine import vine_of
from graph_service.questions.coverage import Coverage, CoverageAnswer, CoverageItem, coverage
from graph_service.questions.question import View
from graph_service.snapshot import Snapshot

JIANGSU = "Q16963"
END_OF_2021 = date(2021, 12, 31)
# The document of 2021 names these and says eleven.
KEY_COUNTRIES = {"Q17", "Q884", "Q334", "Q801", "Q183", "Q145", "Q55", "Q142", "Q30"}
MECHANISMS = ("g20", "apec", "sco", "acd", "asean-10-1", "lancang-mekong", "china-arab", "china-celac")


def asked(found: Snapshot, by: str, frame: str | None = None, day: date = END_OF_2021, tier: int | None = None) -> CoverageAnswer:
    of = f"frame:{frame}" if frame and frame != "all" else frame
    return coverage(View(found), Coverage(home=JIANGSU, as_of=day, frame=of, by=by, tier=tier))


def whole(found: Snapshot, frame: str, day: date = END_OF_2021, tier: int | None = None) -> CoverageItem:
    (item,) = asked(found, "frame", frame, day, tier).items
    return item


def test_the_key_country_plan_is_covered_between_x_and_x_plus_two_of_eleven(seeds: Snapshot) -> None:
    item = whole(seeds, "key-countries")
    rate, x = item.coverage, len(item.covered)
    assert (rate.numerator, rate.denominator, rate.named, rate.declared) == (x, 11, 9, 11)
    assert (rate.low, rate.high) == (x / 11, (x + 2) / 11)
    assert item.open


def test_the_two_unnamed_key_countries_are_never_invented(seeds: Snapshot) -> None:
    item = whole(seeds, "key-countries")
    assert {*item.covered, *item.missing} == KEY_COUNTRIES
    by_tier = asked(seeds, "tier", "key-countries").items
    assert [item.key for item in by_tier] == ["1", "2", "3"]
    assert all({*item.covered, *item.missing} == KEY_COUNTRIES for item in by_tier)
    assert all((item.coverage.named, item.coverage.declared) == (9, 11) for item in by_tier)


def test_formal_agreements_of_the_home_layer_alone_reach_no_key_country(seeds: Snapshot) -> None:
    words = {"as_of": END_OF_2021, "kinds": "formal", "layer": "home", "frame": "frame:key-countries", "by": "frame"}
    (item,) = coverage(View(seeds), Coverage(home=JIANGSU, **words)).items
    assert (item.coverage.numerator, item.coverage.low, item.coverage.high) == (0, 0, 2 / 11)


def test_taizhou_and_oss_stand_beside_the_coverage_of_2022_as_planned(seeds: Snapshot) -> None:
    assert whole(seeds, "key-countries", date(2022, 12, 31), tier=2).planned == ("Q55",)


def test_the_east_asia_lens_holds_japan_and_korea_and_both_are_covered(seeds: Snapshot) -> None:
    item = whole(seeds, "east-asia")
    assert item.covered == ("Q17", "Q884")
    assert item.coverage.share == 1.0


@pytest.mark.parametrize("frame", MECHANISMS)
def test_each_named_mechanism_has_a_coverage_at_a_date(frame: str, seeds: Snapshot) -> None:
    item = whole(seeds, frame)
    assert item.coverage.denominator == len(item.covered) + len(item.missing) > 0
    assert "Q148" not in (*item.covered, *item.missing)


def test_the_shanghai_organisation_grew_from_five_other_members_to_nine(seeds: Snapshot) -> None:
    # Five beside China from 2001, India and Pakistan in 2017, Iran in 2023, Belarus in 2024.
    days = (date(2010, 1, 1), date(2018, 1, 1), date(2023, 12, 31), date(2024, 12, 31))
    assert [whole(seeds, "sco", day).coverage.denominator for day in days] == [5, 7, 8, 9]
    assert "Q184" in whole(seeds, "sco", days[-1]).covered  # Belarus, through Mogilev


def test_the_belt_and_road_is_covered_by_its_signatories_at_the_date(seeds: Snapshot) -> None:
    before, later = whole(seeds, "belt-and-road", date(2012, 12, 31)), whole(seeds, "belt-and-road")
    assert (before.coverage.denominator, before.coverage.share) == (0, None)
    assert later.coverage.denominator > 100
    assert later.open
    assert "Q837" in later.covered  # Nepal, through Kathmandu


def test_a_member_whose_entry_straddles_the_date_is_listed_apart(seeds: Snapshot) -> None:
    item = whole(seeds, "belt-and-road", date(2016, 6, 30))
    assert item.possible_members
    assert set(item.possible_members).isdisjoint({*item.covered, *item.missing})


def test_the_whole_network_is_covered_by_continent_without_a_country_left_out(seeds: Snapshot) -> None:
    items = asked(seeds, "continent", frame="all").items
    assert {item.key for item in items} >= {"frame:africa", "frame:asia", "frame:europe", "frame:oceania", "frame:south-america"}
    abroad = {country.id for country in seeds.countries.values() if seeds.is_abroad(country.country, "CN")}
    assert {member for item in items for member in (*item.covered, *item.missing)} == abroad
    assert all(0 < item.coverage.numerator < item.coverage.denominator for item in items if item.key.startswith("frame:"))


def test_the_witnessed_countries_are_possibly_covered_while_the_year_is_not_known(seeds: Snapshot) -> None:
    item = whole(seeds, "witnessed-countries", date(2014, 12, 31))
    assert item.possible == ()
    item = whole(seeds, "witnessed-countries", date(2017, 6, 30))
    assert "Q971" in item.possible  # Congo (Brazzaville), signed in 2015/2019


def test_an_initiative_without_member_countries_is_refused(seeds: Snapshot) -> None:
    with pytest.raises(WrongKind, match=r"frame:gdi .* has no country among its members"):
        whole(seeds, "gdi")


def test_hong_kong_macao_and_taiwan_stand_apart_for_a_home_of_china(seeds: Snapshot) -> None:
    vine = vine_of(seeds, "Q16963", select(seeds))
    named = {country.names.zh for country in all_countries(vine).named}
    assert named.isdisjoint({"中国香港", "中国澳门", "中国台湾"})
    assert "日本" in named
    left_out = {out.place.names.zh: out.reason for out in denominator_of(vine).left_out}
    assert {left_out[name] for name in ("中国香港", "中国澳门", "中国台湾")} == {"area"}
