"""Identity numbers nobody has or can have: births in 2038 and the test series. By the rules as the authorities write
them, not by the code under test."""

from typing import NamedTuple

K1 = (3, 7, 6, 1, 8, 9, 4, 5, 2)
K2 = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
DUF = (4, 6, 3, 2, 4, 6, 3, 2, 7, 5)
SHIFTS = {
    "fødselsnummer": (0, 0),
    "D-number": (40, 0),
    "H-number": (0, 40),
    "synthetic 80": (0, 80),
    "synthetic 65": (0, 65),
    "synthetic D-number": (40, 80),
}


class Number(NamedTuple):
    """A number in its parts: {dd}{mm}{yy} {five}, or {dd}.{mm}.{yyyy} {three} {two}."""

    figures: str
    century: str = "20"

    dd = property(lambda self: self.figures[:2])
    mm = property(lambda self: self.figures[2:4])
    yy = property(lambda self: self.figures[4:6])
    yyyy = property(lambda self: self.century + self.yy)
    six = property(lambda self: self.figures[:6])
    rest = property(lambda self: self.figures[6:])
    three = property(lambda self: self.figures[6:9])
    two = property(lambda self: self.figures[9:])
    spaced = property(lambda self: " ".join(self.figures))
    dashed = property(lambda self: "-".join(self.figures))
    account = property(lambda self: f"{self.figures[:4]}.{self.figures[4:6]}.{self.rest}")
    year = property(lambda self: self.figures[:4])
    running = property(lambda self: self.figures[4:10])
    control = property(lambda self: self.figures[10:])

    def __str__(self):
        return self.figures


def made(nine, remainder=0):
    """Add two control digits; None where the rules give none (a digit of 10)."""
    first = (remainder - sum(w * int(d) for w, d in zip(K1, nine, strict=True))) % 11
    second = -sum(w * int(d) for w, d in zip(K2, f"{nine}{first}", strict=False)) % 11
    return None if first == 10 or second == 10 else f"{nine}{first}{second}"


def first_made(day, month, remainder=0, year="38"):
    """Give the first number of this day that has control digits."""
    numbers = (made(f"{day:02}{month:02}{year}{individual}", remainder) for individual in range(500, 600))
    return Number(next(number for number in numbers if number))


def duf_made(year, running):
    ten = f"{year}{running:06}"
    return f"{ten}{sum(w * int(d) for w, d in zip(DUF, ten, strict=True)) % 11:02}"


def wrong(number):
    """Change the last digit."""
    return number.figures[:-1] + str((int(number.figures[-1]) + 1) % 10)


FNR = first_made(17, 5)
EARLY = first_made(3, 2)
DNR = first_made(57, 5)
HNR = first_made(17, 45)
TENOR = first_made(17, 85)
NAV = first_made(17, 70)
NEW = first_made(17, 5, remainder=2)
FH = Number(next(n for n in (made(f"8{x}") for x in range(88888888, 88888999)) if n))
CPR = Number("1705385432")
CPR_NOON = Number("0311261204")
DUF_NUMBER = Number(duf_made(2091, 345678))
DUF_TIME = duf_made(2091, 112010)
"""It reads as 20 November 2091, ten o'clock and some minutes."""
WRONG = Number(wrong(FNR))
