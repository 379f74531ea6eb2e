"""The right of the screen: the order, the customer and the templates that fit, beside the conversation."""
