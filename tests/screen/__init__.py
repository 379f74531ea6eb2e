"""A person at a real X screen: presses keys, moves the mouse, and sees what a screen reader would be told."""
