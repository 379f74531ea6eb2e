"""TikTok Shop: conversations, orders and after-sale cases by its Partner API."""
