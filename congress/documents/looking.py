"""What a file is (nhận dạng tệp): by its bytes, never by its name; hostile ones yield findings at most."""

import zipfile
import zlib
from io import BytesIO
from pathlib import Path

from congress.documents import pdfa
from congress.documents.values.documents import FileFormat, Looked
from congress.errors import Finding, Malformed

MOST_MIB = 512
"""The longest file that is taken in; sound of a whole session is less."""
_PDF_WITHIN = 1024
_SIGNS = (
    (b"\xff\xd8\xff", FileFormat.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileFormat.PNG),
    (b"II*\0", FileFormat.TIFF),
    (b"MM\0*", FileFormat.TIFF),
    (b"II+\0", FileFormat.TIFF),
    (b"MM\0+", FileFormat.TIFF),
)
_PARTS = {"word/document.xml": FileFormat.DOCX, "xl/workbook.xml": FileFormat.XLSX}
_ODT = b"application/vnd.oasis.opendocument.text"
_MOST_PARTS = 10_000
_UNSOUND = (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, ValueError, LookupError, EOFError)
"""What `zipfile` raises at packages that are none."""
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13} | {127}


def read_file(path: Path, *, where: str) -> bytes:
    """The bytes of a file to be taken in; `Malformed` says why they cannot be had."""
    try:
        if path.is_dir():
            raise Malformed([Finding(where, "file-is-folder")])
        if path.stat().st_size > MOST_MIB * 1024**2:
            raise Malformed([Finding(where, "file-too-large", {"limit_mib": MOST_MIB})])
        data = path.read_bytes()
    except FileNotFoundError:
        raise Malformed([Finding(where, "file-missing")]) from None
    except PermissionError:
        raise Malformed([Finding(where, "file-forbidden")]) from None
    except (OSError, ValueError) as error:  # ValueError: a name with a zero in it
        reason = getattr(error, "strerror", None) or str(error)
        raise Malformed([Finding(where, "file-unreadable", {"reason": reason})]) from None
    if not data:
        raise Malformed([Finding(where, "document-empty")])
    return data


def look(data: bytes) -> Looked:
    """What the bytes are; of a PDF how many pages, whether it declares PDF/A and what it does not keep of it."""
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return pdfa.look(data)
    return Looked(_format(data))


def _format(data: bytes) -> FileFormat:
    for sign, found in _SIGNS:
        if data.startswith(sign):
            return found
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    return FileFormat.TEXT if _is_text(data) else FileFormat.OTHER


def _packed(data: bytes) -> FileFormat:
    if data.count(b"PK\x01\x02") > _MOST_PARTS:
        return FileFormat.OTHER
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = {info.filename: info for info in package.infolist()}
            kind = names.get("mimetype")
            if kind is not None and kind.file_size == len(_ODT) and package.read(kind) == _ODT:
                return FileFormat.ODT
    except _UNSOUND:
        return FileFormat.OTHER
    return next((found for part, found in _PARTS.items() if part in names), FileFormat.OTHER)


def _is_text(data: bytes) -> bool:
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return bool(text.strip()) and not any(ord(char) in _CONTROLS for char in text)
