"""XLSX files read within bounds (đọc tệp XLSX)."""
