"""Every action of the app and its keys, in one table (bảng phím). Labels are translated at import.

The language is chosen before `tui` is imported, since Textual fixes the labels of bindings in classes.
"""

from dataclasses import dataclass

from textual.binding import Binding, BindingType

from congress.i18n import t


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do from a key (lệnh)."""

    name: str
    """The screen answers with a method `action_<name>`."""
    keys: str
    """As Textual names them, separated by commas."""
    label: str
    """English text, key of the catalogue."""
    cap: str
    """What is written on the key."""
    in_bar: bool = True
    gives_way: bool = False
    """Stands in the bar behind the keys that hold everywhere, where there is room."""
    priority: bool = False


_TABLE = (
    # everywhere
    Action("help", "f1", "Help", "F1"),
    Action("command_palette", "ctrl+p", "Commands", "Ctrl+P"),
    Action("go_back", "escape", "Back", "Esc"),
    Action("quit", "ctrl+q", "Quit", "Ctrl+Q", in_bar=False, priority=True),
    Action("switch_theme", "f2", "Light or dark", "F2", in_bar=False),
    Action("log_out", "f10", "Log out", "F10", in_bar=False),
    Action("lift_lock_out", "f6", "Lift a lock-out", "F6"),
    Action("choose_workspace", "f7", "Other workspace", "F7"),
    # lists
    Action("open", "enter", "Open", "⏎"),
    Action("search", "slash", "Search", "/"),
    Action("new", "insert,a", "Add", "A"),
    Action("edit", "e", "Edit", "E"),
    Action("remove", "delete", "Remove", "Del"),
    Action("read_file", "i", "Read a file", "I"),
    Action("add_site", "f6", "Add a site", "F6"),
    Action("other_kind", "f6", "Other kind", "F6"),
    Action("go_there", "g", "Go there", "G"),
    Action("walk", "v", "Walk the chain", "V"),
    Action("other_version", "l", "Other version", "L"),
    Action("back_up", "a", "Back up", "A"),
    Action("practise_restoring", "d", "Restore drill", "D"),
    Action("accept_clock", "f6", "Accept the clock", "F6"),
    Action("renew_key", "f7", "New machine key", "F7", in_bar=False),
    Action("move_up", "ctrl+up", "Up", "Ctrl+↑", in_bar=False),
    Action("move_down", "ctrl+down", "Down", "Ctrl+↓", in_bar=False),
    Action("in_order", "f6", "Order of names", "F6"),
    Action("confirm", "f8", "Confirm", "F8"),
    Action("overrule", "f9", "Take the surplus", "F9", in_bar=False),
    Action("reset_code", "m", "New code", "M"),
    Action("switch_state", "x", "Disable or enable", "X"),
    Action("issue_key", "k", "Signing key", "K", in_bar=False),
    Action("certify_machine", "f7", "Machine's certificate", "F7", in_bar=False),
    Action("filter", "l", "This contest only", "L"),
    Action("next_round", "v", "Further round", "V"),
    Action("regulation", "q", "The regulation", "Q"),
    # home and desk
    Action("contests", "c", "Contests", "C"),
    Action("doubtful", "p", "Doubtful papers", "P"),
    Action("result", "r", "Result", "R"),
    Action("differences", "s", "Compare counts", "S"),
    Action("third_entry", "t", "Third entry", "T"),
    Action("settle_paper", "f4,ctrl+s", "Settle", "F4"),
    Action("to_conclusion", "k", "Conclude instead", "K"),
    Action("journal", "n", "Journal", "N"),
    Action("by_hand", "k", "Count by hand", "K"),
    Action("close_pile", "d", "Close the pile", "D"),
    Action("open_paper", "o", "Open the paper", "O"),
    Action("open_paper_here", "ctrl+o", "Open the paper", "Ctrl+O"),
    Action("explain", "x", "Explain a difference", "X"),
    Action("decide_aliens", "l", "Papers not issued by the board", "L", in_bar=False),
    Action("tally_sheets", "t", "Blank tally sheets", "T", in_bar=False),
    Action("overrule_gate", "v", "Overrule what blocks", "V"),
    Action("reopen", "m", "Open again", "M"),
    Action("restart_pile", "x", "Key anew", "X"),
    Action("close_from_pad", "f8", "Close the pile", "F8"),
    Action("overrule_way_out", "f9", "Overrule what blocks", "F9"),
    Action("prove_second", "f6", "Second counter", "F6"),
    # doubtful papers and the result
    Action("conclude_paper", "f4,ctrl+s", "Conclude", "F4"),
    Action("close_count", "f8", "Close the count", "F8"),
    Action("draft_paper", "d", "Print the draft", "D"),
    Action("signers", "s", "Who signs", "S"),
    Action("close_tally", "f8", "Close the counting by hand", "F8"),
    Action("open_picture", "o", "Open the picture", "O"),
    Action("fix", "f8", "Fix the result", "F8"),
    # readiness of the equipment
    Action("readiness", "s", "Readiness", "S", gives_way=True),
    Action("devices", "t", "Devices", "T", gives_way=True),
    Action("blocked_only", "v", "What blocks", "V"),
    Action("equipment_reports", "b", "Reports", "B"),
    Action("pass_item", "1", "Passed", "1"),
    Action("fail_item", "2", "Failed", "2"),
    Action("note_item", "n", "Note", "N"),
    Action("picture_item", "p", "Picture", "P"),
    Action("request_inspection", "t", "Inspection", "T"),
    Action("put_seals_on", "d", "Stamps, seals", "D"),
    Action("read_stamps", "f6", "Read the numbers", "F6"),
    Action("incidents", "s", "Incidents", "S"),
    Action("site_papers", "b", "Site papers", "B"),
    Action("use_devices", "u", "Open for work", "U"),
    Action("site_needs", "n", "Needs", "N"),
    Action("set_duty", "p", "In charge", "P", gives_way=True),
    Action("count_consumables", "k", "Consumables", "K", gives_way=True),
    Action("report_incident", "a", "Report", "A"),
    Action("swap_spare", "t", "Swap a spare", "T"),
    Action("incident_paper", "b", "Print the report", "B", in_bar=False),
    Action("escalation", "d", "Response team", "D"),
    Action("close_incident", "x", "Close", "X"),
    Action("take_back", "delete", "Take back", "Del", in_bar=False),
    # the register of devices
    Action("filter_devices", "l", "Filter", "L"),
    Action("order_devices", "o", "Order", "O", in_bar=False),
    Action("mark", "space", "Mark", "␣"),
    Action("unmark", "u", "Unmark all", "U"),
    Action("transfer_device", "d", "Move to another unit", "D", in_bar=False),
    Action("place_device", "b", "Place at a site", "B"),
    Action("take_back_device", "n", "Take the device back", "N"),
    Action("hand_over", "g", "Hand over", "G"),
    Action("make_minutes", "f8", "Hand over", "F8"),
    Action("make_return", "f8", "Take them back", "F8"),
    Action("same_accessories", "a", "Accessories of all", "A"),
    Action("mark_all", "u", "Mark all", "U"),
    Action("set_condition", "t", "Condition", "T"),
    Action("lost_or_found", "h", "Lost or found", "H"),
    Action("change_use", "m", "Other use", "M"),
    Action("read_list", "i", "Read a list", "I"),
    Action("write_list", "w", "Write a list", "W", gives_way=True),
    Action("accept_list", "f8", "Take it in", "F8"),
    Action("enter_units", "a", "Enter all as new units", "A"),
    Action("new_body", "a", "A new body", "A"),
    Action("move_whole", "m", "Move whole", "M"),
    Action("look_through", "f4,ctrl+s", "Look at it", "F4"),
    Action("move_some", "m", "Move", "M"),
    Action("moved_or_not", "v", "Before, after", "V"),
    Action("add_spelling", "k", "Other spelling", "K"),
    Action("other_file", "o", "Other file", "O"),
    Action("retire_device", "x", "Retire", "X"),
    Action("print_labels", "p", "Print labels", "P"),
    Action("add_place", "f6", "Add a room or box", "F6"),
    Action("units_have", "v", "By unit", "V", gives_way=True),
    Action("other_side", "v", "Before or after the mergers", "V"),
    # this machine
    Action("look_again", "f5", "Look again", "F5"),
    Action("allow_medium", "a", "Allow a medium", "A"),
    Action("set_class", "c", "Kind of machine", "C"),
    Action("forbid_medium", "delete", "No longer allow", "Del"),
    # needs
    Action("plan_needs", "f4,ctrl+s", "Plan", "F4"),
    Action("save_tables", "w", "Save XLSX or PDF", "W"),
    # stock-takes
    Action("stock_takes", "k", "Stock-takes", "K", gives_way=True),
    Action("move_here", "f6", "Move here", "F6"),
    Action("still_to_find", "f7", "Still to be found", "F7"),
    Action("close_stock_take", "f8", "Close the stock-take", "F8"),
    Action("print_minutes", "b", "Print the minutes", "B"),
    # documents
    Action("withdraw", "x", "Withdraw", "X"),
    Action("change_secrecy", "m", "Degree of secrecy", "M"),
    Action("open_file", "o", "Open the file", "O"),
    Action("read_folder", "i", "Read a folder", "I"),
    Action("write_template", "t", "List to fill in", "T"),
    Action("take_back_copies", "n", "Take copies back", "N"),
    Action("copies_out", "v", "Still out", "V"),
    Action("print_register", "b", "Print the register", "B"),
    Action("print_synthesis", "b", "Print the synthesis", "B"),
    Action("undecided", "v", "Undecided", "V"),
    # earlier terms
    Action("read_outcome", "r", "Outcome file", "R"),
    Action("compare", "v", "Compare two terms", "V", gives_way=True),
    Action("choose_terms", "l", "Terms", "L"),
    Action("pair", "m", "Put together", "M"),
    Action("print_comparison", "p", "Print", "P"),
    # archive
    Action("build_package", "a", "Build", "A"),
    Action("check_package", "k", "Check", "K"),
    Action("repair_package", "s", "Repair", "S"),
    Action("take_package", "t", "Take in", "T"),
    Action("to_closing", "f8", "Close the book", "F8"),
    Action("check_months", "f7", "Months between checks", "F7", in_bar=False),
    # forms and dialogs
    Action("submit", "f4,ctrl+s", "Save", "F4"),
    Action("rest", "escape", "Rest", "Esc"),
)

ACTIONS = {action.name: action for action in _TABLE}
CAPS = {key: action.cap for action in reversed(_TABLE) for key in action.keys.split(",")}
"""What is written on a key, by Textual's name of it."""


