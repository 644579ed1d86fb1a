"""Measurements (đo): what the README's figures are, measured again on the machine at hand."""
