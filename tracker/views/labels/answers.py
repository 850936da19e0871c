"""What the members of the enums of answers are called on screen."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from tracker.models.answers import (
    AnsweredBy,
    AnswerLanguage,
    AnswerState,
    AnswerWay,
    ChainEnd,
    RejectReason,
    TellingKind,
    ThemeKey,
)
from tracker.services.answers.standing import WhereItIs
from tracker.text.locale import marked

ANSWER_LABELS: Mapping[type[Enum], Mapping[Any, str]] = {
    AnswerLanguage: {
        AnswerLanguage.NB: marked("Bokmål"),
        AnswerLanguage.NN: marked("Nynorsk"),
        AnswerLanguage.EN: marked("Engelsk"),
        AnswerLanguage.DA: marked("Dansk"),
        AnswerLanguage.SOUTH_SAMI: marked("Sørsamisk"),
        AnswerLanguage.NORTH_SAMI: marked("Nordsamisk"),
        AnswerLanguage.POLISH: marked("Polsk"),
        AnswerLanguage.UKRAINIAN: marked("Ukrainsk"),
        AnswerLanguage.ARABIC: marked("Arabisk"),
        AnswerLanguage.SOMALI: marked("Somali"),
        AnswerLanguage.TIGRINYA: marked("Tigrinja"),
        AnswerLanguage.LITHUANIAN: marked("Litauisk"),
        AnswerLanguage.OTHER: marked("Annet språk"),
    },
    AnsweredBy: {
        AnsweredBy.PATIENT: marked("Pasient"),
        AnsweredBy.KIN: marked("Pårørende"),
        AnsweredBy.UNKNOWN: marked("Ukjent"),
    },
    AnswerWay: {
        AnswerWay.QR: marked("fra QR-kode"),
        AnswerWay.TABLET: marked("fra nettbrett"),
        AnswerWay.PAPER: marked("fra papir"),
        AnswerWay.DAY: marked("fra dagen"),
    },
    AnswerState: {
        AnswerState.WAITING: marked("Venter"),
        AnswerState.APPROVED: marked("Godkjent"),
        AnswerState.REJECTED: marked("Avvist"),
    },
    RejectReason: {
        RejectReason.POINTS_OUT: marked("Peker ut en person"),
        RejectReason.HELP_NOW: marked("Noen trenger hjelp nå"),
        RejectReason.EVENT: marked("Handler om en hendelse"),
        RejectReason.OFFENSIVE: marked("Støtende"),
        RejectReason.EMPTY: marked("Tomt eller en prøve"),
    },
    ThemeKey: {
        ThemeKey.HEARD: marked("Bli hørt"),
        ThemeKey.INFORMATION: marked("Informasjon"),
        ThemeKey.SLEEP: marked("Søvn"),
        ThemeKey.SAFETY: marked("Trygghet"),
        ThemeKey.FAMILY: marked("Familie"),
        ThemeKey.HOME: marked("Hjem"),
        ThemeKey.PAIN: marked("Smerte"),
        ThemeKey.FOOD: marked("Mat"),
        ThemeKey.EVERYDAY: marked("Hverdag"),
        ThemeKey.OTHER: marked("Annet"),
    },
    ChainEnd: {
        ChainEnd.DECLINED: marked("Fikk nei, med grunn"),
        ChainEnd.TAKEN_IN: marked("Tatt til seg"),
    },
    TellingKind: {
        TellingKind.DID: marked("Vi gjorde"),
        TellingKind.COULD_NOT: marked("Dette fikk vi ikke til"),
        TellingKind.TAKEN_IN: marked("Tatt til seg"),
        TellingKind.WORKING: marked("Dette jobber vi med"),
    },
    WhereItIs: {
        WhereItIs.WAITING: marked("Venter på dere"),
        WhereItIs.IDEA: marked("Idé"),
        WhereItIs.TESTED: marked("Testes"),
        WhereItIs.DONE: marked("Innført"),
        WhereItIs.TOLD: marked("Fortalt tilbake"),
        WhereItIs.DECLINED: marked("Fikk nei, med grunn"),
        WhereItIs.TAKEN_IN: marked("Tatt til seg"),
    },
}
