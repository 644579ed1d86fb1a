"""What may be added after a signature (phần bổ sung sau chữ ký): another signature in a field already there.

Stricter than pyHanko's standard policy, which also lets form fields be filled, revocation data be added and
new visible signature fields appear, and so lets a later signer paint over what an earlier one signed.
Metadata may change, since most signing tools write the time there; it is not shown on any page.
"""
# mypy: disable-error-code="no-untyped-call"
# pyHanko annotates only a part of what it offers.

from collections.abc import Iterable
from functools import lru_cache
from typing import Any


@lru_cache(maxsize=1)
def only_signatures() -> Any:
    """pyHanko's difference policy with these rules (quy tắc so sánh các lần bổ sung)."""
    from pyhanko.sign.diff_analysis import policies
    from pyhanko.sign.diff_analysis.form_rules_api import FieldComparisonContext, FormUpdatingRule
    from pyhanko.sign.diff_analysis.policy_api import ModificationLevel, SuspiciousModification
    from pyhanko.sign.diff_analysis.rules import file_structure_rules, form_field_rules, metadata_rules

    class InvisibleCreation(form_field_rules.SigFieldCreationRule):
        """A field added after the first signature shows nothing."""

        def apply(self, context: FieldComparisonContext) -> Iterable[Any]:
            for name, spec in context.field_specs.items():
                new = None if spec.old_field_ref is not None else spec.new_field_ref
                if new is not None and form_field_rules.is_field_visible(new.get_object()):
                    raise SuspiciousModification(f"visible field {name} was added after signing")
            yield from super().apply(context)

    level = ModificationLevel.LTA_UPDATES
    catalogue = {"/AcroForm", "/Extensions", "/Metadata", "/MarkInfo", "/Version"}
    return policies.StandardDiffPolicy(
        global_rules=[
            file_structure_rules.CatalogModificationRule(frozenset(catalogue)),
            metadata_rules.DocInfoRule().as_qualified(level),
            file_structure_rules.XrefStreamRule().as_qualified(level),
            file_structure_rules.ObjectStreamRule().as_qualified(level),
            metadata_rules.MetadataUpdateRule().as_qualified(level),
        ],
        form_rule=FormUpdatingRule(field_rules=[InvisibleCreation(), form_field_rules.SigFieldModificationRule()]),
    )
