"""What stands before the application itself: a request meets it before anything of Flask."""