def pressed(action: Action) -> tuple[str, ...]:
    """The keys of an action; a letter counts as small and as capital: Caps Lock changes nothing."""
    keys = action.keys.split(",")
    return (*keys, *(key.upper() for key in keys if len(key) == 1 and key.isalpha()))


def bindings(*names: str) -> list[BindingType]:
    """Bindings for a screen's `BINDINGS`, in the order named."""
    chosen = [ACTIONS[name] for name in names]
    return [
        Binding(
            ",".join(pressed(action)),
            action.name,
            t(action.label),
            key_display=action.cap,
            show=action.in_bar,
            priority=action.priority,
        )
        for action in chosen
    ]


Hint = tuple[str, str]
"""(key cap, what it does): for keys that a widget takes itself."""

PAD_HINTS: tuple[Hint, ...] = (
    ("⏎", t("take")),
    ("-", t("take off")),
    ("*", t("as the last")),
    ("/", t("set aside")),
    ("00", t("nobody struck")),
    (".", t("look back")),
)
PAD_HINTS_WHOLE: tuple[Hint, ...] = (
    ("+", t("close the pile")),
    (".", t("look back")),
)
PAD_HINTS_HEAP: tuple[Hint, ...] = (
    ("⏎", t("keep the pattern, then the count")),
    ("-", t("take off")),
    (".", t("look back")),
)
PAD_HINTS_AGREE: tuple[Hint, ...] = (
    ("+", t("all agree / other mark")),
    ("⏎", t("take")),
    ("-", t("take off")),
    ("*", t("as the last")),
    ("/", t("set aside")),
    (".", t("look back")),
)
