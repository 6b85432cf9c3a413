"""What every page takes of its address."""

from collections.abc import Mapping

from pydantic import model_validator

from graph_service.web.parameters import Lenient
from graph_service.words.bilingual import Language


class PageQuery(Lenient):
    """In which language. A form without a script sends the fields that were left empty too: they are not asked by."""

    lang: Language | None = None

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, given: object) -> object:
        if not isinstance(given, Mapping):
            return given
        return {name: value for name, value in given.items() if value not in ("", [""])}
