"""Everything on record that a home could use in a country."""

from collections.abc import Iterator, Mapping

from pydantic import Field

from graph_service.answers.resources import SECTIONS, ResourcesAnswer, resources_answer
from graph_service.questions.parameters import OfHome
from graph_service.questions.question import Language, Question, Shown, View
from graph_service.questions.shown import headline, name_of
from graph_service.words import records
from graph_service.words.agreements import KINDS, STATUSES
from graph_service.words.bilingual import Bilingual
from graph_service.words.headings import heads

Row = tuple[str, str, str, str | None, str | None, str | None, str | None, str | None]
# What the kinds and statuses of each type of record are called; measures are open words, and some have no label.
_KINDS: Mapping[str, Mapping[str, Bilingual]] = {
    "agreements": KINDS,
    "organisations": records.ORGANISATIONS,
    "activities": records.ACTIVITIES,
    "plans": records.PLANS,
    "projects": records.PROJECTS,
    "targets": records.MEASURES,
    "claims": records.MEASURES,
}
_STATUSES = {"agreements": STATUSES, "organisations": records.ORGANISATION_STATUSES}


class Resources(OfHome):
    """Whose resources, for which country."""

    country: str = Field(description="country or area")


def resources(view: View, ask: Resources) -> ResourcesAnswer:
    """All resources for one country: agreements, missions, organisations, chambers, parks, projects, routes and more."""
    (country,) = view.named(ask, "country")
    return resources_answer(view.vine(ask), str(country))


def rows(answer: ResourcesAnswer) -> Iterator[tuple[object, ...]]:
    """One row per resource, agreements first."""
    return ((section, *row) for section, _, *row in _told(answer))


def shown(answer: ResourcesAnswer, lang: Language) -> Shown:
    """One row per resource, its name in one language."""
    lines = (
        (
            *(getattr(records.RESOURCES[section], lang), _called(_KINDS.get(of, {}), kind, lang)),
            *(_called(_STATUSES.get(of, records.WORK_STATUSES), status, lang), when),
            (zh if lang == "zh" else en) or zh or en or record_id,
        )
        for section, of, record_id, zh, en, kind, status, when in _told(answer)
    )
    where = name_of(answer.country)
    title = headline(answer.home, lang, f"{where}，资源{answer.total}项", f"{where}, {answer.total} resources")
    return Shown(title, heads(lang, "resource", "kind", "status", "date", "name"), lines)


def _told(answer: ResourcesAnswer) -> Iterator[Row]:
    """Section, type of record, id, names, kind, status and date of each."""
    for agreement in answer.agreements:
        unit, partner = agreement.unit.names, agreement.partner.names
        zh, en = (f"{unit.best(lang, '')} – {partner.best(lang, '')}" for lang in ("zh", "en"))
        yield "agreements", "agreements", agreement.id, zh, en, agreement.kind, agreement.status, None
    for section in SECTIONS:
        for item in getattr(answer, section):
            yield section, item.type, item.id, item.names.zh, item.names.en, item.kind, item.status, item.when


def _called(table: Mapping[str, Bilingual], word: str | None, lang: Language) -> str | None:
    return getattr(table[word], lang) if word and word in table else word


RESOURCES = Question(
    name="resources",
    title=Bilingual("资源包", "Resources"),
    ask=Resources,
    answer=ResourcesAnswer,
    find=resources,
    columns=("section", "id", "zh", "en", "kind", "status", "when"),
    rows=rows,
    shown=shown,
    held=lambda _: None,
)
