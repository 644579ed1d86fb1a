"""What a machine may hold (máy được lưu tài liệu mức nào): State secrets stand on machines that lead nowhere.

Law 117/2025/QH15 Art. 5(2) forbids drafting or keeping them on a computer that is connected to a network. Nobody can
overrule it.
"""

from collections.abc import Sequence

from congress.errors import Refused
from congress.term.values import MachineClass, SecrecyLabel

_SECRET = frozenset({SecrecyLabel.SECRET, SecrecyLabel.TOP_SECRET, SecrecyLabel.MOST_SECRET})


def is_secret(label: SecrecyLabel) -> bool:
    """Whether the label is one of the three degrees of State secrecy (bí mật nhà nước)."""
    return label in _SECRET


def hindrance(label: SecrecyLabel, machine: MachineClass, ways_out: Sequence[object] | None) -> Refused | None:
    """Why a machine may not hold what carries the label; None where it may.

    `ways_out` is what leads out of it at this moment, None where nobody could look.
    """
    if not is_secret(label):
        return None
    if machine is not MachineClass.CLASSIFIED:
        return Refused("hold-on-ordinary", label=label)
    if ways_out is None:
        return Refused("hold-machine-unseen", label=label)
    if ways_out:
        return Refused("hold-connected", label=label, ways=tuple(ways_out))
    return None
