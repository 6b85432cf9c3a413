"""The picture of one cluster: a home, a partner region or country, and what hangs between them."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from graph_service.answers.areas import ties_inside
from graph_service.metrics.clusters import Cluster
from graph_service.metrics.home import tiers_listed
from graph_service.metrics.knowledge import knowledge_of
from graph_service.metrics.share import Share
from graph_service.metrics.signing_dates import also_given
from graph_service.metrics.strength import Strength
from graph_service.metrics.ties import Tie
from graph_service.metrics.vine import Vine
from graph_service.pages.cluster_scene import NAMED, trellis
from graph_service.pages.grapes import GrapeBunch, bunches_of, grapes_of
from graph_service.pages.heap import counted
from graph_service.pages.legend import cluster_legend
from graph_service.pages.picture import Figure, Picture, Scene
from graph_service.pages.sheets import PAPER, SHEET, is_whole
from graph_service.pages.words import CONTESTED, INFERRED, beside, dormant, scope_of, undated
from graph_service.planning.areas import stands_apart
from graph_service.planning.listing import listing_of
from graph_service.words.agreements import BESIDE
from graph_service.words.bilingual import Bilingual, both, join, noun, plural
from graph_service.words.headings import CLUSTER
from graph_service.words.network import STRENGTH_TERMS
from graph_service.words.tiers import tier_names

_NARROW = 372  # three pairs side by side on a phone
MAX_SPARE = 40  # more units without a grape are counted, not drawn


def cluster_picture(vine: Vine, cluster: Cluster) -> Picture:
    """A cluster as a picture for wide and narrow screens."""
    grapes = grapes_of(cluster)
    bunches = bunches_of(vine, grapes) or (GrapeBunch(cluster.partner, None, (), recorded=True),)
    apart = stands_apart(vine, cluster.partner, ties_inside(vine, cluster.partner))
    missing = cluster.unit_fill.missing
    spare = missing if len(missing) <= MAX_SPARE else ()
    home, partner = both(vine.home.place), both(cluster.partner)
    named = counted(bunches) <= NAMED
    hang = partial(trellis, vine, bunches, spare)
    scene = hang()
    return Picture(
        title=Bilingual(f"{home.zh} × {partner.zh}：{CLUSTER.zh}", f"{home.en} × {partner.en}: {CLUSTER.en}"),
        subtitle=apart or _subtitle(vine, cluster),
        scene=scene,
        narrow=hang(_NARROW),
        legend=cluster_legend(vine, grapes, spare, named=named),
        figures=() if apart else tuple(_figures(vine, cluster)),
        notes=() if apart else tuple(_notes(vine, cluster, bunches)),
        empty=None if grapes else apart or _nothing(home, partner),
        paper=scene if is_whole(scene) else _on_sheets(hang),
    )


def _on_sheets(hang: Callable[[int], Scene]) -> Scene:
    """The scene for one sheet, if its names can be read there, else that for several."""
    scene = hang(SHEET)
    return scene if is_whole(scene) else hang(PAPER)


def _nothing(home: Bilingual, partner: Bilingual) -> Bilingual:
    return Bilingual(
        f"按此口径，{home.zh}与{partner.zh}之间没有在册协议，也没有计划。",
        f"Under this selection {home.en} has no agreement with {partner.en} on record, and none is planned.",
    )


def _subtitle(vine: Vine, cluster: Cluster) -> Bilingual:
    scope = scope_of(vine.selection)
    count = len(cluster.ties)
    unclassified = sum(tie.standing.kind == "unclassified" for tie in cluster.ties)
    stems, grapes = len(cluster.stems), sum(tie.role == "grape" for tie in cluster.ties)
    return Bilingual(
        f"在册{count}对协议（其中未分类{unclassified}对）· 主茎{stems}条 · 葡萄{grapes}颗 · {scope.zh}",
        f"{plural(count, 'agreement')} on record ({unclassified:,} of them unclassified) · {plural(stems, 'stem')} · "
        f"{plural(grapes, 'grape')} · {scope.en}",
    )


def _figures(vine: Vine, cluster: Cluster) -> Iterator[Figure]:
    classes: Counter[str] = Counter(tie.grape_class for tie in cluster.ties if tie.grape_class)
    bare = sum(stem.bare for stem in cluster.stems)
    fill = cluster.unit_fill
    yield Figure(
        Bilingual(f"{CLUSTER.zh}强度，满分100", "strength, of 100"), f"{cluster.strength.score:.1f}", _terms(cluster.strength)
    )
    yield Figure(
        Bilingual("在册主茎", f"{noun(len(cluster.stems), 'stem')} on record"),
        str(len(cluster.stems)),
        _bare(bare, len(cluster.stems)),
        "stem",
    )
    by_class = " · ".join(f"{name} {classes[name]}" for name in "ABCDU")
    yield Figure(
        Bilingual("在册葡萄", f"{noun(classes.total(), 'grape')} on record"),
        str(classes.total()),
        Bilingual(by_class, by_class),
        "grape",
    )
    yield Figure(Bilingual("在册单位覆盖", "units with a grape on record"), *_filled(vine, fill))
    reached = "、".join(tier_names(tier, vine.home.tmax).zh for tier in cluster.tiers) or "无"
    yield Figure(
        Bilingual("在册层级深度", "depth on record"),
        f"{cluster.depth}/{vine.home.tmax}",
        Bilingual(
            f"自第一层起连续计；到达：{reached}",
            f"counted from tier 1 without a gap; reached: {', '.join(map(str, cluster.tiers)) or 'none'}",
        ),
    )
    yield Figure(BESIDE, str(len(cluster.uncounted)), beside(tie.standing for tie in cluster.uncounted), "beside")


def _bare(bare: int, stems: int) -> Bilingual:
    if not stems:
        return Bilingual("在册没有主茎", "no stem on record")
    return Bilingual(f"其中在册无葡萄{bare}", f"{bare} of them bare on record")


def _filled(vine: Vine, fill: Share) -> tuple[str, Bilingual]:
    """How many tier-2 units have a grape, and what share; of a list that says nothing no share, and so no fraction."""
    if fill.share is None:
        words = listing_of(knowledge_of(vine), (1,)).words
        return "—", Bilingual(f"不计：{words.zh}", f"not told: {words.en}")
    words = Bilingual(f"有葡萄的{tier_names(2, vine.home.tmax).zh}单位{fill.share:.0%}", f"{fill.share:.0%} of tier 2")
    if 2 not in tiers_listed(vine.snapshot, vine.home, vine.selection.as_of):  # cities
        words = Bilingual(
            f"{tier_names(2, vine.home.tmax).zh}单位在册{fill.denominator}个，未必是全部，不计占比",
            f"{fill.denominator} units of tier 2 on record, others may exist: no share",
        )
    return f"{fill.numerator}/{fill.denominator}", words


def _terms(strength: Strength) -> Bilingual:
    """Every term of the score with the most it can give."""
    parts = []
    for term in strength.terms:
        name = STRENGTH_TERMS[term.name]
        points = f"{'—' if term.value is None else f'{term.points:.1f}'}/{100 * term.weight:.0f}"
        parts.append(Bilingual(f"{name.zh}{points}", f"{name.en} {points}"))
    return join(parts)


def _notes(vine: Vine, cluster: Cluster, bunches: Sequence[GrapeBunch]) -> Iterator[Bilingual]:
    """What the picture cannot show, said aloud."""
    drawn = [grape.tie for bunch in bunches for grape in (*([bunch.head] if bunch.head else ()), *bunch.grapes)]
    yield from _on_dates(vine, cluster, drawn)
    if count := sum(tie.standing.status == "dormant" for tie in drawn):
        yield dormant(count)
    spare = len(cluster.unit_fill.missing)
    if spare > MAX_SPARE:
        yield Bilingual(
            f"另有{spare}个{tier_names(2, vine.home.tmax).zh}单位在册无果，未画出。",
            f"{spare:,} tier-2 units without a grape on record here are not drawn.",
        )
    if not all(bunch.recorded for bunch in bunches):
        yield Bilingual(
            "有的伙伴只记录了国家或地区，未记录省州。", "Of some partners only the country or area is on record, not the region."
        )
    if counted(bunches) > NAMED:
        yield Bilingual(
            f"协议超过{NAMED}对，图中按省州计数，名称列在图下。",
            f"More than {NAMED} agreements: the picture counts them by region, their names follow below it.",
        )
    elif len(bunches) > 1:
        yield Bilingual(
            "同一我方单位在每个有协议的方框里各出现一次。", "A home unit appears once in every box in which it has an agreement."
        )


def _on_dates(vine: Vine, cluster: Cluster, drawn: Sequence[Tie]) -> Iterator[Bilingual]:
    stages = [tie.standing.since for tie in drawn if tie.standing.since is not None]
    if count := sum(stage.date is None for stage in stages):
        yield undated(count, past=vine.snapshot.is_past(vine.selection.as_of))
    if any(stage.date is not None and stage.basis == "inferred" for stage in stages):
        yield INFERRED
    if any(also_given(vine.snapshot, tie.agreement, tie.standing.since) for tie in drawn):
        yield CONTESTED
    possible = sum(vine.snapshot.lies_in(tie.partner.id, cluster.partner.id) for tie in vine.ties.possible)
    if possible:
        yield Bilingual(
            f"另有{possible}对协议的签署区间跨过截止日，可能已签，未计也未画。",
            f"{plural(possible, 'agreement')} may have been signed by then, their interval straddling the date: "
            "neither counted nor drawn.",
        )
