"""Documents that are sent to the service: read as what they should be, or refused where they go wrong, in words of ours."""

import re
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from graph_service.errors import BadRequest
from graph_service.records.amiss import UNSAID, Path, amiss

T = TypeVar("T")


def read_sent(document: bytes | Mapping[str, Any], kind: type[T], called: str) -> T:
    """What was sent as JSON, or as the fields of a form.

    Raises:
        BadRequest: it is something else; the parameter says where in it, or how the whole is `called`.
    """
    try:
        given = msgspec.json.decode(document) if isinstance(document, bytes) else document
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        byte = re.search(r"byte (\d+)", str(error))
        raise BadRequest(called, f"it is no JSON in UTF-8, {f'from byte {byte[1]} on' if byte else 'or not all of it'}") from None
    try:
        return msgspec.convert(given, kind)
    except msgspec.ValidationError:
        path, problem = next(amiss(kind, given), ((), UNSAID))
        raise BadRequest(_place(path) or called, problem) from None


def _place(path: Path) -> str:
    """A path as programs write it, such as `agreements[0].kind`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")
