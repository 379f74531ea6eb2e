"""Walmart Marketplace: customers' messages by relay mail, orders and returns by the Marketplace API."""
