"""Needs (nhu cầu): norms, have / need / short / surplus, what to move, what to buy and at which cost."""
