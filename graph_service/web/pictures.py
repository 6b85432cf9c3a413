"""Pictures on the wire, without the page around them."""

from typing import Literal
from urllib.parse import quote

from fastapi import Request, Response

from graph_service.pages.picture import Picture
from graph_service.pages.printed import MEDIA_TYPES, printed
from graph_service.pages.svg import svg_of
from graph_service.web.answering import encoded
from graph_service.words.bilingual import Language

Form = Literal["svg", "png", "pdf"]
_ALONE = {"Content-Security-Policy": "default-src 'none'"}  # a drawing asks nobody, and runs nothing


def drawing(request: Request, picture: Picture, language: Language, form: Form) -> Response:
    """A response of a picture alone; errors as `encoded` and `printed`."""
    body = svg_of(picture, language) if form == "svg" else printed(picture, language, form)
    name = {"Content-Disposition": f"inline; filename*=UTF-8''{quote(getattr(picture.title, language), safe='')}.{form}"}
    return encoded(request, body, MEDIA_TYPES[form], _ALONE | name)
