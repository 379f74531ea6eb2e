"""What the program does: one file per subject, one function per action."""
