"""Pages, forms and charts find their words in one loaded catalogue."""

import pytest
from flask import render_template_string
from flask_babel import get_translations, gettext, lazy_gettext, ngettext

from tests.catalogues import CATALOGUES, language, read
from tracker.models.accounts import Language
from tracker.text.locale import Locale
from tracker.web.core.language import locale


@pytest.mark.parametrize("code", [each.value for each in Language])
def test_flask_babel_and_the_locale_have_one_catalogue(app, code):
    with app.test_request_context(f"/?lang={code}"):
        assert locale() is Locale.of(code)
        assert get_translations() is locale().translations


@pytest.mark.parametrize("path", CATALOGUES, ids=language)
def test_a_text_is_found_alike_on_every_way(app, path):
    code = language(path)
    messages = [message for message in read(path) if message.id]
    with app.test_request_context(f"/?lang={code}"):
        for message in messages:
            if isinstance(message.id, str):
                said = locale().gettext(message.id)
                assert said == message.string == str(lazy_gettext(message.id))
                assert said == gettext(message.id)
            else:
                one, many = message.id
                assert (locale().translations.ngettext(one, many, 2)) == message.string[1]
        assert render_template_string('{{ _("Bedring") }}') == locale().gettext("Bedring")
        said = ngettext("%(num)s team", "%(num)s team", 2)
        assert said == locale().ngettext("%(num)s team", "%(num)s team", 2)
