"""Tests of the house put together, and of the commands on a workspace (ráp các phòng)."""
