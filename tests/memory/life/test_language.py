"""Plain text and its way back, numbers, sums, dates and stems."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tastekeeper.memory.extraction.life.documents.elements import elements
from tastekeeper.memory.extraction.life.documents.quotes import quoted, unquoted
from tastekeeper.memory.extraction.life.language.dates import find_dates
from tastekeeper.memory.extraction.life.language.plain import plain
from tastekeeper.memory.extraction.life.language.quantities import quantities
from tastekeeper.memory.extraction.life.language.reading import life_speller
from tastekeeper.memory.extraction.life.language.stems import likeness

NOW = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("I’ve got 5km left", "i have got 5 km left"),
        ("Don't  go", "do not go"),
        ("mum's cake isn't here", "mum's cake is not here"),
        ("The tap's fixed", "the tap is fixed"),
        ("It'd already gone", "it had already gone"),
        ("at 9 a.m. sharp", "at 9 am sharp"),
        ("10k steps", "10k steps"),
        ("need 2 run", "need to run"),
    ],
)
def test_plain(said: str, text: str) -> None:
    assert plain(said).text == text


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_every_plain_stretch_leads_back_to_the_original(said: str) -> None:
    read = plain(said, life_speller())
    assert len(read.text) == len(read.starts) == len(read.ends)
    for start in range(len(read.text)):
        one, other = read.span(start, len(read.text))
        assert 0 <= one <= other <= len(said)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("grocceries", "groceries"),
        ("tommorow", "tomorrow"),
        ("brekfast", "breakfast"),
        ("meditate", "meditate"),
        ("launch", "launch"),
        ("Zubrowka", "Zubrowka"),
        ("spending", "spending"),
    ],
)
def test_slips(word: str, meant: str) -> None:
    assert life_speller()(word) == meant


@pytest.mark.parametrize(
    ("said", "value", "unit"),
    [
        ("$1,250.50", 1250.5, "$"),
        ("12,50 €", 12.5, "€"),
        ("£4", 4, "£"),
        ("10.7 million dollars", 10_700_000, "$"),
        ("575k", 575_000, None),
        ("two hundred and fifty quid", 250, "£"),
        ("80p", 0.8, "£"),
        ("a tenner", 10, "£"),
        ("3 dollars 50", 3.5, "$"),
        ("8.000 steps", 8000, None),
        ("six point five", 6.5, None),
        ("$1.2m", 1_200_000, "$"),
        ("7 and a half hours", 7.5, None),
        ("1 000 000 kr", 1_000_000, "kr"),
        ("thirty-two thousand pounds", 32_000, "£"),
    ],
)
def test_sums(said: str, value: float, unit: str | None) -> None:
    (found,) = quantities(plain(said).text)
    assert (found.value, found.unit) == (pytest.approx(value), unit)


@pytest.mark.parametrize("said", ["62%", "one of them", "10 percent", "version v2"])
def test_no_sums(said: str) -> None:
    assert quantities(plain(said).text) == ()


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("tomorrow", "2026-03-05"),
        ("the day after tomorrow", "2026-03-06"),
        ("on Friday", "2026-03-06"),
        ("next Friday", "2026-03-13"),
        ("next Tuesday at 10 AM", "2026-03-10 10:00"),
        ("this Wednesday", "2026-03-04"),
        ("on Wednesday", "2026-03-11"),
        ("June 15th", "2026-06-15"),
        ("15 June 2027", "2027-06-15"),
        ("on the 3rd", "2026-04-03"),
        ("the 22nd at quarter to eleven", "2026-03-22 10:45"),
        ("in two weeks", "2026-03-18"),
        ("in 10 days", "2026-03-14"),
        ("a week on Monday", "2026-03-16"),
        ("Tuesday week", "2026-03-17"),
        ("2026-12-01", "2026-12-01"),
        ("15/06/2026", "2026-06-15"),
        ("on 5/6", "2026-06-05"),
        ("on 6/15", "2026-06-15"),
        ("15.06.2026", "2026-06-15"),
        ("Christmas Eve at 7pm", "2026-12-24 19:00"),
        ("Saturday at noon", "2026-03-07 12:00"),
        ("Feb 29", "2028-02-29"),
        ("the end of the month", "2026-03-31"),
        ("in a month", "2026-04-04"),
        ("half past six on Monday", "2026-03-09 18:30"),
        ("at 14:30 tomorrow", "2026-03-05 14:30"),
        ("Friday, 7.30 pm", "2026-03-06 19:30"),
        ("January 2nd", "2027-01-02"),
        ("a fortnight from today", "2026-03-18"),
        ("the 31st of next month", None),
        ("31/02/2026", None),
    ],
)
def test_days_to_come(said: str, moment: str | None) -> None:
    found = [mention for mention in find_dates(plain(said).text, NOW) if mention.is_day]
    if moment is None:
        assert found == []
        return
    assert len(found) == 1
    shown = found[0].moment(UTC)
    assert f"{shown:%Y-%m-%d %H:%M}".removesuffix(" 00:00") == moment


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("yesterday", "2026-03-03"),
        ("last night", "2026-03-03"),
        ("on Monday", "2026-03-02"),
        ("last Friday", "2026-02-27"),
        ("three days ago", "2026-03-01"),
        ("on the 1st", "2026-03-01"),
        ("December 30", "2025-12-30"),
        ("this morning", "2026-03-04"),
    ],
)
def test_days_gone_by(said: str, day: str) -> None:
    (found,) = find_dates(plain(said).text, NOW)
    assert f"{found.moment(UTC, past=True):%Y-%m-%d}" == day


@pytest.mark.parametrize(
    "said",
    ["I may march on", "the third option is best", "he sat down", "the first week", "9/10", "sun and sea"],
)
def test_no_days(said: str) -> None:
    assert find_dates(plain(said).text, NOW) == ()


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="0123456789 /.:-thndrsaumpfo", max_size=40),
    st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)),
)
def test_dates_of_any_text_are_read_without_harm(said: str, at: datetime) -> None:
    for mention in find_dates(plain(said).text, at.replace(tzinfo=UTC)):
        assert mention.start < mention.end


@pytest.mark.parametrize(
    ("said", "held", "near"),
    [
        ("buying the groceries", "Buy groceries", True),
        ("planning for the literary fair", "Plan attendance at literary fair", True),
        ("rang the school", "Call the school", True),
        ("the plumber", "Call plumber", True),
        ("wash the dog", "Paint the fence", False),
        ("email the bank", "Call the bank", False),
        ("optimising queries", "Optimize database queries", True),
    ],
)
def test_likeness(said: str, held: str, near: bool) -> None:
    assert (likeness(said, held) >= 0.72) is near


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("the Art Team, the Head of Sales, and the Board", ["Art Team", "Head of Sales", "Board"]),
        (
            "Ana Ruiz, Head of Product, and Bo Lind, Designer",
            ["Ana Ruiz, Head of Product", "Bo Lind, Designer"],
        ),
        ("cut costs, focusing on rent, and hire a cook", ["cut costs, focusing on rent", "hire a cook"]),
        ("a plan (months 1-4, then 6), a map and a song", ["plan (months 1-4, then 6)", "map", "song"]),
        ("\"Less, but better\" and 'More, and worse'", ["Less, but better", "More, and worse"]),
        ("salt and pepper", ["salt", "pepper"]),
        ("apps for iOS and Android, a wiki, and a forum", ["apps for iOS and Android", "wiki", "forum"]),
        ("1. One thing 2. Another, bigger thing", ["One thing", "Another, bigger thing"]),
        ("- soup\n- bread, butter and jam", ["soup", "bread, butter and jam"]),
        ("spend $1,000 on tents", ["spend $1,000 on tents"]),
    ],
)
def test_elements(said: str, parts: list[str]) -> None:
    assert [said[start:end] for start, end in elements(said)] == parts


def test_quotations() -> None:
    said = "Remove 'our brand's tone' and \"it's fine\" now"
    assert [said[start:end] for start, end in quoted(said)] == ["our brand's tone", "it's fine"]
    assert unquoted("'Our brand's tone.'") == "Our brand's tone."
    assert unquoted("'A' and 'B'") == "'A' and 'B'"
