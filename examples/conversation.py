"""Talk, change your mind, and look at what is remembered."""

from tastekeeper import Agent

with Agent.open(user="example") as agent:
    print(agent.chat("I love science fiction, but I can't stand musicals").text)
    print(agent.chat("What shall I watch tonight?").text)
    print(agent.chat("I've changed my mind about sci-fi. These days I'm into westerns.").text)
    for fact in agent.memory.facts():
        print(fact.fact_id, fact.label, "since", fact.valid_from.date())
    print(agent.memory.erase(everything=True).clean)
