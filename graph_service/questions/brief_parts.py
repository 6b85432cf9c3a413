"""The brief as a paper in one language: who they are, our ties, what happened and what is planned, what to speak of."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph_service.answers.clusters import ClusterAgreement
from graph_service.formats.documents import docx_of
from graph_service.formats.one_page import IN_PRINT, OVERLEAF, on_one_page
from graph_service.formats.outline import Outline, Part
from graph_service.planning.listing import line_of, tiers_of
from graph_service.questions.brief_answer import BriefAnswer, OtherHome, OtherTie, StatedFact
from graph_service.questions.called import Called
from graph_service.questions.counted import Counted
from graph_service.questions.gaps import mark_said
from graph_service.questions.records import LISTS
from graph_service.questions.shown import name_in, people
from graph_service.records.base import Names
from graph_service.words import planning, records
from graph_service.words.agreements import KINDS, STATUSES
from graph_service.words.bilingual import COLON, SEMICOLON, Bilingual, Language, called, plural
from graph_service.words.claims import amount, measure_called
from graph_service.words.days import in_line, said, written
from graph_service.words.headings import UNDATED, dated, heads
from graph_service.words.layers import made_from
from graph_service.words.sources import source_told
from graph_service.words.tiers import tier_names

TIES = ("agreements", "beside", "ended", "agreements_apart")
_TIE_COLUMNS = {"tier": 11, "agreement": 42, "kind": 17, "status": 13, "since": 17}
_ACTIVITIES = next(question for question in LISTS if question.name == "activities")
_OWN_FIRST, _OWN = 14, 40  # rows of our own agreements that stand before any other part has a second, and more than two
_LEAST = 4  # rows of what happened and of what is planned
_PAIRS = 3  # of a region's agreements with the partner, in its row

_NONE = Bilingual("未见记录。", "None on record.")
_WHO = Bilingual("对方", "Who they are")
_TIES = Bilingual("我方友城", "Our ties")
_AROUND = Bilingual("与其所在地区的友城", "Our ties with what it lies in")
_LAST = Bilingual("近期活动", "What happened last")
_PLANNED = Bilingual("计划和在办", "What is planned")
_AHEAD = Bilingual("临近周年", "Anniversaries near")
_OTHERS = Bilingual("对方在我国的其他友城", "Their other partners in our country")
_GAPS = Bilingual("缺口", "Gaps")
_COULD = Bilingual("结好建议", "Candidates")
_PEOPLE = Bilingual("民间组织", "People-to-people bodies")
_SOURCES = Bilingual("来源", "Sources")
_BESIDE = Bilingual("（另计）", " (beside the count)")


def as_document(answer: BriefAnswer, language: Language) -> bytes:
    """The brief as a DOCX document: its first page with the rows of the page in print, and what yielded overleaf."""
    return docx_of(on_one_page(outline_of(answer, language), OVERLEAF), IN_PRINT)


def outline_of(answer: BriefAnswer, language: Language) -> Outline:
    """The whole brief in one language, nothing left out."""

    def say(text: Bilingual) -> str:
        return str(getattr(text, language))

    home, partner = (place.names.best(language, place.id) for place in (answer.home, answer.partner))
    known = line_of(answer.knowledge, answer.undated, past=False)
    about = Bilingual(f"{home}及所属单位的友城：{known.zh}", f"Agreements of {home} and its units: {known.en}")
    tiers = tiers_of(answer.knowledge)
    version = made_from(answer.snapshot, answer.layer)
    on = said(answer.as_of)
    day = Bilingual(
        f"截至{on.zh}，{version.zh}。此处所列只是在册内容，未列不等于没有。",
        f"As of {on.en}, {version.en}. What stands here is what is on record; what does not may still be there.",
    )
    return Outline(
        language=language,
        title=say(Bilingual(f"会前一页纸：{home} — {partner}", f"Before the meeting: {home} — {partner}")),
        lines=[say(about), say(Bilingual(f"{tiers.zh}。", f"{tiers.en[0].upper()}{tiers.en[1:]}."))],
        parts=parts_of(answer, language),
        foot=[say(day)],
        known=say(about),
    )


def parts_of(answer: BriefAnswer, language: Language) -> list[Part]:
    """The parts of the brief in the order in which they are read."""

    def part(title: Bilingual, columns: Mapping[str, int], rows: Iterable[Sequence[str]], least: int) -> Part:
        names, shares = heads(language, *columns), tuple(columns.values())
        none = getattr(_NONE, language)
        cells = [[written(cell, language) for cell in row] for row in rows]
        return Part(getattr(title, language), names, shares, cells, none=none, headed=False, least=least)

    partner = answer.partner.names.best(language, answer.partner.id)
    none = Bilingual(f"与{partner}没有在册的友城关系。", f"No agreement with {partner} is on record.")
    ties = part(_TIES, _TIE_COLUMNS, _ties(answer, language), _OWN)._replace(first=_OWN_FIRST)
    ahead = ((item.date, item.names.best(language, item.key)) for item in answer.anniversaries)
    sources = ((getattr(source_told(one.document), language), f"{one.records:,}") for one in answer.sources)
    could = part(_COULD, {"candidate_place": 38, "reason": 48, "score": 14}, _candidates(answer, language), 3)
    around = part(_AROUND, _TIE_COLUMNS, (_tie(item, answer, language) for item in answer.around), 2)
    return [
        part(_WHO, {"what": 18, "entry": 82}, _who(answer, language), 9)._replace(first=9),
        ties._replace(headed=True, none=getattr(answer.apart or none, language)),
        *([around] if answer.partner.within else []),
        part(_LAST, {"date": 17, "activity": 65, "kind": 18}, _events(answer, language), _LEAST),
        part(_PLANNED, {"date": 17, "plan_or_project": 53, "state": 30}, _planned(answer, language), _LEAST),
        part(_AHEAD, {"date": 17, "anniversary": 83}, ahead, 3),
        part(_OTHERS, {"region": 20, "count": 7, "agreements": 73}, _others(answer, language), 4),
        part(_GAPS, {"gap": 26, "reason": 74}, _gaps(answer, language), 3),
        could._replace(total=answer.candidates_total, grouped=1),
        part(_PEOPLE, {"name": 70, "kind": 30}, _people(answer, language), 3),
        part(_SOURCES, {"document": 88, "records": 12}, sources, 3),
    ]


def _who(answer: BriefAnswer, language: Language) -> Iterator[Sequence[str]]:
    partner = answer.partner
    levels = [str(called(records.LEVELS, level, language)) for level in partner.levels]
    within = [place.names.best(language, place.id) for place in partner.within]
    yield _named(_NAME, language), Called(" · ".join(_names(partner.names, language)) or partner.id, "place", partner.id)
    yield _named(_LEVEL, language), " · ".join(["/".join(levels), *within])
    yield _named(_PEOPLE_THERE, language), people(partner.population, partner.population_of, language)
    for words, told in ((_STRENGTHS, partner.strengths), (_NEEDS, partner.needs), (_RELATIONS, partner.relations)):
        if told:
            yield _named(words, language), "、".join(told) if language == "zh" else ", ".join(told)
    if partner.frames:
        yield _named(_FRAMES, language), " · ".join(frame.best(language, "?") for frame in partner.frames)
    if partner.our_frames:
        yield _named(_OUR_FRAMES, language), " · ".join(frame.best(language, "?") for frame in partner.our_frames)
    for fact in partner.facts:
        yield fact.as_of or getattr(UNDATED, language), _fact(fact, language)
    for warning in partner.warnings:
        yield _named(_WARNING, language), getattr(warning.text, language)


def _named(words: Bilingual, language: Language) -> str:
    return str(getattr(words, language))


_NAME = Bilingual("名称", "names")
_LEVEL = Bilingual("级别和所属", "level, lies in")
_PEOPLE_THERE = Bilingual("人口", "population")
_STRENGTHS = Bilingual("优势领域", "strengths")
_NEEDS = Bilingual("需求领域", "needs")
_RELATIONS = Bilingual("建交", "diplomatic relations")
_FRAMES = Bilingual("所属机制", "belongs to")
_OUR_FRAMES = Bilingual("列入我方计划", "in our plans")
_WARNING = Bilingual("注意", "note")


def _names(names: Names, language: Language) -> list[str]:
    """All names, that of the reader's language first."""
    return list(dict.fromkeys(name for name in (names.best(language, ""), names.zh, names.en, names.local) if name))


