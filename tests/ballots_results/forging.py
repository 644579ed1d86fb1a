"""Pages that show something else than they say (trang bị che, bị sửa): for tests of reading and of signatures."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name


def changed(pdf: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    """The file written anew after a change."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        change(opened)
        out = BytesIO()
        opened.save(out)
    return out.getvalue()


def noted(pdf: bytes, *, kind: str = "FreeText") -> bytes:
    """A white note with another figure, laid over the first page."""

    def change(opened: pikepdf.Pdf) -> None:
        shown = opened.make_stream(b"1 1 1 rg 0 0 200 40 re f")
        shown.Type, shown.Subtype, shown.BBox = Name.XObject, Name.Form, [0, 0, 200, 40]
        page = opened.pages[0].obj
        if "/Annots" not in page:
            page.Annots = opened.make_indirect(Array())
        note = Dictionary(
            Type=Name.Annot,
            Subtype=Name(f"/{kind}"),
            Rect=[100, 400, 300, 440],
            F=4,
            AP=Dictionary(N=shown),
            Contents="999",
            DA="/F1 20 Tf",
        )
        page.Annots.append(opened.make_indirect(note))

    return changed(pdf, change)


def layered(pdf: bytes) -> bytes:
    """The first page in a layer that is switched off."""

    def change(opened: pikepdf.Pdf) -> None:
        layer = opened.make_indirect(Dictionary(Type=Name.OCG, Name="L"))
        opened.Root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(OFF=[layer], Order=[layer]))
        opened.pages[0].obj.Resources.Properties = Dictionary(L=layer)
        _wrap(opened, b"/OC /L BDC ", b" EMC")

    return changed(pdf, change)


def clipped(pdf: bytes) -> bytes:
    """The first page cut to a corner of it."""
    return changed(pdf, lambda opened: _wrap(opened, b"q 0 0 10 10 re W n ", b" Q"))


def filled_in(pdf: bytes) -> bytes:
    """A field to fill in beside those of signatures."""

    def change(opened: pikepdf.Pdf) -> None:
        field = Dictionary(FT=Name.Tx, T="them", V="999", Type=Name.Annot, Subtype=Name.Widget, Rect=[0, 0, 9, 9])
        if "/AcroForm" not in opened.Root:
            opened.Root.AcroForm = Dictionary(Fields=Array())
        opened.Root.AcroForm.Fields.append(opened.make_indirect(field))

    return changed(pdf, change)


def _wrap(opened: pikepdf.Pdf, before: bytes, after: bytes) -> None:
    page = opened.pages[0]
    page.contents_add(before, prepend=True)
    page.contents_add(after)
