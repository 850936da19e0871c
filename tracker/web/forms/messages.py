"""Every error text, once. A message says what is wrong in the words of the field's label, and how to mend it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

REQUIRED = _("Fyll ut dette feltet.")
TOO_LONG = _("Teksten er for lang. Du har skrevet %(typed)s tegn, og det er plass til %(room)s.")
NUMBER = _("Skriv et tall, for eksempel 12 eller 12,5.")
WHOLE_NUMBER = _("Skriv et helt tall, for eksempel 12.")
NEGATIVE = _("Tallet kan ikke være under 0.")
ABOVE = _("Tallet kan ikke være over %(most)s.")
BELOW = _("Tallet kan ikke være under %(least)s.")
SHARE = _("Skriv et tall mellom 0 og 100 %.")
WEEK = _("Skriv uka som 45 eller 45/2026.")
DATE = _("Skriv datoen som dag.måned.år, for eksempel 22.11.2026.")
CLOCK = _("Skriv klokkeslettet som 10.00.")
PERIOD = _("Velg en periode fra lista.")
FORTNIGHT = _("Skriv en dato i perioden som dag.måned.år, for eksempel 22.11.2026.")
MONTH = _("Skriv måneden som 3/2026 eller mars 2026.")
TERTIAL = _("Skriv tertialet som 2/2026.")
QUARTER = _("Skriv kvartalet som 2/2026.")
YEAR = _("Skriv året, for eksempel 2026.")
CHOICE = _("Velg ett av alternativene.")
EMAIL = _("Skriv en e-postadresse, for eksempel navn@sykehus.no.")
EMAIL_LETTERS = _("Bruk bare bokstavene a til z foran @: e-post når ikke fram til æ, ø og å.")
IDENTITY_NUMBER = _("Teksten ser ut til å inneholde et fødselsnummer eller et CPR-nummer. Ta det bort før du sender.")
CONTACT = _(
    "Teksten ser ut til å inneholde et telefonnummer eller en e-postadresse, eller kan være et fødselsnummer. "
    "Ta det bort, eller kryss av for at det skal stå."
)
NUMERATOR_ABOVE = _("Telleren kan ikke være større enn nevneren. Du skrev %(a)s av %(b)s.")
ZERO_DENOMINATOR = _("Nevneren må være over 0. Velg «Ikke målt» hvis det ikke var noe å måle.")
BOTH_PARTS = _("Skriv både teller og nevner.")
THOUSANDS = _("Er dette %(whole)s eller %(parted)s? Skriv tallet uten punktum og komma, eller med én desimal.")
FUTURE = _("Perioden har ikke begynt ennå.")
CONFLICT = _("%(name)s endret %(period)s mens du skrev")
STALE = _("Skjemaet var åpent for lenge, eller ble sendt fra en annen fane. Se over det du skrev, og send på nytt.")
PASSWORD_SHORT = _("Passordet må ha minst %(least)s tegn. Du skrev %(typed)s.")
PASSWORD_GUESSABLE = _(
    "Dette passordet er lett å gjette: det er satt sammen av vanlige ord, tall eller navn. "
    "Prøv fire ord som ikke hører sammen."
)
PASSWORD_WRONG = _("Passordet stemmer ikke. Skriv det du logger inn med nå.")
SIGN_IN_WRONG = _("E-postadressen eller passordet stemmer ikke. Prøv igjen.")
SIGN_IN_WAIT = _("For mange forsøk. Vent et kvarter, og prøv igjen.")
ALREADY_MEMBER = _("Personen med denne e-postadressen er allerede med i teamet.")
TAKEN = _("Navnet er i bruk. Velg et annet.")
BEFORE_START = _("Sluttdatoen kan ikke være før startdatoen.")
HAS_BECOME = _("Noen har alt gjort punktet til noe. Se på evalueringen hva det ble.")
