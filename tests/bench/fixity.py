"""Fixity of a package of a gigabyte: our check beside hashlib over the same files, turn about in the same run."""

import hashlib
import random
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from congress.archive.verifying import inspect
from congress.archive.writing import Bag
from tests.bench.measuring import Measured, peak_mebibytes, seconds

SMALL, SMALL_BYTES = 2_000, 60_000
LARGE, LARGE_BYTES = 7, 128 << 20
ROUNDS = 5
MOST_TIMES = 1.2
"""Beside hashlib alone, which opens, reads and hashes, and compares nothing."""
MOST_MEBIBYTES = 16.0
_BLOCK = 1 << 20


def measure() -> Iterator[Measured]:
    """How much longer a check takes than its hashing does; what it adds to the memory."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "package"
        size = _built(folder)
        files = [path for path in sorted((folder / "data").rglob("*")) if path.is_file()]
        _hashed(files)  # warm cache
        inspect(folder, trust=())
        before = peak_mebibytes()
        ours, plain = [], []
        for _ in range(ROUNDS):
            plain.append(seconds(lambda: _hashed(files)))
            ours.append(seconds(lambda: inspect(folder, trust=())))
        grown = peak_mebibytes() - before
    speed = size / min(ours) / 1e6
    told = (
        f"best {min(ours):.2f} s beside {min(plain):.2f} s, median {statistics.median(ours):.2f} s beside "
        f"{statistics.median(plain):.2f} s, {speed:.0f} MB/s"
    )
    what = f"archive fixity: {len(files):,} files, {size / 1e9:.2f} GB"
    yield Measured(f"{what}, best of {ROUNDS}", min(ours) / min(plain), "x", MOST_TIMES, told)
    yield Measured(f"{what}, memory added", grown, "MiB", MOST_MEBIBYTES)


def _built(folder: Path) -> int:
    """A package of random bytes; its signatures are nobody's, which costs a check nothing."""
    source, numbers = folder.with_name("source"), random.Random(7)
    bag = Bag(folder)
    for kind, count, size in (("small", SMALL, SMALL_BYTES), ("large", LARGE, LARGE_BYTES)):
        for number in range(count):
            with source.open("wb") as file:
                for start in range(0, size, _BLOCK):
                    file.write(numbers.randbytes(min(_BLOCK, size - start)))
            bag.bring(f"data/{kind}/{number:05}.bin", source)
    bag.close(info=b"", readme=b"", authority=b"", signer=b"", sign=lambda _: bytes(64))
    source.unlink()
    return sum(one.size for one in bag.payload.values())


def _hashed(files: list[Path]) -> None:
    """Both digests of each file as anybody would write it."""
    for path in files:
        sha256, sha512 = hashlib.sha256(), hashlib.sha512()
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                sha256.update(block)
                sha512.update(block)
        sha256.hexdigest(), sha512.hexdigest()
