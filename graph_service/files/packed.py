"""The bytes of a graph file, also where it is compressed or lies in the folder or archive that KONECT ships."""

import bz2
import gzip
import io
import lzma
import tarfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from graph_service.files.file_graph import refusal

_LINKS = "out."  # KONECT's name for the file that holds the links: out.ucidata-zachary
_PACKED: Mapping[bytes, Callable[[bytes], bytes]] = {
    b"\x1f\x8b": gzip.decompress,
    b"BZh": bz2.decompress,
    b"\xfd7zXZ": lzma.decompress,
}
_Found = TypeVar("_Found")
_BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError, tarfile.TarError)


class Content(NamedTuple):
    """The bytes of a file and the name that faults call it by."""

    name: str
    data: bytes


def content_of(path: Path) -> Content:
    """What the file holds, decompressed; of a folder or an archive, its one file of links.

    Raises:
        DataRefused: it cannot be read, or it holds no file of links or several.
    """
    try:
        data = (_only(str(path), sorted(path.glob(f"{_LINKS}*"))) if path.is_dir() else path).read_bytes()
    except OSError as error:
        raise refusal(str(path), None, None, f"cannot be read ({error.strerror})", "check the path and its permissions") from None
    decompress = next((found for mark, found in _PACKED.items() if data.startswith(mark)), None)
    try:
        data = decompress(data) if decompress else data
        return Content(str(path), _from_archive(str(path), data) if data[257:262] == b"ustar" else data)
    except _BROKEN as error:
        raise refusal(str(path), None, None, f"cannot be unpacked ({error})", "fetch or pack the file again") from None


def _from_archive(name: str, data: bytes) -> bytes:
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        files = [member for member in archive.getmembers() if member.isfile()]
        member = _only(name, [file for file in files if Path(file.name).name.startswith(_LINKS)])
        found = archive.extractfile(member)
        return found.read() if found else b""


def _only(name: str, found: Sequence[_Found]) -> _Found:
    if len(found) != 1:
        problem = f"{len(found)} files called {_LINKS}… where one is looked for"
        raise refusal(name, None, None, problem, "name the file that holds the links")
    return found[0]
