"""Quayside (码头客服): one inbox for every place customers write from."""
