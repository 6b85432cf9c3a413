"""Pictures on the wire, without the page around them."""

from fastapi import Request, Response

from graph_service.pages.picture import Picture
from graph_service.pages.svg import svg_of
from graph_service.web.answering import encoded
from graph_service.words.bilingual import Language

_ALONE = {"Content-Security-Policy": "default-src 'none'"}  # a drawing asks nobody, and runs nothing


def drawing(request: Request, picture: Picture, language: Language) -> Response:
    """A response of a picture alone; errors as `encoded`."""
    return encoded(request, svg_of(picture, language), "image/svg+xml", _ALONE)
