"""The practice marketplaces: a made-up world of buyers, spoken in each platform's published wire format."""
