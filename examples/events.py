"""Stream the events of one turn."""

import asyncio

from tastekeeper import Agent


async def main() -> None:
    with Agent.open(user="example") as agent:
        async for event in agent.astream("No horror, please. What shall I watch?"):
            print(event.type)


asyncio.run(main())