_CHINESE = re.compile("[\u4e00-\u9fff]")
_BARE = re.compile(r"[\s,]|(?<=\d)[个对项座](?=$)")  # 183个 is told by 183个国家


def _fact(fact: StatedFact, language: Language) -> str:
    """What a document states: its words where they say more than its name and can be read, else its figure, unless the name has
    that or it is a rank, which the name tells."""
    name = fact.names.best(language, str(measure_called(fact.measure, language)))
    figure = "" if fact.value is None or fact.measure.endswith("_rank") else amount(fact.value, fact.unit, language)
    stated = fact.stated or ""
    if language == "en" and _CHINESE.search(stated):
        stated = ""
    told = next((text for text in (stated, figure) if text and _BARE.sub("", text) not in _BARE.sub("", name)), "")
    return f"{name}{getattr(COLON, language)}{told}" if told else name


def _ties(answer: BriefAnswer, language: Language) -> Iterator[Sequence[str]]:
    """Our agreements, those that count first at each tier; what stands beside the count says so."""
    told = [(item, section != "agreements") for section in TIES for item in getattr(answer, section)]
    told.sort(key=lambda pair: (pair[0].tier, pair[1]))
    for item, beside in told:
        yield _tie(item, answer, language, getattr(_BESIDE, language) if beside else "")


