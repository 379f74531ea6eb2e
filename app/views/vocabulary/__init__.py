"""Every word on screen, one table per area: a key and its Chinese. English is in resources/translations."""
