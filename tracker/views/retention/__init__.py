"""When answers go in a network, as its host sees it: the rule, a dry run, a receipt; and the mail to leaders."""
