"""The worker process: everything that reads what strangers sent runs here, where a hang or crash harms nobody.

The program's side is `client.py`; everything else runs in the child (`main.py`).
"""
