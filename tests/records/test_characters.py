"""Characters that no file can carry: told one by one, replaced everywhere."""

import unicodedata
from xml.etree import ElementTree as ET

import pytest

from graph_service.records.characters import fit, is_fit, trimmed


def test_every_character_that_is_fit_stands_in_xml_and_is_no_control_character() -> None:
    every = map(chr, range(0x11_0000))
    carried = "".join(character for character in every if is_fit(character))
    assert {character for character in carried if unicodedata.category(character) in ("Cc", "Cs")} == set("\t\n\r")
    assert ET.fromstring(f"<a>{carried.translate({ord('<'): None, ord('&'): None})}</a>").text


def test_what_is_not_fit_are_65_controls_but_three_66_noncharacters_and_2048_halves() -> None:
    assert sum(not is_fit(chr(code)) for code in range(0x11_0000)) == 65 - 3 + 66 + 2048


@pytest.mark.parametrize("character", ["\0", "\x1f", "\x85", "\ud800", "\ufffe", "\U0010ffff"])
def test_what_is_not_fit_is_replaced_and_never_trimmed_away(character: str) -> None:
    assert fit(f"a{character}b") == "a\ufffdb"
    assert trimmed(f" {character}\u3000") == character


def test_white_space_of_every_script_is_trimmed() -> None:
    white = "".join(character for character in map(chr, range(0x11_0000)) if character.isspace() and is_fit(character))
    assert trimmed(f"{white}a b{white}") == "a b"
