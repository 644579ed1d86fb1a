"""The regulation room: valid or void, majority, who is elected, and the formats that carry it."""
