"""Bundles between offline machines (bàn giao giữa các máy): signed by the machine, encrypted to its receivers."""
