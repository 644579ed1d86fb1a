"""Upkeep (giữ gìn thư mục làm việc): backups, restoring, a clock that jumped, a machine's key that was lost."""
