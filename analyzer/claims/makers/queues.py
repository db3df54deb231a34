"""Subjects told ahead of their figures: “A、B、C 分别为 1、2、3”."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from analyzer.claims.reading.numerals import Token
from analyzer.claims.state import Draft, Topic


@dataclass(slots=True)
class Queue:
    """“分别为 A、B”: the topics that the next bare figures belong to, and how to make their drafts."""

    topics: list[Topic]
    make: Callable[[Token, Topic], Draft]
    made: list[Draft] = field(default_factory=list)

    def take(self, token: Token) -> Draft:
        """The draft of the next topic; a unit printed only at the end is given to those before."""
        draft = self.make(token, self.topics[len(self.made)])
        for earlier in self.made:
            earlier.unit = earlier.unit or draft.unit
        self.made.append(draft)
        return draft

    @property
    def empty(self) -> bool:
        """Whether every topic has its statement."""
        return len(self.made) >= len(self.topics)
