"""GEXF and GraphML: ids, labels and links, read as a stream; what else such a file can say of them is left out.

An own reader, because a line is told for every fault, nothing is built but ids and links, and files that declare
entities, which can blow up or open other files, are refused.
"""

from collections.abc import Iterator, Mapping
from xml.parsers import expat

from graph_service.errors import DataRefused
from graph_service.files.file_graph import FileGraph, refusal

_ROOTS = ("gexf", "graphml")
# The attributes that name a node, the best first; the latter two are those of our own exports.
_NAMING = ("label", "name", "name_zh", "name_en")
_DIRECTED = ("directed", "mutual", "true", "1")


def read_xml(name: str, data: bytes) -> FileGraph:
    """The graph of a GEXF or GraphML file. Nested graphs are one graph; a link with a direction is a link.

    Raises:
        DataRefused: not well-formed, neither of both formats, a link without ends or to a node that is not there.
    """
    reading = _Reading(name)
    try:
        reading.parser.Parse(data, True)
    except expat.ExpatError as error:
        problem = f"not well-formed XML: {expat.ErrorString(error.code)}"
        raise reading.refusal(problem, "export the file again", error.lineno) from None
    except (LookupError, ValueError):
        raise reading.refusal("an encoding that cannot be read", "save the file in UTF-8", 1) from None
    return reading.graph()


class _Reading:
    """What has been read so far. `owners` are the nodes and links that the parser is inside of; None stands for a link."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.labels: dict[str, tuple[int, str]] = {}  # by id: the place of the label's attribute in _NAMING, and the label
        self.links: list[tuple[str, str]] = []
        self.lines: list[int] = []
        self.titles: dict[str, str] = {}
        self.left_out: dict[str, None] = {}
        self.owners: list[str | None] = []
        self.text: list[str] | None = None
        self.title = self.root = self.attributes_of = ""
        self.default = ""
        self.directed = self.graphs = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.EntityDeclHandler = self.entity

    def refusal(self, problem: str, remedy: str, line: int | None = None) -> DataRefused:
        """The error for a fault on this line, or where the parser is."""
        return refusal(self.name, line or self.parser.CurrentLineNumber, None, problem, remedy)

    def entity(self, *_: object) -> None:
        """Entities are no part of either format."""
        raise self.refusal("the file declares entities", "remove its document type declaration")

    def start(self, qualified: str, given: Mapping[str, str]) -> None:
        """An element opens."""
        tag = qualified.rpartition(":")[2]
        if not self.root:
            self.open_root(tag)
        elif tag == "graph":
            self.open_graph(given)
        elif tag == "node":
            self.open_node(given)
        elif tag == "edge":
            self.open_link(given)
        elif tag == "hyperedge":
            raise self.refusal("a link of more than two nodes", "write it as links of two nodes")
        else:
            self.open_other(tag, given)

    def open_root(self, tag: str) -> None:
        """The outermost element says the format."""
        if tag not in _ROOTS:
            raise self.refusal(f"XML, but neither GEXF nor GraphML: it opens with <{tag}>", "export it as one of these")
        self.root = tag

    def open_graph(self, given: Mapping[str, str]) -> None:
        """A graph, or inside a node a part of it."""
        self.graphs += not self.owners
        if self.graphs > 1:
            raise self.refusal("a second graph in one file", "keep one graph a file")
        self.default = given.get("defaultedgetype", given.get("edgedefault", self.default))

    def open_node(self, given: Mapping[str, str]) -> None:
        """A node; GEXF gives its label at once."""
        if not given.get("id"):
            raise self.refusal("a node without an id", "give it one")
        self.owners.append(given["id"])
        self.labels.setdefault(given["id"], (len(_NAMING), given["id"]))
        self.name_node("label", given.get("label", ""))

    def open_link(self, given: Mapping[str, str]) -> None:
        """A link; whether its nodes exist is known at the end only, for they may follow."""
        missing = [end for end in ("source", "target") if not given.get(end)]
        if missing:
            raise self.refusal(f"a link without a {missing[0]}", "name both ends")
        self.owners.append(None)
        self.links.append((given["source"], given["target"]))
        self.lines.append(self.parser.CurrentLineNumber)
        self.directed += given.get("type", given.get("directed", self.default)) in _DIRECTED
        self.left_out |= dict.fromkeys({"weight"} & set(given))

    def open_other(self, tag: str, given: Mapping[str, str]) -> None:
        """Declarations of attributes, and their values."""
        if tag == "attributes":
            self.attributes_of = given.get("class", "")
        elif tag == "attribute":
            self.declare(self.attributes_of, given.get("id", ""), given.get("title", ""))
        elif tag == "key":
            self.declare(given.get("for", "all"), given.get("id", ""), given.get("attr.name", ""))
        elif tag == "attvalue":
            self.name_node(self.titles.get(given.get("for", given.get("id", "")), ""), given.get("value", ""))
        elif tag in ("data", "NodeLabel") and self.owners:  # yEd writes labels into a NodeLabel
            self.title = "label" if tag == "NodeLabel" else self.titles.get(given.get("key", ""), "")
            self.text = []

    def declare(self, owner: str, key: str, title: str) -> None:
        """Remember which key of nodes has this title; nodes and links may use the same keys."""
        if owner in ("node", "all"):
            self.titles[key] = title.casefold()
        if title and (owner == "edge" or title.casefold() not in _NAMING) and owner in ("node", "edge", "all"):
            self.left_out[title] = None

    def characters(self, text: str) -> None:
        """Text that may be a label."""
        if self.text is not None:
            self.text.append(text)

    def end(self, qualified: str) -> None:
        """An element closes."""
        tag = qualified.rpartition(":")[2]
        if tag in ("node", "edge"):
            self.owners.pop()
        elif tag in ("data", "NodeLabel") and self.text is not None:
            self.name_node(self.title, "".join(self.text).strip())
            self.text = None

    def name_node(self, title: str, label: str) -> None:
        """Take the label for the node the parser is in, unless a better one is known."""
        node = self.owners[-1] if self.owners else None
        if node is not None and label and title in _NAMING and label != node:
            self.labels[node] = min(self.labels[node], (_NAMING.index(title), label), key=lambda known: known[0])

    def graph(self) -> FileGraph:
        """What was read, once all of it was."""
        for link, line in zip(self.links, self.lines, strict=True):
            for end in link:
                if end not in self.labels:
                    raise self.refusal(f"the link names a node that is not in the file, {end!r}", "add the node", line)
        return FileGraph({node: label for node, (_, label) in self.labels.items()}, self.links, list(self.notices()))

    def notices(self) -> Iterator[str]:
        """What was left out."""
        if self.directed:
            yield f"directions of {self.directed} links are left out"
        if self.left_out:
            yield f"attributes left out: {', '.join(self.left_out)}"
