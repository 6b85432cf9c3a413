"""Where the files that come with the service lie: in the wheel, or at the top of a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data_folder(name: str) -> Path:
    """The folder `cypher` or `seeds`.

    Raises:
        FileNotFoundError: neither the wheel nor a checkout has it; the installation is broken.
    """
    for candidate in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"the folder {name!r} did not come with {_PACKAGE}; install the package again")
