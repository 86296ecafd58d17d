"""Recommend for someone new, explain the first item, and say what would change it."""

from tastekeeper import Agent

with Agent.open(user="example") as agent:
    liked = ["Alien (1979)", "Blade Runner (1982)"]
    for card in agent.recommend(history=liked, k=5):
        print(f"{card.index}. {card.title} ({card.year}): {card.reason}")
    why = agent.explain("Aliens", history=liked)
    print(why.label, [(part.label, part.rank_without) for part in why.influences])
