"""How often each of Amazon's operations may be called by default (the published models, read 2026-11-22).

The rate that an answer names in `x-amzn-RateLimit-Limit` takes its place.
"""

from collections.abc import Mapping

from app.connectors.limits import Pace

PACES: Mapping[str, Pace] = {
    "participations": Pace(0.016, 15),
    "orders": Pace(0.0056, 20),
    "order": Pace(0.5, 30),
    "catalogue": Pace(2.0, 2),
    "form_actions": Pace(1.0, 5),
    "form_language": Pace(1.0, 5),
    "form": Pace(1.0, 5),
    "review_actions": Pace(1.0, 5),
    "review": Pace(1.0, 5),
    "upload": Pace(10.0, 10),
    "ship": Pace(2.0, 10),
    "feed_place": Pace(0.5, 15),
    "feed": Pace(0.0083, 15),
    "feed_state": Pace(2.0, 15),
    "feeds": Pace(0.0222, 10),
    "feed_report": Pace(0.0222, 10),
    "report": Pace(0.0167, 15),
    "report_state": Pace(2.0, 15),
    "report_document": Pace(0.0167, 15),
}
