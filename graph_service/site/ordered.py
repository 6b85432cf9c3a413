"""The heads of a list that goes over several pages: those of columns by which the whole of it can be sorted lead to that."""

from collections.abc import Sequence
from typing import NamedTuple

from graph_service.errors import BadRequest
from graph_service.questions.answered import Answered
from graph_service.questions.fields import field_of, item_of
from graph_service.site.templating import Frame
from graph_service.words.headings import COLUMNS

_MOST = 5_000  # items up to which a whole list is sorted for a page: each of them is answered for it


class Head(NamedTuple):
    """What stands over a column: its words, where the list sorted by it is, and how it is sorted by it now, as `aria-sort`."""

    words: str
    href: str = ""
    order: str = ""


def heads_of(frame: Frame, found: Answered, columns: Sequence[str], sort: Sequence[str]) -> Sequence[Head]:
    """The heads of a page of a list that holds more, sorted by these fields; of a question that sorts nothing words alone."""
    if found.held is None or found.held[1] > _MOST or "sort" not in found.question.ask.model_fields:
        return [Head(words) for words in columns]
    return [_head(frame, words, _field(found, words, frame), sort) for words in columns]


def _head(frame: Frame, words: str, field: str | None, sort: Sequence[str]) -> Head:
    if field is None:
        return Head(words)
    first = sort[0] if sort else ""
    order = {field: "ascending", f"-{field}": "descending"}.get(first, "")
    asked = f"-{field}" if order == "ascending" else field
    return Head(words, frame.again(sort=asked, cursor=None), order)


def _field(found: Answered, words: str, frame: Frame) -> str | None:
    """The field of an item that a column shows: that which the question tells, else the plain value called as the column."""
    item = item_of(type(found.document))
    for word in (word for word, label in COLUMNS.items() if frame.say(label) == words):
        path = found.question.sorts.get(word, word).format(language=frame.language)
        try:
            if field_of(item, path, "sort").shape == "value":
                return path
        except BadRequest:
            continue
    return None
