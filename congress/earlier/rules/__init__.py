"""What holds for results of earlier terms (quy tắc): read, checked, matched, compared; pure."""
