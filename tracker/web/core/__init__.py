"""What surrounds every request: guard, routes, transactions, headers, errors, language and frame."""
