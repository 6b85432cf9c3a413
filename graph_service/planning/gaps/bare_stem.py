"""Stems with a region that could bear grapes and bears none."""

from collections.abc import Iterable

from graph_service.metrics.stems import Stem
from graph_service.planning.gaps.gap import Bilingual, Gap, GapQuestion, both
from graph_service.snapshot import Snapshot


def bare_stem(question: GapQuestion) -> Iterable[Gap]:
    """The longest-standing stems come first, undated ones last."""
    chosen = {country.country for country in question.countries}
    bare = [stem for stem in question.vine.stems if stem.bare and stem.region.country in chosen]
    for stem in sorted(bare, key=_age):
        yield _gap(question, stem)


def _age(stem: Stem) -> tuple[str, str]:
    return ((stem.since.date if stem.since else None) or "9999", stem.agreement)


def _gap(question: GapQuestion, stem: Stem) -> Gap:
    home, region = both(question.vine.home.place), both(stem.region)
    since = stem.since.date if stem.since else None
    gone = _gone(question.vine.snapshot, stem)
    return Gap(
        type="bare_stem",
        home=question.vine.home.place.id,
        unit=question.vine.home.place.id,
        place=stem.region.id,
        country=stem.region.country,
        tier=2,
        reason=Bilingual(
            f"{home.zh}与{region.zh}的省级友好关系{f'（{since}）' if since else ''}之下没有一对市县级友城{gone.zh}",
            f"no agreement of a city or county hangs on the stem of {home.en} with {region.en}"
            + (f" ({since})" if since else "")
            + gone.en,
        ),
        action="activate",
        evidence=(stem.agreement, *(stem.region.succeeded_by if stem.partner_dissolved else ())),
    )


def _gone(snapshot: Snapshot, stem: Stem) -> Bilingual:
    """What to say of a partner region that has ended: no grape can hang there, only where its successor is."""
    if not stem.partner_dissolved:
        return Bilingual("", "")
    until = stem.region.valid_to
    heirs = [both(snapshot.places[place_id]) for place_id in stem.region.succeeded_by]
    return Bilingual(
        f"；该地区已撤销{f'（{until}）' if until else ''}"
        + (f"，由{'、'.join(heir.zh for heir in heirs)}承继" if heirs else "，后继未记录"),
        "; the region has been dissolved"
        + (f" ({until})" if until else "")
        + (f" and succeeded by {', '.join(heir.en for heir in heirs)}" if heirs else ", no successor is on record"),
    )
