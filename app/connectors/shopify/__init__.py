"""Shopify: customers write to the shop's own support address; orders, returns and disputes by the Admin GraphQL API."""
