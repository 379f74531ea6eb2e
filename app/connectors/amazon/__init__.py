"""Amazon: buyers' messages by relay mail, orders by the Selling Partner API."""
