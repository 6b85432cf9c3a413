"""Graph files of any known format; the content says which it is, for `out.karate` and `links.txt` do not."""

import re
from collections.abc import Mapping
from pathlib import Path

from graph_service.files.bounded import MOST
from graph_service.files.file_graph import FileGraph, refusal
from graph_service.files.graph_xml import read_xml
from graph_service.files.link_lists import read_link_list
from graph_service.files.look_alikes import look_alikes
from graph_service.files.not_utf8 import unread
from graph_service.files.packed import content_of

_XML = (b"<", b"\xff\xfe<", b"\xfe\xff\0<")  # the latter two are UTF-16, which says so itself
_OTHER_FORMATS: Mapping[str, str] = {
    r"\s*[\[{]": "JSON",
    r"\s*\*(vertices|network)\b": "Pajek",
    r"(?:\s|#.*\n|(?:creator|version|comment|directed|label)\b.*\n)*graph\s*\[": "GML",
    r"\s*(?:strict\s+)?(?:di)?graph\b[^\[\n]*\{": "DOT",
}


def read_graph(path: Path, most: int = MOST) -> FileGraph:
    """The nodes and links of a file: a list of links with any separator, as KONECT ships it, or GEXF or GraphML.

    Of a file that unpacks to more than `most` bytes, no more than these is read.

    Raises:
        DataRefused: the file cannot be read as a graph; its one fault says where and what to do.
    """
    name, data = content_of(path, most)
    is_xml = data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_XML)
    found = read_xml(name, data.lstrip()) if is_xml else read_link_list(name, _text(name, data))
    empty = [] if found.links else ["the file has no links"]
    return found._replace(notices=[*found.notices, *look_alikes((*found.names, *found.names.values())), *empty])


def _text(name: str, data: bytes) -> str:
    if b"\0" in data:
        what = "a zip archive or a workbook" if data.startswith(b"PK") else "binary data or not UTF-8"
        raise refusal(name, None, None, what, "save the links as CSV in UTF-8, or as GEXF or GraphML")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refusal(name, line, None, unread(data)[0], "save the file as “CSV UTF-8” and read it again") from None
    if not text.strip():
        raise refusal(name, None, None, "the file is empty", "name a file with at least one link")
    for opening, form in _OTHER_FORMATS.items():
        if re.match(opening, text, re.IGNORECASE):
            raise refusal(name, None, None, f"{form} is not read", "export the graph as CSV, GEXF or GraphML")
    return text
