"""AliExpress: chat, orders, disputes and parcels through its IOP gateways."""
