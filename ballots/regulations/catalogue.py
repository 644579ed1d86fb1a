"""The regulations that a contest may be held under (các quy chế), by their id."""

from ballots.regulations.citations import Regulation
from ballots.regulations.qc190 import QC190
from ballots.regulations.qc244 import QC244
from ballots.regulations.values import RegulationId

REGULATIONS: dict[RegulationId, Regulation] = {RegulationId.QC190: QC190, RegulationId.QC244: QC244}


def regulation(of: RegulationId) -> Regulation:
    """The regulation with this id (quy chế)."""
    return REGULATIONS[of]
