"""eBay: messages, orders and after-sale cases by its REST interfaces."""
