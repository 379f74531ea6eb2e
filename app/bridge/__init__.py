"""The only Qt below the views: threads that loop, and the desk through which screens ask and act."""
