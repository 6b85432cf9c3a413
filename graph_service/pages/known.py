"""What is known of the list that a page shows: said on it first, so that a small number is not read as a fact."""

from collections import Counter
from collections.abc import Collection, Iterator

from graph_service.answers.report import undated_of
from graph_service.metrics.home import home_above
from graph_service.metrics.knowledge import Knowledge, knowledge_of, knowledge_of_unit
from graph_service.metrics.selection import Selection
from graph_service.metrics.ties import Ties
from graph_service.metrics.vine import Vine, vine_of
from graph_service.pages.words import counts_beside
from graph_service.planning.listing import line_of, line_of_list, tiers_of
from graph_service.records.life import Standing
from graph_service.records.place import Place
from graph_service.snapshot import Snapshot
from graph_service.words.agreements import undated_of_them
from graph_service.words.bilingual import Bilingual, both, join, plural
from graph_service.words.days import said, written

ONLY_RECORDED = Bilingual(
    "所列仅为在册内容；未见记录不等于没有。",
    "Only what is on record is listed; no record of a thing is no proof that there is none.",
)


def known_of_home(vine: Vine) -> Iterator[Bilingual]:
    """Of a home: its whole list with what is published and undated, on which day, and the list of each tier."""
    known, name, day = knowledge_of(vine), both(vine.home.place), vine.selection.as_of
    past, undated = vine.snapshot.is_past(day), undated_of(vine)
    line, tiers = line_of(known, undated, past=past), tiers_of(known)
    on = said(day)
    yield Bilingual(
        f"{name.zh}及所属单位的友城（截至{on.zh}）：{line.zh}", f"Agreements of {name.en} and its units as of {on.en}: {line.en}"
    )
    yield Bilingual(f"{tiers.zh}。", f"{tiers.en[0].upper()}{tiers.en[1:]}.")
    yield _counted(vine.ties, vine.selection, past=past)


def known_of_place(snapshot: Snapshot, place: Place, selection: Selection) -> Iterator[Bilingual]:
    """Of a home as above; of a unit of one its own list; of any other place what is on record of it, for nobody publishes
    a total."""
    home = home_above(snapshot, place.id)
    if home is None:
        counted = _recorded(snapshot, place, selection)
        kinds = Counter(standing.kind for standing in counted if standing.kind is not None)
        known = Knowledge(recorded=len(counted), by_kind=dict(kinds))
        yield _own(place, known, counted, past=snapshot.is_past(selection.as_of))
        return
    vine = vine_of(snapshot, home.id, selection)
    if home.id == place.id:
        yield from known_of_home(vine)
    else:
        own, known = vine.ties.of_unit(place.id), knowledge_of_unit(vine, place.id)
        past = snapshot.is_past(selection.as_of)
        yield _own(place, known, [tie.standing for tie in own.effective], past=past)
        if known.claimed is not None or own.beside or own.uncounted:
            yield _counted(own, selection, past=past)


def _counted(ties: Ties, selection: Selection, *, past: bool) -> Bilingual:
    """What counts on the day asked about, beside what is counted for the day of a published number."""
    day, counted = selection.as_of, len(ties.effective)
    lacking = undated_of_them(sum(not tie.standing.dated for tie in ties.effective), past=past)
    apart = join(list(_apart(ties)), "", "")
    return Bilingual(
        f"公布数旁的在册数按公布的日期和类别计；截至{written(day, 'zh')}，"
        f"按所选口径在册有效协议共{counted:,}对，其中{lacking.zh}{apart.zh}。",
        f"What is on record beside a published number is counted for its day and its kinds; as of {written(day, 'en')} "
        f"this selection counts {plural(counted, 'agreement')}, of them {lacking.en}{apart.en}.",
    )


def _apart(ties: Ties) -> Iterator[Bilingual]:
    """What stands beside this count."""
    if ties.uncounted:
        told = counts_beside(tie.standing for tie in ties.uncounted)
        zh, en = (
            "、".join(f"{label.zh}{count:,}对" for label, count in told),
            ", ".join(f"{label.en} {count:,}" for label, count in told),
        )
        yield Bilingual(f"；另计{zh}", f"; beside them: {en}")
    if ties.beside:
        same = len(ties.beside)
        yield Bilingual(
            f"；另有{same:,}条记录可能与已计入的另一条记录是同一对，不重复计",
            f"; {plural(same, 'further record')} may be of agreements that other records count for",
        )


def _own(place: Place, known: Knowledge, counted: Collection[Standing], *, past: bool) -> Bilingual:
    undated = sum(not standing.dated for standing in counted)
    name, line = both(place), line_of_list(known, undated, past=past)
    return Bilingual(f"{name.zh}自身的友城：{line.zh}", f"Agreements of {name.en} itself: {line.en}")


def _recorded(snapshot: Snapshot, place: Place, selection: Selection) -> list[Standing]:
    """How the agreements of a place stand that count."""
    found = (selection.standing(snapshot, agreement) for agreement in snapshot.agreements_of(place.id))
    return [standing for standing in found if standing is not None and selection.counts(standing)]
