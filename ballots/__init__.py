"""Elections (bầu cử): from the list of candidates to a proven result."""
