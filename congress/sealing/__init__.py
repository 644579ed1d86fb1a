"""Keys, certificates, PDF signatures, machine statements, sealed records and verdicts (niêm phong, chữ ký số).

The room knows no domain and no database: functions over bytes, paths and values. It alone, with `handover`,
imports cryptography, pyHanko and pyrage; pyHanko is heavy and is loaded inside the functions that need it. Nothing
here opens a network connection, reads a clock or asks for a password.
"""
