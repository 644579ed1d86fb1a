"""The bytes of one signature (nội dung chữ ký), looked at more closely than pyHanko does.

pyHanko verifies what a signature protects; the value itself stands in a gap that nothing protects. So the
gap is taken apart here: one case of hexadecimal digits, nothing but zeros behind the value, and the value
equal to the one rebuilt from its protected parts (certificates, signed attributes, signature). Then no bit
in the gap can change unnoticed.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate as Asn1Certificate

_HEX = re.compile(rb"(?:[0-9a-f]{2})+|(?:[0-9A-F]{2})+")
_DATA_WITHOUT_CONTENT = bytes.fromhex("300b06092a864886f70d010701")
_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between the two signed ranges of a file (khoảng trống của chữ ký)."""

    value: bytes
    """The string as a PDF reader sees it, padding included."""
    cms: bytes
    """The value without its padding."""
    padding: bytes
    one_case: bool


def gap_of(data: bytes, byte_range: list[int]) -> Gap | None:
    """The gap that `byte_range` leaves, or None where the range is not [0 a b c] round one hexadecimal string."""
    if len(byte_range) != 4 or byte_range[0] != 0:
        return None
    _, first, second, length = byte_range
    if not 0 < first < second <= second + length <= len(data) or length <= 0:
        return None
    gap = data[first:second]
    if gap[:1] != b"<" or gap[-1:] != b">":
        return None
    digits = gap[1:-1]
    try:
        value = bytes.fromhex(digits.decode("ascii"))
    except ValueError:
        return None
    size = _size(value)
    return Gap(
        value=value,
        cms=value[:size],
        padding=value[size:],
        one_case=_HEX.fullmatch(digits) is not None,
    )


def rebuilds(cms_value: bytes, signer: "Asn1Certificate") -> bool:
    """Whether the CMS value is the one that its protected parts give, byte for byte (mã hóa lại giống hệt).

    Certificates are protected by who issued them, the signed attributes and the signature by the signer's
    key. Everything else (versions, identifiers, lengths, order, absence of anything more) has one right form.
    """
    from asn1crypto import cms

    info = cms.ContentInfo.load(cms_value, strict=True)
    signed = info["content"]
    signers = list(signed["signer_infos"])
    if info["content_type"].native != "signed_data" or len(signers) != 1:
        return False
    one = signers[0]
    return cms_value == _content_info(signed, _signer_info(one, signer), signer_version=_version(one))


def extras(cms_value: bytes) -> set[str]:
    """Names of what rides along unprotected (thành phần không được bảo vệ): unsigned attributes, `crls`."""
    from asn1crypto import cms

    signed = cms.ContentInfo.load(cms_value)["content"]
    found = {str(item["type"].native) for one in signed["signer_infos"] for item in one["unsigned_attrs"]}
    return found | ({"crls"} if len(signed["crls"]) else set())


def embedded(cms_value: bytes) -> list[bytes]:
    """The certificates inside the value (chứng thư kèm theo), DER, in their order."""
    from asn1crypto import cms

    signed = cms.ContentInfo.load(cms_value)["content"]
    return [choice.chosen.dump() for choice in signed["certificates"]]


def strict_certificate(der: bytes) -> bool:
    """Whether a certificate is canonical and names the same algorithm inside and outside its signature."""
    from asn1crypto import x509 as loose
    from cryptography import x509

    try:
        x509.load_der_x509_certificate(der)
        parsed = loose.Certificate.load(der, strict=True)
        inside = parsed["tbs_certificate"]["signature"].dump()
        return bool(parsed["signature_algorithm"].dump() == inside)
    except ValueError:
        return False


def _content_info(signed: Any, signer_info: bytes, *, signer_version: int) -> bytes:
    algorithm = signed["signer_infos"][0]["digest_algorithm"].dump(force=True)
    parts = [
        _integer(3 if signer_version == 3 else 1),
        _tlv(0x31, algorithm),
        _DATA_WITHOUT_CONTENT,
        _tlv(0xA0, b"".join(choice.dump() for choice in signed["certificates"])),
        _tlv(0x31, signer_info),
    ]
    return _tlv(0x30, _SIGNED_DATA + _tlv(0xA0, _tlv(0x30, b"".join(parts))))


def _signer_info(one: Any, signer: "Asn1Certificate") -> bytes:
    attributes = one["signed_attrs"].untag().dump()
    parts = [
        _integer(_version(one)),
        _identifier(one, signer),
        one["digest_algorithm"].dump(force=True),
        b"\xa0" + attributes[1:],
        one["signature_algorithm"].dump(force=True),
        _tlv(0x04, one["signature"].native),
    ]
    if len(one["unsigned_attrs"]):
        parts.append(_tlv(0xA1, one["unsigned_attrs"].contents))
    return _tlv(0x30, b"".join(parts))


def _version(one: Any) -> int:
    # RFC 5652 5.3: 1 where the signer is named by issuer and serial, 3 where by key.
    return 1 if one["sid"].name == "issuer_and_serial_number" else 3


def _identifier(one: Any, signer: "Asn1Certificate") -> bytes:
    if _version(one) == 1:
        body = signer["tbs_certificate"]
        return _tlv(0x30, body["issuer"].dump() + body["serial_number"].dump())
    return _tlv(0x80, signer.key_identifier or b"")


def _integer(number: int) -> bytes:
    return bytes((0x02, 0x01, number))


def _tlv(tag: int, content: bytes) -> bytes:
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    octets = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(octets))) + octets + content


def _size(value: bytes) -> int:
    """Length of the outermost element, its header included (0 where it is none in definite form)."""
    if len(value) < 2 or value[0] != 0x30:
        return 0
    if value[1] < 0x80:
        return min(2 + value[1], len(value))
    octets = value[1] & 0x7F
    if octets == 0 or len(value) < 2 + octets:
        return 0
    return min(2 + octets + int.from_bytes(value[2 : 2 + octets], "big"), len(value))
