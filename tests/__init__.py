"""What the house promises, room by room (kiểm thử)."""
