"""The house rules as tests: arrows, sizes, words, clocks, locks, translations."""
