"""The middle of the screen: what was said, and the box where the answer is written."""
