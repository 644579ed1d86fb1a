"""What happens when things break: kills, full disks, damaged files (sự cố)."""
