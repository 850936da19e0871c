"""When answers go: a network's rule, what is due by it, a run and its receipt, and telling of it beforehand."""
