"""Search over terms, persons, units, contests, votes, devices, documents (tra cứu), here and in packages taken in."""
