"""Results (kết quả bầu cử): from counted papers to a fixed, signed and official result."""
