"""Devices (thiết bị): what there is, who has it, where it stands, and all that ever happened to it."""
