"""Random schedules of crashes and weather: short runs as tests, long ones by `python3 dev.py prove NAME`."""
