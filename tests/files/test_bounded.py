"""Readers in bounds: whatever a file unpacks to and however broken it is, one line says so and memory stays."""

import bz2
import gzip
import io
import lzma
import resource
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from graph_service.errors import DataRefused, Fault
from graph_service.files.bounded import LONGEST_LINE, MOST, read_bounded
from graph_service.files.file_graph import FileGraph
from graph_service.files.graphs import read_graph
from graph_service.files.packed import zstd
from graph_service.files.tables import read_table
from graph_service.settings import Settings
from tests.files.test_graphs import KARATE

PACKERS = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": lambda data: zstd.compress(data, options={zstd.CompressionParameter.checksum_flag: 1}),
}
packed_by = pytest.mark.parametrize("pack", PACKERS.values(), ids=PACKERS)
Pack = Callable[[bytes], bytes]


def fault_of(path: Path, most: int = MOST) -> Fault:
    with pytest.raises(DataRefused) as refused:
        read_graph(path, most)
    (fault,) = refused.value.faults
    assert fault.file == str(path)
    assert "\n" not in str(fault)
    return fault


def read_or_refusal(path: Path) -> FileGraph | str:
    try:
        return read_graph(path)
    except DataRefused as refused:
        return str(refused)


def run_within(memory: int, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """A command that may have this many bytes of address space."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))

    command = [sys.executable, "-m", "graph_service", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, preexec_fn=limit)


def bomb(path: Path, piece: bytes) -> Path:
    """A gz of some 1.4 MB that unpacks to 1.4 GB."""
    member = gzip.compress(piece * (MOST // len(piece)))
    path.write_bytes(member * 14)
    return path


@pytest.mark.first(1)
@pytest.mark.parametrize("piece", [b"\0", b"1 2\n", b"1 "], ids=["zeros", "links", "one line"])
def test_a_small_file_that_unpacks_without_end_is_one_line_and_bounded_memory(tmp_path: Path, piece: bytes) -> None:
    file = bomb(tmp_path / "graph.gz", piece)
    done = run_within(2_000_000_000, "statistics", file)
    assert done.stderr == (
        f"{file}: holds more than 100,000,000 bytes, unpacked; take a part of it, or raise GRAPH_SERVICE_MAX_UNPACKED_BYTES\n"
    )
    assert (done.returncode, done.stdout) == (1, "")


@packed_by
def test_what_a_file_unpacks_to_is_bounded_not_what_it_weighs(tmp_path: Path, pack: Pack) -> None:
    content = b"1 2\n" * 25_000
    file = tmp_path / "graph"
    file.write_bytes(pack(content))
    assert len(read_graph(file, len(content)).links) == 25_000
    assert "holds more than 99,999 bytes, unpacked" in fault_of(file, len(content) - 1).problem


def test_a_plain_file_is_bounded_as_well() -> None:
    assert "holds more than 9 bytes" in fault_of(KARATE, 9).problem
    assert "holds more than" in fault_of(Path("/dev/zero")).problem
    with pytest.raises(DataRefused, match="holds more than"):
        read_bounded(Path("/dev/zero"))


def test_what_an_archive_says_of_the_size_of_its_file_is_not_believed(tmp_path: Path) -> None:
    """A file of holes only: its archive is short, even unpacked."""
    info = tarfile.TarInfo("out.holes")
    info.pax_headers = {"GNU.sparse.major": "0", "GNU.sparse.size": str(10**12), "GNU.sparse.map": f"{10**12},0"}
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(info)
    file = tmp_path / "holes.tar"
    file.write_bytes(out.getvalue())
    assert "holds more than" in fault_of(file).problem


def test_a_damaged_archive_is_told_in_a_line(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.add(KARATE, "out.karate")
    whole, file = out.getvalue(), tmp_path / "graph"
    for position in (*range(148), *range(265, 512, 3)):  # between them, what is checked by, and what tells an archive
        file.write_bytes(whole[:position] + bytes([whole[position] ^ 0xFF]) + whole[position + 1 :])
        assert fault_of(file).remedy == "fetch or pack the file again"


@packed_by
def test_a_packed_file_that_ends_early_is_told_in_a_line(tmp_path: Path, pack: Pack) -> None:
    whole, file = pack(KARATE.read_bytes()), tmp_path / "graph"
    for length in range(8, len(whole), 7):
        file.write_bytes(whole[:length])
        assert fault_of(file).remedy == "fetch or pack the file again"


@packed_by
def test_a_packed_file_with_a_damaged_byte_is_told_in_a_line_or_reads_the_same(tmp_path: Path, pack: Pack) -> None:
    whole, file = pack(KARATE.read_bytes()), tmp_path / "graph"
    for position in range(6, len(whole), 5):
        file.write_bytes(whole[:position] + bytes([whole[position] ^ 0xFF]) + whole[position + 1 :])
        told = read_or_refusal(file)
        assert told == read_graph(KARATE) or (isinstance(told, str) and told.startswith(f"{file}: ") and "\n" not in told)


@packed_by
def test_a_file_packed_in_parallel_reads_whole(tmp_path: Path, pack: Pack) -> None:
    lines, file = KARATE.read_bytes().splitlines(keepends=True), tmp_path / "graph"
    file.write_bytes(b"".join(map(pack, lines)))
    assert read_graph(file) == read_graph(KARATE)


@packed_by
def test_a_damaged_later_part_of_a_file_packed_in_parallel_is_told_in_a_line(tmp_path: Path, pack: Pack) -> None:
    first, second, file = pack(KARATE.read_bytes()), pack(b"1 2\n" * 99), tmp_path / "graph"
    for position in range(4):  # of the mark that the second part begins with
        file.write_bytes(first + second[:position] + bytes([second[position] ^ 0xFF]) + second[position + 1 :])
        fault = fault_of(file)
        assert fault.problem.startswith("cannot be unpacked (")
        assert fault.remedy == "fetch or pack the file again"


@packed_by
def test_a_file_packed_in_parallel_that_ends_within_a_later_part_is_told_in_a_line(tmp_path: Path, pack: Pack) -> None:
    first, second, file = pack(KARATE.read_bytes()), pack(b"1 2\n" * 99), tmp_path / "graph"
    for length in range(1, len(second)):
        file.write_bytes(first + second[:length])
        assert fault_of(file).remedy == "fetch or pack the file again"


@packed_by
@pytest.mark.parametrize("rest", [b"garbage", b"\n", b"1 2\n" * 100_000], ids=["a word", "a line end", "links"])
def test_what_follows_a_packed_file_and_is_none_is_refused_not_dropped(tmp_path: Path, pack: Pack, rest: bytes) -> None:
    file = tmp_path / "graph"
    file.write_bytes(pack(KARATE.read_bytes()) + rest)
    assert fault_of(file).problem.startswith("cannot be unpacked (")


@pytest.mark.parametrize("zeros", [4, 12, 200_000])
def test_xz_may_pad_its_streams_in_units_of_four_bytes(tmp_path: Path, zeros: int) -> None:
    lines, file = KARATE.read_bytes().splitlines(keepends=True), tmp_path / "graph.xz"
    file.write_bytes(b"".join(lzma.compress(line) + b"\0" * zeros for line in lines))
    assert read_graph(file) == read_graph(KARATE)
    file.write_bytes(lzma.compress(KARATE.read_bytes()) + b"\0" * (zeros + 1))
    assert f"{zeros + 1} bytes of padding" in fault_of(file).problem


def test_an_xz_that_asks_for_much_memory_to_unpack_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "graph.xz"
    for dictionary, reads in ((1 << 26, True), (1 << 28, False)):  # of xz -9, and four times that
        filters = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": dictionary}]
        file.write_bytes(lzma.compress(b"1 2\n", filters=filters))
        assert (read_or_refusal(file) == FileGraph({"1": "1", "2": "2"}, [("1", "2")], [])) is reads
    assert "Memory usage limit" in fault_of(file).problem


def test_a_file_packed_by_pzstd_reads_as_it_is(tmp_path: Path) -> None:
    packed, file = zstd.compress(KARATE.read_bytes()), tmp_path / "graph.zst"
    frame_to_skip = b"\x50\x2a\x4d\x18" + (4).to_bytes(4, "little") + len(packed).to_bytes(4, "little")
    file.write_bytes(frame_to_skip + packed)
    assert read_graph(file) == read_graph(KARATE)


@pytest.mark.parametrize("kind", PACKERS)
def test_a_packed_file_of_a_few_bytes_is_called_cut_not_a_bad_list(tmp_path: Path, kind: str) -> None:
    whole, file = PACKERS[kind](KARATE.read_bytes()), tmp_path / f"graph.{kind}"
    for length in range(8):
        file.write_bytes(whole[:length])
        fault = fault_of(file)
        assert fault.problem.startswith(("cannot be unpacked (", "is cut, damaged or not packed as its name says"))
        assert fault.remedy == "fetch or pack the file again"


@pytest.mark.parametrize("kind", PACKERS)
def test_a_packed_file_whose_first_bytes_are_damaged_is_called_so(tmp_path: Path, kind: str) -> None:
    whole, file = PACKERS[kind](KARATE.read_bytes()), tmp_path / f"graph.{kind}"
    for position in range(2):
        file.write_bytes(whole[:position] + bytes([whole[position] ^ 0xFF]) + whole[position + 1 :])
        assert fault_of(file).problem == "is cut, damaged or not packed as its name says"


@pytest.mark.parametrize("kind", PACKERS)
def test_a_file_that_was_unpacked_and_kept_its_name_reads_as_it_is(tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"graph.{kind}"
    file.write_bytes(KARATE.read_bytes())
    assert read_graph(file) == read_graph(KARATE)
    nodes = '<node id="1"/><node id="2"/><edge source="1" target="2"/>'
    file.write_text(f"<graphml><graph>{nodes}</graph></graphml>", encoding="utf-16")
    assert len(read_graph(file).links) == 1
    file.write_text("1 2\n3\n", encoding="utf-8")
    assert fault_of(file).line == 2


def test_a_file_packed_by_zstd_reads_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "graph"
    file.write_bytes(zstd.compress(KARATE.read_bytes()))
    assert read_graph(file) == read_graph(KARATE)


@pytest.mark.parametrize("piece", ["1 ", "a,", "x"])
def test_a_line_without_end_is_told_shortly(tmp_path: Path, piece: str) -> None:
    file = tmp_path / "graph"
    file.write_text(f"1 2\n{piece * LONGEST_LINE}1\n", encoding="utf-8")
    fault = fault_of(file)
    assert fault.line == 2
    assert fault.problem.startswith("a line of ")


def test_a_table_with_a_line_without_end_is_told_shortly(tmp_path: Path) -> None:
    file = tmp_path / "places.csv"
    file.write_text("a," * LONGEST_LINE, encoding="utf-8")
    (fault,) = read_table(file, "places", "home").faults
    assert str(fault) == f"{file}:1: not CSV: a line of 2,000,000 characters; check the quotation marks from this line on"


def test_a_table_is_bounded_by_the_setting(tmp_path: Path) -> None:
    file = tmp_path / "places.csv"
    file.write_text("id,level,country,source\n" * 100, encoding="utf-8")
    (fault,) = read_table(file, "places", "home", 1000).faults
    assert "holds more than 1,000 bytes" in fault.problem


def test_a_file_of_another_kind_does_not_fill_memory_with_faults(tmp_path: Path) -> None:
    file = tmp_path / "places.csv"
    file.write_text("id,level,country,source\n" + "1\n" * 200_000, encoding="utf-8")
    faults = read_table(file, "places", "home").faults
    assert len(faults) == 100_001
    assert str(faults[-1]).startswith(f"{file}:100002: 100,000 faulty lines before this one; the rest was not read;")


def test_a_fault_that_quotes_a_long_cell_stays_readable() -> None:
    told = str(Fault("f.csv", 1, "x" * 10_000, "y" * 10_000, "correct it"))
    assert len(told) < 1000
    assert told.endswith("yyy; correct it")


def test_the_bound_is_a_setting() -> None:
    assert Settings().max_unpacked_bytes == MOST
    assert Settings(max_unpacked_bytes=5).max_unpacked_bytes == 5
