"""XLSX files read within bounds."""
