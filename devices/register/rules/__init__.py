"""The rules of the register (quy tắc sổ thiết bị): tags, states, details, words, imports, stock-takes, labels."""
