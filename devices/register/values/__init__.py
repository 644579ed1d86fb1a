"""The values of the register (các giá trị của sổ thiết bị): devices and their history, sites, stock-takes."""
