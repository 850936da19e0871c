import pytest

from tracker.text.slugs import MOST, slug_of


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Halvere fall med skade", "halvere-fall-med-skade"),
        ("«Hva er viktig for deg?» spurt", "hva-er-viktig-for-deg-spurt"),
        ("Færre trykksår på Ørland", "faerre-trykksar-pa-orland"),
        ("Åpen dør", "apen-dor"),
        ("Café – 24/7", "cafe-24-7"),
        ("???", "x"),
    ],
)
def test_a_slug_is_readable_without_norwegian_letters(name, slug):
    assert slug_of(name) == slug


def test_a_long_name_is_cut_at_a_whole_word():
    slug = slug_of("ord " * 50)
    assert len(slug) <= MOST
    assert slug.endswith("ord")


def test_one_endless_word_is_cut_anyway():
    assert slug_of("a" * 200) == "a" * MOST


def test_a_name_without_letters_gets_what_it_is_given():
    assert slug_of("…", otherwise="mal") == "mal"
