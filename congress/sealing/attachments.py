"""Files inside a PDF (tệp đính kèm): the outcome travels in the minutes and comes back byte for byte."""

import unicodedata
from io import BytesIO

from congress.errors import Finding, Malformed
from congress.sealing.hostile import quiet

LARGEST = 64 * 1024 * 1024
"""Bytes of one attached file; more is refused."""


def attached(data: bytes) -> dict[str, bytes]:
    """The files embedded in a PDF by name (tệp đính kèm), names in NFC; a name given twice is a fault."""
    import pikepdf

    quiet()
    found: dict[str, bytes] = {}
    try:
        with pikepdf.open(BytesIO(data), attempt_recovery=False, suppress_warnings=True) as pdf:
            for name, spec in pdf.attachments.items():
                content = spec.get_file().read_bytes()
                name = unicodedata.normalize("NFC", name)
                if name in found:
                    raise Malformed([Finding("pdf", "attachment-twice", {"name": name})])
                if len(content) > LARGEST:
                    raise Malformed([Finding("pdf", "attachment-large", {"name": name, "bytes": len(content)})])
                found[name] = content
    except (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, LookupError, TypeError) as error:
        raise Malformed([Finding("pdf", "pdf-unreadable")]) from error
    return found
