"""Sums, goals, best periods and counts, by hand-counted cases."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tastekeeper.memory.answering import Span
from tastekeeper.memory.answering import days as periods
from tastekeeper.memory.answering.phrasing import dates, ordinal, quantity

AT = datetime(2025, 6, 28, 15, 0, tzinfo=UTC)


@pytest.fixture
def june(story):
    """Coffee by weeks of June: 10 + 12, 31, nothing, 20 + 9.5; steps on six days."""
    for amount, day in (
        (10, "2025-06-01"),
        (12, "2025-06-07"),
        (31, "2025-06-08"),
        (20, "2025-06-22"),
        (9.5, "2025-06-28"),
    ):
        story.spend("coffee", amount, day)
    story.spend("lunch", 40, "2025-06-24")
    story.spend("rent", 900, "2025-06-23")
    for steps, day in (
        (4000, "2025-06-03"), (9000, "2025-06-09"), (9001, "2025-06-10"), (12000, "2025-06-16"), (6000, "2025-06-26"),
        (8000, "2025-06-27"),
    ):  # fmt: skip
        story.walk(steps, day)
    return story


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("how much have I spent on coffee?", "Total coffee spending in all: $82.50, from 5 records."),
        ("coffee spending this week", "Total coffee spending this week (22-28 June 2025): $29.50, from 2 records."),
        ("coffee spending last week", "Nothing is recorded for coffee last week (15-21 June 2025)."),
        ("total food spending this month",
         "Total food spending this month (1-28 June 2025): $122.50, from 6 records."),
        ("how much money did I spend this month?",
         "Total spending this month (1-28 June 2025): $1,022.50, from 7 records."),
        ("how many steps have I taken?", "Total steps in all: 48,001 steps, from 6 records."),
        ("what's my average daily step count?", "Steps in all: 8,000 steps a day on average, from 6 records."),
        ("average coffee spending per week this month",
         "Coffee this month (1-28 June 2025): $27.50 a week on average, from 5 records."),
        ("how many coffees did I buy this month?", "Coffee this month (1-28 June 2025): recorded 5 times."),
        ("what was my most expensive coffee?", "Coffee in all: $31.00 on Sunday 8 June 2025."),
    ],
)  # fmt: skip
def test_totals(june, question, said):
    assert june.ask(question).text == said


def test_currencies_are_never_added_up(june):
    june.spend("coffee", 7, "2025-06-25", unit="€")
    lines = june.ask("how much have I spent on coffee this week?").text.splitlines()
    assert [line.partition(": ")[2] for line in lines] == ["$29.50, from 2 records.", "€7.00, from 1 record."]
    best = june.ask("which week this month did I spend the most on coffee?")
    assert "$31.00" in best.text
    assert best.packed.note
    june.aim("spending.coffee", 29.5, "$/week", -1)
    assert "WITHIN BUDGET: the goal is MET" in june.ask("am I within my coffee budget?").text


@pytest.mark.parametrize(
    ("measure", "value", "unit", "polarity", "question", "parts"),
    [
        ("spending.coffee", 30, "$/week", -1, "am I meeting my coffee budget?",
         ("budget is $30.00 a week", "You spent $29.50 this week (22-28 June 2025)", "UNDER BUDGET by $0.50",
          "is MET")),
        ("spending.coffee", 25, "$/week", -1, "am I over my coffee budget?", ("OVER BUDGET by $4.50", "NOT MET")),
        ("spending.coffee", 100, "$/month", -1, "coffee budget?", ("$82.50 this month (1-28 June 2025)", "is MET")),
        ("spending.coffee", 80, "$", -1, "how is my coffee budget?", ("$82.50 this month", "OVER BUDGET by $2.50")),
        ("spending.coffee", 20, "$/week", -1, "did I keep my coffee budget this month?",
         ("$20.62 a week on average this month", "OVER BUDGET by $0.62")),
        ("activity.steps", 8000, "steps/day", 1, "am I meeting my daily step goal?",
         ("8,000 steps a day on average this month", "is MET")),
        ("activity.steps", 9000, "steps/day", 1, "did I reach my step goal this week?",
         ("7,000 steps a day on average this week", "NOT MET, with 2,000 steps less")),
        ("activity.steps", 8500, "steps/day", 1, "did I reach my step goal yesterday?",
         ("8,000 steps", "500 steps less")),
        ("spending.food", 60, "$/week", -1, "is my food spending under budget?",
         ("You spent $69.50 this week", "OVER BUDGET")),
        ("spending.total", 20000, "$/year", -1, "how is my spending budget?", ("$1,022.50 this year", "is MET")),
        ("spending", 1000, "$/month", -1, "am I over my monthly spending budget?",
         ("$1,022.50 this month", "OVER BUDGET")),
    ],
)  # fmt: skip
def test_goals(june, measure, value, unit, polarity, question, parts):
    june.aim(measure, value, unit, polarity)
    text = june.ask(question).text
    for part in parts:
        assert part in text
    assert ("NOT MET" in text) == ("OVER" in text or "less than" in text)


def test_the_goal_of_now_counts_and_goals_without_records_say_so(story):
    story.at("2025-06-20 10:00").aim("spending.dinner", 100, "$/week", -1)
    story.at("2025-06-28 15:00").aim("spending.dinner", 60, "$/week", -1)
    text = story.ask("am I meeting my dinner budget?").text
    assert text == (
        "Your dinner budget is $60.00 a week. Nothing is recorded this week (22-28 June 2025), so there is no"
        " telling whether it is kept."
    )
    assert "MET" not in text


def test_records_without_a_goal_are_told_with_no_verdict(june):
    text = june.ask("am I meeting my lunch budget?").text
    assert text == "I hold no goal for lunch. Recorded in all: $40.00."


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("which week of this month did I spend the most on coffee?",
         "The 2nd week of June 2025 (8-14 June 2025) had the most coffee spending: $31.00."),
        ("in which week of June did I walk the most steps?",
         "The 2nd week of June 2025 (8-14 June 2025) had the most steps: 18,001 steps."),
        ("which week this month had the fewest steps?",
         "The 1st week of June 2025 (1-7 June 2025) had the least steps: 4,000 steps."),
        ("on which day did I walk the most?", "Monday 16 June 2025 had the most steps: 12,000 steps."),
        ("which month did I walk the most this quarter?",
         "June 2025, the 3rd month of April-June 2025 had the most steps: 48,001 steps."),
        ("which week did I walk the most?", "The week of 9-15 June 2025 had the most steps: 18,001 steps."),
        ("which day did I spend the most on dinner?", "Nothing is recorded for dinner."),
    ],
)  # fmt: skip
def test_best_periods(june, question, said):
    assert june.ask(question).text == said


def test_on_a_tie_all_of_the_best_are_named(june):
    june.walk(9001 + 9000 - 12000, "2025-06-17")
    text = june.ask("which week this month did I have the most steps?").text
    assert text == (
        "The 2nd week of June 2025 (8-14 June 2025) and the 3rd week of June 2025 (15-21 June 2025)"
        " had the most steps equally: 18,001 steps, each."
    )


def test_counts_of_periods(june):
    june.aim("spending.coffee", 30, "$/week", -1)
    june.aim("activity.steps", 8000, "steps/day", 1)
    met = june.ask("In how many weeks was I able to meet my coffee budget in this month?").text
    assert met == (
        "You met your coffee budget in 2 weeks of June 2025 (goal: $30.00 a week): 1-7 June 2025 with $22.00;"
        " 22-28 June 2025 with $29.50. The others: 8-14 June 2025 with $31.00."
    )
    missed = june.ask("how many weeks did I go over my coffee budget this month?").text
    assert missed.startswith("You exceeded your coffee budget in 1 week of June 2025")
    walked = june.ask("on how many days did I reach my step goal?").text
    assert walked.startswith("You met your step goal on 4 days")
    weeks = june.ask("in how many weeks this month did I meet my step goal?").text
    assert weeks.startswith("You met your step goal in 2 weeks of June 2025")
    more = june.ask("on how many days did I walk more than 9,000 steps?").text
    assert more.startswith("You had more than 9,000 steps on 2 days: 10 June 2025 with 9,001 steps;")
    assert june.ask("on how many days did I meet my sleep goal?").text == "I hold no goal for sleep."
    months = june.ask("in how many months did I exceed my coffee budget?").text
    assert months.startswith("You exceeded your coffee budget in 0 months")


def test_what_lies_ahead_has_not_been_spent(story):
    story.spend("coffee", 5, "2025-06-28")
    story.spend("coffee", 50, "2025-06-30")
    assert "$5.00" in story.ask("how much have I spent on coffee this month?").text


def test_weeks_of_a_month_are_counted_from_its_first_day():
    june = periods.months(AT, 0, 0)
    blocks = periods.blocks(june, "week", june.end)
    assert [(block.start.day, (block.end - periods.DAY).day) for block in blocks] == [
        (1, 7), (8, 14), (15, 21), (22, 28), (29, 30),
    ]  # fmt: skip
    assert len(periods.blocks(june, "week", AT)) == 4
    mondays = periods.calendar_weeks(june, AT)
    assert [week.start.day for week in mondays] == [26, 2, 9, 16, 23]


def test_periods_end_today_unless_they_lie_ahead():
    def days_of(span: Span) -> str:
        return dates(span.start, span.end)

    assert days_of(periods.week(AT, 0, ahead=False)) == "22-28 June 2025"
    assert days_of(periods.week(AT, -1, ahead=False)) == "15-21 June 2025"
    assert days_of(periods.week(AT, 0, ahead=True)) == "23-29 June 2025"
    assert days_of(periods.quarter(AT, 0)) == "1 April - 30 June 2025"
    assert days_of(periods.quarter(AT, -1)) == "1 January - 31 March 2025"
    assert days_of(periods.months(AT.replace(month=1), -1, -1)) == "1-31 December 2024"


def test_how_numbers_read():
    assert quantity(1234.5, "$") == "$1,234.50"
    assert quantity(12, "EUR") == "12.00 EUR"
    assert quantity(51268, "steps") == "51,268 steps"
    assert quantity(7.5, "hour", exact=True) == "7.5 hours"
    assert quantity(1, "steps") == "1 step"
    assert quantity(5, "km") == "5 km"
    assert quantity(2, "glass") == "2 glasses"
    assert quantity(12, "times") == "12 times"
    assert quantity(-3, "€") == "-€3.00"
    assert [ordinal(place) for place in (1, 2, 3, 4, 11, 12, 13, 21, 22, 112)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "112th",
    ]  # fmt: skip
