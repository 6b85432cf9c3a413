"""Stems with a region that could bear grapes and bears none."""

from collections.abc import Iterable

from graph_service.metrics.homonyms import told_apart
from graph_service.metrics.signing_dates import also_given
from graph_service.metrics.stems import Stem
from graph_service.metrics.ties import Tie
from graph_service.planning.gaps.gap import Gap, GapQuestion
from graph_service.records.agreement import Agreement
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import NOTHING, Bilingual, both, join
from graph_service.words.days import otherwise, said

_GRAPES = Bilingual("市县级友城", "of a city or county")
# A municipality acts as a city too: its own agreement with a place inside the region would be a grape.
_GRAPES_OF_A_CITY = Bilingual("与其市县的友城", "with a place inside it")


def bare_stem(question: GapQuestion) -> Iterable[Gap]:
    """The longest-standing stems come first, undated ones last."""
    chosen = {country.country for country in question.countries}
    bare = [stem for stem in question.vine.stems if stem.bare and stem.region.country in chosen]
    for stem in sorted(bare, key=_age):
        yield _gap(question, stem)


def _age(stem: Stem) -> tuple[str, str]:
    return ((stem.since.date if stem.since else None) or "9999", stem.agreement)


def _gap(question: GapQuestion, stem: Stem) -> Gap:
    home, region = both(question.vine.home.place), told_apart(question.vine.snapshot, stem.region)
    since = _signed(question.vine.snapshot, stem)
    gone, listing = _gone(question.vine.snapshot, stem), question.listing(2, 3)
    grapes = _GRAPES_OF_A_CITY if question.vine.home.place.is_municipality else _GRAPES
    near = [tie.agreement.id for tie in question.vine.ties.effective if _waits(tie, stem)]
    return Gap(
        type="bare_stem",
        home=question.vine.home.place.id,
        unit=question.vine.home.place.id,
        place=stem.region.id,
        country=stem.region.country,
        tier=2,
        reason=Bilingual(
            f"{home.zh}与{region.zh}的省级友好关系{since.zh}之下，在册没有一对{grapes.zh}" + gone.zh + listing.clause.zh,
            f"no agreement {grapes.en} is on record on the stem of {home.en} with {region.en}"
            + since.en
            + gone.en
            + listing.clause.en,
        ),
        established=listing.established,
        waiting=len(near),
        action="activate",
        evidence=(stem.agreement, *(stem.region.succeeded_by if stem.partner_dissolved else ())),
    )


def _signed(snapshot: Snapshot, stem: Stem) -> Bilingual:
    """When the stem was signed, in brackets; a contested date says so."""
    if stem.since is None or stem.since.date is None:
        return NOTHING
    date, also = stem.since.date, also_given(snapshot, snapshot.record(Agreement, stem.agreement), stem.since)
    told = join([said(date), *([otherwise(also)] if also else ())], "，", ", ")
    return Bilingual(f"（{told.zh}）", f" ({told.en})")


def _waits(tie: Tie, stem: Stem) -> bool:
    """A grape in the country of a bare stem that hangs elsewhere shows that units of the home look there."""
    return tie.grape_class in ("B", "U") and tie.partner.country == stem.region.country


def _gone(snapshot: Snapshot, stem: Stem) -> Bilingual:
    """What to say of a partner region that has ended: no grape can hang there, only where its successor is."""
    if not stem.partner_dissolved:
        return Bilingual("", "")
    until, day = stem.region.valid_to, said(stem.region.valid_to)
    heirs = [both(snapshot.places[place_id]) for place_id in stem.region.succeeded_by]
    return Bilingual(
        f"；该地区已撤销{f'（{day.zh}）' if until else ''}，由{'、'.join(heir.zh for heir in heirs)}承继",
        "; the region has been dissolved"
        + (f" ({day.en})" if until else "")
        + f" and succeeded by {', '.join(heir.en for heir in heirs)}",
    )
