"""Reading bytes that somebody may have damaged on purpose (dữ liệu hỏng hoặc bị sửa)."""

import logging
import struct
import zlib
from functools import lru_cache


@lru_cache(maxsize=1)
def unreadable() -> tuple[type[Exception], ...]:
    """What pyHanko and asn1crypto raise on such bytes: they promise no family of their own."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.general import CMSExtractionError, CMSStructuralError
    from pyhanko.sign.validation.errors import SignatureValidationError, ValidationInfoReadingError

    return (
        PdfError,
        CMSExtractionError,
        CMSStructuralError,
        SignatureValidationError,
        ValidationInfoReadingError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        ArithmeticError,
        AssertionError,
        RuntimeError,  # what they name and leave undone; parts that lie in one another without end
        EOFError,
        zlib.error,
        struct.error,
    )


def quiet() -> None:
    """Give the libraries' reports a place: without a handler `logging` would write them over the screen."""
    for name in ("pyhanko", "pyhanko_certvalidator", "pikepdf"):
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
