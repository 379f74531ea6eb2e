"""Rows in, values out: the only home of SQL. Nothing that leaves here is a row, a session or lazy."""
