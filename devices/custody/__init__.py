"""Hand-over (bàn giao thiết bị): many devices from one holder to another in one act, and back again."""
