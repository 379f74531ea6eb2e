"""Shopee: chats, orders, parcels and returns by its Open Platform, through an application of the seller's own."""
