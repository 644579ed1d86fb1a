"""The workspace (thư mục làm việc): one portable folder with settings, database, keys and papers.

Opened by one program at a time. `unit()` is the only way to write: one transaction, its people checked, its
journal entry chained, its head kept outside the table.
"""

from congress.workspace.folders import ARCHIVE, BACKUPS, DATABASE, FOLDERS, KEYS, LOGS, PAPERS, SEALED, WORK
from congress.workspace.opened import House, Workspace, check_journal
from congress.workspace.opening import check_free, create, look_into, open_folder

__all__ = [
    "ARCHIVE",
    "BACKUPS",
    "DATABASE",
    "FOLDERS",
    "KEYS",
    "LOGS",
    "PAPERS",
    "SEALED",
    "WORK",
    "House",
    "Workspace",
    "check_free",
    "check_journal",
    "create",
    "look_into",
    "open_folder",
]
