"""Write the names of countries and regions in further languages: `python -m tools.region_names CLDR`, the folder `common` of it.

Those of places that the seeds have not are left out, and so are Iran and Morocco, which have renumbered their regions since.
"""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from tools.seed_builder.inputs import TABLES, read_rows

_LANGUAGES = ("ar", "cs", "de", "el", "es", "fr", "hu", "it", "ja", "ko", "nl", "pl", "pt", "ro", "ru", "sv", "tr", "uk", "vi")
_SEEDS = Path(__file__).parents[1] / "seeds"
_RENUMBERED = ("IR-", "MA-")


def main() -> None:
    """Write the table."""
    names: dict[str, dict[str, None]] = {code: {} for code in sorted(_codes())}
    for language in _LANGUAGES:
        for code, name in _named(Path(sys.argv[1]), language):
            if code in names:
                names[code][name] = None
    with (TABLES / "region_names.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("code", "names", "source"))
        writer.writerows((code, "|".join(found), "Unicode CLDR 48 (npm cldr 8.0.0)") for code, found in names.items() if found)


def _codes() -> Iterator[str]:
    for layer in ("world", "china"):
        for row in read_rows(_SEEDS / layer / "places.csv"):
            if row["iso_3166_2"] and not row["iso_3166_2"].startswith(_RENUMBERED):
                yield row["iso_3166_2"]
            if row["level"] == "country":
                yield row["country"]


def _named(common: Path, language: str) -> Iterator[tuple[str, str]]:
    territories = ET.parse(common / "main" / f"{language}.xml")  # noqa: S314  # a published file
    for found in territories.iterfind(".//territories/territory"):
        yield found.attrib["type"], _text(found)
    if (file := common / "subdivisions" / f"{language}.xml").exists():
        for found in ET.parse(file).iterfind(".//subdivision"):  # noqa: S314  # a published file
            code = found.attrib["type"].upper()
            yield f"{code[:2]}-{code[2:]}", _text(found)


def _text(found: ET.Element) -> str:
    return (found.text or "").replace("|", " ").strip()


if __name__ == "__main__":
    main()
