"""Scans of signed minutes (bản quét): small, but such as a scanner makes."""

from io import BytesIO

from PIL import Image


def scanned(kind: str = "JPEG", *, shade: int = 240) -> bytes:
    """One page in a format that Pillow writes, PDF among them."""
    out = BytesIO()
    Image.new("L", (21, 30), shade).save(out, kind)
    return out.getvalue()
