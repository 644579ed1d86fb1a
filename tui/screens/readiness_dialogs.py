"""Asking for a picture (ảnh kèm theo): its field, and what the field names."""

from pathlib import Path

from congress.i18n import t
from congress.jsondoc import read_source
from devices.readiness import pictures
from devices.readiness.values import Picture
from tui.widgets.forms import FormField


def picture_field() -> FormField:
    """Asks for the path of a picture."""
    return FormField("path", t("File"), hint=t("JPEG or PNG"))


def read_picture(path: str) -> Picture:
    """A picture of the disk."""
    place = Path(path).expanduser()
    return pictures.checked(Picture(place.name, read_source(str(place))))
