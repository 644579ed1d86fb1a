"""A stranger's machine and authority, with everything that anybody can make."""

from datetime import timedelta
from uuid import uuid4

from congress.handover import packing
from congress.handover.values import Contents
from congress.sealing import heads, keys
from tests.clocks import OPENING
from tests.congress_handover.conftest import Two


def stranger(two: Two, *, tag: str = "MAY-9") -> tuple[bytes, bytes]:
    """The certificate of a stranger's machine, and a bundle from it for the head's laptop."""
    begins, ends = OPENING - timedelta(days=1), OPENING + timedelta(days=365)
    authority = keys.create_authority("Đại hội xã", "khóa của người lạ", not_before=begins, not_after=ends)
    key = heads.new_machine_key()
    certificate = keys.issue_machine(
        authority, key.public, tag=tag, authority_secret="khóa của người lạ", not_before=begins, not_after=ends
    )
    contents = Contents("count", uuid4(), {}, ())
    data = packing.pack(
        contents, machine=tag, at=OPENING, signer=certificate, key=key, recipients=[two.head.certificate]
    )
    return certificate, data
