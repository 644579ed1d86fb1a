"""PDF/A-3b (tệp lưu trữ lâu dài): what a PDF needs to be read in fifty years, put on in one pass.

Metadata, the colour profile, attachments with their relationship, a deterministic identity. Equal input gives
equal bytes: no clock, no random numbers.
"""

from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO

import pikepdf
from PIL import ImageCms

from congress.papers.typefaces import printable
from congress.papers.values import Attachment

_PRODUCER = "congress-suite"
_PROFILE_DATE = slice(24, 36)  # ICC.1:2010 7.2.8: the header's date and time of creation


def archival_pdf(
    plain: bytes,
    *,
    title: str,
    created: datetime,
    attachments: tuple[Attachment, ...] = (),
) -> bytes:
    """`plain` as PDF/A-3b with `attachments` inside; its fonts must be embedded already."""
    if created.tzinfo is None:
        raise ValueError("the date of a paper has a time zone")
    moment = created.astimezone(UTC).replace(microsecond=0)
    clean_title = printable(title)
    with pikepdf.open(BytesIO(plain)) as pdf:
        _describe(pdf, clean_title, moment)
        pdf.Root.OutputIntents = pikepdf.Array([_output_intent(pdf)])
        _attach(pdf, attachments, moment)
        pdf.Root.Lang = pikepdf.String("vi-VN")
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        target = BytesIO()
        pdf.save(
            target,
            force_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=True,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            deterministic_id=True,
        )
    return target.getvalue()


def _describe(pdf: pikepdf.Pdf, title: str, moment: datetime) -> None:
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    stamp = moment.strftime("D:%Y%m%d%H%M%S+00'00'")
    pdf.docinfo["/Title"] = pikepdf.String(title)
    pdf.docinfo["/Producer"] = pikepdf.String(_PRODUCER)
    pdf.docinfo["/CreationDate"] = pikepdf.String(stamp)
    pdf.docinfo["/ModDate"] = pikepdf.String(stamp)
    if "/Metadata" in pdf.Root:
        del pdf.Root.Metadata
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["dc:title"] = title
        xmp["dc:language"] = {"vi-VN"}
        xmp["dc:format"] = "application/pdf"
        xmp["pdf:Producer"] = _PRODUCER
        xmp["xmp:CreateDate"] = xmp["xmp:ModifyDate"] = xmp["xmp:MetadataDate"] = moment.isoformat()
        xmp["pdfaid:part"] = "3"
        xmp["pdfaid:conformance"] = "B"


def _output_intent(pdf: pikepdf.Pdf) -> pikepdf.Object:
    profile = pikepdf.Stream(pdf, _srgb_profile())
    profile.N = 3
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.OutputIntent,
            S=pikepdf.Name.GTS_PDFA1,
            OutputConditionIdentifier=pikepdf.String("sRGB IEC61966-2.1"),
            Info=pikepdf.String("sRGB IEC61966-2.1"),
            RegistryName=pikepdf.String("http://www.color.org"),
            DestOutputProfile=profile,
        )
    )


@lru_cache
def _srgb_profile() -> bytes:
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[_PROFILE_DATE] = b"\x07\xd0\x00\x01\x00\x01" + bytes(6)  # 1 January 2000: LittleCMS writes today's
    return bytes(made)


def _attach(pdf: pikepdf.Pdf, attachments: tuple[Attachment, ...], moment: datetime) -> None:
    associated = pikepdf.Array()
    for attachment in attachments:
        name = printable(attachment.name)
        if name in pdf.attachments:
            raise ValueError(f"two attachments are called {name}")
        specification = pikepdf.AttachedFileSpec(
            pdf,
            attachment.content,
            filename=name,
            description=printable(attachment.description or name),
            mime_type=attachment.mime,
            creation_date=f"D:{moment:%Y%m%d%H%M%S}+00'00'",
            mod_date=f"D:{moment:%Y%m%d%H%M%S}+00'00'",
        )
        specification.relationship = pikepdf.Name.Data
        pdf.attachments[name] = specification
        associated.append(pdf.attachments[name].obj)
    if attachments:
        pdf.Root.AF = associated
