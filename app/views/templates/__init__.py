"""Templates: the page where they are kept, the popup at the cursor, and the values that fill their blanks."""
