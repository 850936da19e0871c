"""Mail: what waits to be sent, how it is written and handed over, and what people want of it."""
