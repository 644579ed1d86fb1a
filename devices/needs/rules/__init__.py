"""Needs, moves and costs (nhu cầu, điều chuyển, kinh phí): pure functions."""

from devices.needs.rules.costing import costs
from devices.needs.rules.moving import ways_missing
from devices.needs.rules.names import Fit, Names
from devices.needs.rules.planning import balance, plan
from devices.needs.rules.reckoning import table, use_of, with_variant

__all__ = ["Fit", "Names", "balance", "costs", "plan", "table", "use_of", "ways_missing", "with_variant"]
