"""The files that come with the service are found."""

import pytest

from graph_service.data_files import data_folder


@pytest.mark.parametrize("name", ["cypher", "seeds"])
def test_the_folders_of_a_checkout_are_found(name: str) -> None:
    assert any(data_folder(name).iterdir())


def test_a_folder_that_did_not_come_along_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="the folder 'elsewhere' did not come with"):
        data_folder("elsewhere")
