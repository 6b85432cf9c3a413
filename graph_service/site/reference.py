"""The page of the reference: the frame of every page around Swagger UI, whose files the service sends."""

from dataclasses import replace

from graph_service.site.templating import Frame, render
from graph_service.words.bilingual import Bilingual

_TITLE = Bilingual("接口文档", "API documentation")


def render_reference(frame: Frame) -> str:
    """The page as HTML; it is no file to be saved, as it asks the service for what it shows."""
    return render(
        "reference.html",
        replace(frame, saved=False),
        frame.say(_TITLE),
        styles=("reference.css",),
        scripts=("reference.js",),
        asks_files=True,
    )