def _tie(item: ClusterAgreement, answer: BriefAnswer, language: Language, beside: str = "") -> Sequence[str]:
    return (
        getattr(tier_names(item.tier, len(answer.knowledge.tiers)), language),
        Called(_pair(item, language), "agreement", item.id),
        called(KINDS, item.kind, language) or "",
        (called(STATUSES, item.status, language) or "") + beside,
        _since(item, language),
    )


def _since(item: ClusterAgreement | OtherTie, language: Language) -> str:
    return dated(item.since, item.since_also, language, item.since_basis)


def _pair(item: ClusterAgreement | OtherTie, language: Language) -> str:
    return f"{item.unit.names.best(language, item.unit.id)} – {item.partner.names.best(language, item.partner.id)}"


def _events(answer: BriefAnswer, language: Language) -> Sequence[Sequence[str]]:
    """What happened, and among the rows that stand on the page in any case how much the partner did alone."""
    rows: list[Sequence[str]] = []
    for event in answer.activities:
        kind = called(records.ACTIVITIES, event.kind, language) or ""
        rows.append((event.date or getattr(UNDATED, language), event.names.best(language, event.id), kind))
    if alone := answer.activities_alone:
        told = Bilingual(
            f"{'' if rows else '与我方的未见记录；'}对方自己的活动在册{len(alone)}项，未提我方和协议，另列",
            f"{'' if rows else 'none with us on record; '}{plural(len(alone), 'activity', 'activities')} of the partner alone on "
            "record, without us: listed apart",
        )
        listed = {"id": ",".join(event.id for event in alone)}
        rows.insert(_LEAST - 1, ("—", Counted(getattr(told, language), _ACTIVITIES, listed), ""))
    return rows


def _planned(answer: BriefAnswer, language: Language) -> Iterator[Sequence[str]]:
    kinds = {"activities": records.ACTIVITIES, "plans": records.PLANS, "projects": records.PROJECTS}
    states = {**records.WORK_STATUSES, **planning.WORK_STATES}
    for plan in answer.planned:
        words = (called(kinds[plan.type], plan.kind, language), called(states, plan.state, language))
        yield plan.when or getattr(UNDATED, language), plan.names.best(language, plan.id), " · ".join(filter(None, words))


def _others(answer: BriefAnswer, language: Language) -> Iterator[Sequence[str]]:
    """The regions of our state by how many agreements they have there, with the first few of each."""
    for other in answer.others:
        pairs = [_dated_pair(tie, language) for tie in other.agreements[:_PAIRS]]
        more = len(other.agreements) - len(pairs)
        ending = getattr(Bilingual(f"；另{more}对", f"; {more} more"), language) if more else ""
        yield _region(other, language), f"{len(other.agreements):,}", getattr(SEMICOLON, language).join(pairs) + ending


def _dated_pair(tie: ClusterAgreement | OtherTie, language: Language) -> str:
    since = in_line(_since(tie, language), language)
    return f"{_pair(tie, language)}（{since}）" if language == "zh" else f"{_pair(tie, language)} ({since})"


def _region(other: OtherHome, language: Language) -> str:
    if other.home is None:
        return str(getattr(Bilingual("省州未在册", "region not on record"), language))
    return Called(other.home.names.best(language, other.home.id), "home", other.home.id)


def _gaps(answer: BriefAnswer, language: Language) -> Iterator[Sequence[str]]:
    for gap in answer.gaps:
        said = (getattr(gap.reason, language), mark_said(gap.mark, language))
        yield getattr(planning.GAPS[gap.type], language), " — ".join(filter(None, said))


def _candidates(answer: BriefAnswer, language: Language) -> Iterator[Sequence[str]]:
    score = Bilingual("得分", "score")
    for found in answer.candidates:
        told = f"{getattr(score, language)} {found.score:.1f}"
        told_of = dict.fromkeys(filter(None, (found.taken, *(warning.text for warning in found.warnings))))
        taken = "".join(f" · {getattr(words, language)}" for words in told_of)
        place = Called(f"{name_in(found.place, language)}{taken}", "place", found.place.id, after=taken)
        yield place, getattr(found.why, language), told


def _people(answer: BriefAnswer, language: Language) -> Iterator[Sequence[str]]:
    for body in answer.bodies:
        words = (getattr(_OURS if body.ours else _THEIRS, language), called(records.ORGANISATIONS, body.kind, language))
        yield body.names.best(language, body.id), " · ".join(filter(None, words))


_OURS, _THEIRS = Bilingual("我方", "ours"), Bilingual("对方", "theirs")
