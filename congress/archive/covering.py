"""Whether a zip is its entries and nothing else (zip không có gì ngoài hồ sơ): no gap, tail, remark or other name.

Programs read a zip from its end or from its beginning: only where both see the same is there one package in it.
"""

import os
import struct
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

_LOCAL = struct.Struct("<4s5H3I2H")
"""Head of an entry (APPNOTE 4.3.7): signature, version, flags, method, time, day, CRC, both sizes, both lengths."""
_CENTRAL, _END, _END_64, _LOCATOR = 46, 22, 56, 20
"""Bytes of a directory's line without its words (4.3.12) and of the records that end a zip (4.3.14 to 4.3.16)."""
_IN_EXTRA = 0xFFFFFFFF
"""Stands for a size that is in the extra field."""
_BIG = 0x0001
_EXTRAS = frozenset({_BIG, 0x000A, 0x5455, 0x5855, 0x7855, 0x7875})
"""Fields with sizes, times and owners. No other: one has a second name for the file."""
_UTF_8, _SIZES_BEHIND = 1 << 11, 1 << 3
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


def holds_more(file: BinaryIO, archive: zipfile.ZipFile) -> bool:
    """Whether something stands in the zip that is no entry, or an entry that its directory tells otherwise."""
    at, lines = 0, 0
    for one in sorted(archive.infolist(), key=lambda one: one.header_offset):
        end = _end_of(file, one) if one.header_offset == at else None
        if end is None or one.comment or not _is_plain(one.extra):
            return True
        at, lines = end, lines + _CENTRAL + len(_name(one)) + len(one.extra)
    return at != archive.start_dir or not _ends(file, at + lines)


def _end_of(file: BinaryIO, one: zipfile.ZipInfo) -> int | None:
    """Where the entry ends; None where its head says something else than the directory."""
    file.seek(one.header_offset)
    head = file.read(_LOCAL.size)
    if len(head) < _LOCAL.size:
        return None
    mark, _, flags, method, _, _, crc, packed, size, name_length, extra_length = _LOCAL.unpack(head)
    name, extra = file.read(name_length), file.read(extra_length)
    said = (mark, flags, method, name)
    if said != (b"PK\3\4", one.flag_bits, one.compress_type, _name(one)) or not _is_plain(extra):
        return None
    if method not in _METHODS or (method == zipfile.ZIP_STORED and one.compress_size != one.file_size):
        return None
    end = one.header_offset + _LOCAL.size + name_length + extra_length + one.compress_size
    if flags & _SIZES_BEHIND:
        return _behind(file, end, one)
    due = (one.CRC, one.compress_size, one.file_size)
    return end if (crc, *_sizes(packed, size, extra)) == due else None


def _sizes(packed: int, size: int, extra: bytes) -> tuple[int, int]:
    """Both sizes as an entry's head has them, packed first."""
    big = next((data for kind, data in _fields(extra) if kind == _BIG), b"")
    if _IN_EXTRA not in {packed, size} or len(big) != 16:  # an entry's own field has both (4.5.3)
        return packed, size
    first, second = struct.unpack("<QQ", big)
    return second if packed == _IN_EXTRA else packed, first if size == _IN_EXTRA else size


def _behind(file: BinaryIO, end: int, one: zipfile.ZipInfo) -> int | None:
    """Where the sizes behind an entry end (4.3.9): four bytes or eight each, with a signature or without."""
    file.seek(end)
    found = file.read(24)
    for kind, mark in (("Q", b"PK\7\x08"), ("Q", b""), ("I", b"PK\7\x08"), ("I", b"")):
        if kind == "I" and max(one.compress_size, one.file_size) > _IN_EXTRA:
            continue
        due = mark + struct.pack(f"<I2{kind}", one.CRC, one.compress_size, one.file_size)
        if found.startswith(due):
            return end + len(due)
    return None


def _ends(file: BinaryIO, at: int) -> bool:
    """Whether the directory that ends at this byte is followed by the zip's last records alone, without a remark."""
    size = file.seek(0, os.SEEK_END)
    file.seek(at)
    rest = file.read(_END_64 + _LOCATOR + _END + 1)
    last = rest[-_END:]
    if at + len(rest) != size or not last.startswith(b"PK\5\6") or last[-2:] != b"\0\0":
        return False
    big = rest[:-_END]
    if not big:
        return True
    said = struct.pack("<4sQ", b"PK\6\6", _END_64 - 12)
    return len(big) == _END_64 + _LOCATOR and big.startswith(said) and big[_END_64:].startswith(b"PK\6\7")


def _is_plain(extra: bytes) -> bool:
    """Whether extra fields are whole, and none is of an unknown kind."""
    return sum(4 + len(data) for kind, data in _fields(extra) if kind in _EXTRAS) == len(extra)


def _fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        yield kind, extra[at + 4 : at + 4 + length]
        at += 4 + length


def _name(one: zipfile.ZipInfo) -> bytes:
    """A name as it stands in the file."""
    return one.orig_filename.encode("utf-8" if one.flag_bits & _UTF_8 else "cp437")
