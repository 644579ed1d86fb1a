"""Equipment (thiết bị): what a congress runs on."""
