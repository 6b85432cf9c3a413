"""The picture of the model in cypher/README.md and the perspective for Bloom, made from a server that holds the seeds:
`python -m tests.cypher_guide` writes them."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator

from neo4j import Driver, GraphDatabase

from graph_service.store.neo4j_places import LEVEL_LABELS
from graph_service.store.neo4j_server import trial_database
from tests.conftest import ROOT
from tests.neo4j_fixture import CACHE

README = ROOT / "cypher" / "README.md"
GUIDE = ROOT / "cypher" / "guide"
PERSPECTIVE = GUIDE / "bloom.json"
_LOG = ("Meta", "Change", "Former")
_ENDS = """
MATCH (source)-[link]->(target)
RETURN DISTINCT head([label IN labels(source) WHERE NOT label IN $levels]) AS source, type(link) AS type,
       head([label IN labels(target) WHERE NOT label IN $levels]) AS target
ORDER BY source, type, target
"""
_COLOURS = {
    "Country": "#57C7E3",
    "Province": "#4C8EDA",
    "City": "#8DCC93",
    "County": "#D9C8AE",
    "Organisation": "#C990C0",
    "Agreement": "#F79767",
    "Frame": "#FFC454",
    "Plan": "#ECB5C9",
    "Activity": "#DA7194",
    "Project": "#569480",
}


def ends(driver: Driver) -> Iterator[tuple[str, str, str]]:
    """Each kind of relationship between records that the database holds: label, type, label; levels are no labels here."""
    for record in driver.execute_query(_ENDS, {"levels": list(LEVEL_LABELS)}, routing_="r").records:
        source, kind, target = record.values()
        if source not in _LOG:
            yield source, kind, target


def picture(driver: Driver) -> str:
    """The model as a Mermaid diagram, which GitHub and most readers of Markdown draw."""
    between: dict[tuple[str, str], list[str]] = {}
    for source, kind, target in ends(driver):
        between.setdefault((source, target), []).append(kind)
    lines = [f'  {source} -- "{"<br>".join(kinds)}" --> {target}' for (source, target), kinds in between.items()]
    return "\n".join(["```mermaid", "flowchart LR", *lines, "```"])


def readme_with(drawn: str) -> str:
    """The page with this picture in the place of the one it has."""
    return re.sub(r"```mermaid\n.*?```", lambda _: drawn, README.read_text("utf-8"), flags=re.DOTALL)


def perspective(driver: Driver) -> str:
    """A perspective that Bloom imports: a category for each label, partners coloured by what they are."""
    found = list(ends(driver))
    kinds = sorted({kind for _, kind, _ in found})
    shown = {
        "name": "Sister cities 友好城市",
        "id": "7a3c3f0e-7d0e-4b43-9d6e-2f1f5f0a5c11",
        "version": "2.21.0",
        "type": "STANDARD_PERSPECTIVE",
        "createdAt": 0,
        "lastEditedAt": 0,
        "hideUncategorisedData": False,
        "maxLimitToastMsgEnabled": False,
        "parentPerspectiveId": None,
        "categories": [_category(number, label) for number, label in enumerate(_COLOURS, 1)],
        "labels": {label: [{"propertyKey": "name", "type": label, "dataType": "string"}] for label in _COLOURS},
        "relationshipTypes": [{"id": kind, "name": kind, "size": 1, "styleRules": _rules(kind)} for kind in kinds],
        "hiddenRelationshipTypes": [],
        "templates": [],
        "sceneActions": [],
        "palette": {"colors": list(_COLOURS.values()), "currentIndex": 0},
        "metadata": {
            "pathSegments": [{"source": source, "relationshipType": kind, "target": target} for source, kind, target in found],
            "indexes": [],
        },
    }
    return json.dumps(shown, ensure_ascii=False, indent=1) + "\n"


def _category(number: int, label: str) -> dict[str, object]:
    return {
        "id": number,
        "name": label,
        "color": _COLOURS[label],
        "size": 1,
        "icon": "no-icon",
        "labels": [label],
        "properties": [
            {"name": name, "exclude": False, "isCaption": name == "name", "dataType": "string"} for name in ("name", "name_zh")
        ],
        "hiddenLabels": [],
        "styleRules": [],
        "createdAt": 0,
        "lastEditedAt": 0,
    }


def _rules(kind: str) -> list[dict[str, object]]:
    """Partners by kind: formal, exchange, intent."""
    if kind != "PARTNER":
        return []
    colours = {"formal": "#B5541C", "unclassified": "#8A8A8A", "exchange": "#3A7CA5", "intent": "#D9D9D9"}
    return [
        {"type": "unique", "basedOn": "PARTNER_kind", "exactValues": [value], "applyColor": True, "color": colour}
        for value, colour in colours.items()
    ]


def main() -> None:
    """Load the seeds into a server started for it and write both."""
    given = os.environ.get("SISTER_CITY_TEST_NEO4J") or None
    with trial_database(given, cache=CACHE) as url:
        words = [sys.executable, "-m", "graph_service", "load", "seeds"]
        subprocess.run(words, cwd=ROOT, env=os.environ | {"GRAPH_SERVICE_STORE": url.secret()}, check=True)
        with GraphDatabase.driver(url.address, auth=(url.user, url.password)) as driver:
            README.write_text(readme_with(picture(driver)), "utf-8")
            PERSPECTIVE.write_text(perspective(driver), "utf-8")


if __name__ == "__main__":
    main()
