"""The rules of preparing a contest (quy tắc chuẩn bị cuộc bầu): names, order, list, electorate, settings, readiness."""

from ballots.contests.rules.lists import check_entries, form_of, list_faults
from ballots.contests.rules.names import propose_sort_name
from ballots.contests.rules.ordering import in_order, listed, order_key, out_of_order, with_sort_names
from ballots.contests.rules.readiness import blockers, board_faults, faults_of_list, remarks, surplus_limits
from ballots.contests.rules.roll import check_roll, electorate_of, reasons_at, summoned
from ballots.contests.rules.settings import number

__all__ = [
    "blockers",
    "board_faults",
    "check_entries",
    "check_roll",
    "electorate_of",
    "faults_of_list",
    "form_of",
    "in_order",
    "list_faults",
    "listed",
    "number",
    "order_key",
    "out_of_order",
    "propose_sort_name",
    "reasons_at",
    "remarks",
    "summoned",
    "surplus_limits",
    "with_sort_names",
]
