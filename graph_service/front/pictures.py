"""Pictures in Python: clusters and networks, which show themselves in a notebook and are saved as pages or as SVG."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from graph_service.answers.clusters import ClusterAnswer
from graph_service.answers.network import NetworkAnswer
from graph_service.errors import BadRequest
from graph_service.front.answer import Answer
from graph_service.front.graphs import graph_around
from graph_service.metrics.clusters import cluster_in
from graph_service.metrics.neighbourhood import neighbourhood
from graph_service.metrics.selection import Selection
from graph_service.pages.cluster import cluster_picture
from graph_service.pages.keyed import keyed
from graph_service.pages.picture import Picture
from graph_service.pages.place import MAX_PLACES, place_picture
from graph_service.pages.place_parts import surroundings
from graph_service.pages.printed import drawing_of, printed
from graph_service.pages.svg import svg_of
from graph_service.questions.answered import answered
from graph_service.questions.asking import asked
from graph_service.questions.cluster import CLUSTER
from graph_service.questions.network import NETWORK
from graph_service.questions.parameters import Selected
from graph_service.questions.question import View
from graph_service.site.cluster import render_cluster
from graph_service.site.place import render_place
from graph_service.site.templating import Frame
from graph_service.words.bilingual import Language

if TYPE_CHECKING:
    import networkx as nx
    from pyvis.network import Network as PyvisNetwork


def selection_by(view: View, words: Mapping[str, object]) -> Selection:
    """The agreements that count, by the words `as_of`, `kinds`, `layer`; errors as `asked` and `select`."""
    return view.selection(asked(Selected, words))


DRAWN = (".html", ".svg", ".png", ".pdf")


def _on_disk(lang: Language) -> Frame:
    """Around a page that is opened from disk."""
    return Frame(lang, "", saved=True)


class Page(Answer, ABC):
    """An answer that shows its picture in a notebook and can be saved as one page that opens without a network."""

    @property
    @abstractmethod
    def picture(self) -> Picture:
        """What is drawn, and what is said around it."""

    @abstractmethod
    def to_html(self, lang: Language = "zh") -> str:
        """The page, to be looked into and to be mailed."""

    def to_svg(self, lang: Language = "zh") -> str:
        """The picture alone; of a network at most the nearest thousand places."""
        return svg_of(self.picture, lang)

    def save(self, path: str | Path, lang: Language = "zh") -> Path:
        """Write the page (`.html`), the picture alone (`.svg`, `.png`, `.pdf`) or the answer in the format that the ending
        names; errors as `Answer.save` and `printed`."""
        ending = Path(path).suffix
        return self._write(path, self.as_file(ending, lang)) if ending.lower() in DRAWN else super().save(path, lang)

    def as_file(self, ending: str, lang: Language = "zh") -> bytes:
        """The page or its picture as the file of this ending, such as `.png`; errors as `printed`.

        Raises:
            BadRequest: it is none of `DRAWN`.
        """
        match ending.lower():
            case ".html":
                return self.to_html(lang).encode()
            case ".svg":
                return keyed(drawing_of(self.picture, lang), self.picture).svg.encode()
            case ".png":
                return printed(keyed(drawing_of(self.picture, lang), self.picture), "png")
            case ".pdf":
                return printed(keyed(drawing_of(self.picture, lang), self.picture), "pdf")
        raise BadRequest("output", f"a picture is a file that ends in {', '.join(DRAWN)}, not in {ending or 'nothing'}")

    def _repr_html_(self) -> str:
        return self.to_svg().replace("<svg ", '<svg style="max-width:100%;height:auto" ', 1)

    def __repr__(self) -> str:
        title = self.picture.title
        return f"{title.zh} {title.en}"


class Cluster(Page):
    """A home's agreements in one region or country: the stem, every grape, what is missing."""

    if TYPE_CHECKING:

        @property
        def document(self) -> ClusterAnswer:
            """As HTTP gives it."""

    def __init__(self, view: View, words: Mapping[str, object]) -> None:
        ask = asked(CLUSTER.ask, words)
        super().__init__(answered(CLUSTER, view, ask))
        self._view, self._ask, self._vine = view, ask, view.vine(ask)

    def to_html(self, lang: Language = "zh") -> str:
        """The page of the cluster as one file."""
        return render_cluster(_on_disk(lang), self._view, self._ask)

    @property
    def picture(self) -> Picture:
        """The cluster as a picture."""
        partner = self._view.snapshot.place(self.document.partner.id)
        return cluster_picture(self._vine, cluster_in(self._vine, partner, self._view.standards.rules))


class Neighbours(Page):
    """The network around a place."""

    if TYPE_CHECKING:

        @property
        def document(self) -> NetworkAnswer:
            """As HTTP gives it."""

    def __init__(self, view: View, words: Mapping[str, object]) -> None:
        ask = asked(NETWORK.ask, words)
        super().__init__(answered(NETWORK, view, ask))
        self._view, self._ask, self._selection = view, ask, view.selection(ask)

    def to_html(self, lang: Language = "zh") -> str:
        """The page of the network as one file."""
        return render_place(_on_disk(lang), self._view, self._ask, among=False)

    def to_networkx(self) -> "nx.MultiGraph[str]":
        """The network as a multigraph with attributes, as `Register.to_networkx`, and `hops` from the place."""
        return graph_around(self._view.snapshot, self.document)

    def to_pyvis(self) -> "PyvisNetwork":
        """The network for pyvis's own view in a notebook, its script inside the page."""
        from pyvis.network import Network as PyvisNetwork  # noqa: PLC0415  # it loads IPython

        drawn = PyvisNetwork(notebook=True, cdn_resources="in_line")
        for node in self.document.nodes:
            drawn.add_node(node.id, label=node.names.best("zh", node.id), title=node.names.best("en", node.id), level=node.hops)
        for edge in self.document.edges:
            drawn.add_edge(edge.source, edge.target, title=edge.kind or "")
        return drawn

    @property
    def picture(self) -> Picture:
        """The network as a picture."""
        snapshot = self._view.snapshot
        found = neighbourhood(snapshot, self.document.centre.id, self._ask.depth, self._selection, MAX_PLACES)
        return place_picture(
            surroundings(snapshot, found, self._selection), self._selection, past=snapshot.is_past(self._selection.as_of)
        )
