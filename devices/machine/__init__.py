"""The machine (máy tính): what this laptop can prove about itself, and the gate that rests on it."""
