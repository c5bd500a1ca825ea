"""What the stages of an answer hand to each other: frozen, plain, decided by nobody here.

    question + conversation -> Material -> DraftClaim -> Claim -> Answer

`Material` is what was retrieved and read for a standalone question. A `Composer` drafts claims
from it, the verifier keeps what is proven, and an `Answer` carries the rest of what a reader
should know: how sure it is, what was searched, what was nearest.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from storage.records import Article, Coverage, Passage


@dataclass(frozen=True, slots=True)
class Found:
    """A retrieved passage with its article; a higher score fits the question better.

    `before` and `after` are the sentences around it in the article ("" where there is none),
    `previous` is the passage before it.
    """

    passage: Passage
    article: Article
    score: float
    before: str = ""
    after: str = ""
    previous: Passage | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stored sentence that may answer: `text` is `found.passage.text[start:end]`.

    `score` orders the candidates of one question; it is no probability. `words` are its content
    terms, `offers` those that could be the answer, `agreed` (0 to 1) how much the articles agree
    on them.
    """

    found: Found
    start: int
    end: int
    score: float
    words: frozenset[str] = frozenset()
    offers: frozenset[str] = frozenset()
    agreed: float = 0.0

    @property
    def text(self) -> str:
        """The stored sentence, character for character."""
        return self.found.passage.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Material:
    """What there is to answer from: passages and their sentences, best first.

    `confidence` (0 to 1) says how sure it is that the best sentences answer the question; `known`
    are the content terms of the question that tell what it is about, `named` those of its names.
    """

    question: str  # standalone
    as_of: datetime
    found: tuple[Found, ...]
    candidates: tuple[Candidate, ...]
    confidence: float
    known: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage and the exact words in it (`quote in passage.text`) that support a claim."""

    passage: Passage
    article: Article
    quote: str


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """One sentence that a composer would like to say, and what it says proves it.

    `language` is that of the text where it is another one than its evidence's, else "". One that
    `leans` is understood only right after the draft before it, which is not shown without one that
    `denies` it. `written` are a model's own words.
    """

    text: str
    evidence: tuple[Evidence, ...]
    language: str = ""
    leans: bool = False
    denies: bool = False
    written: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence that passed verification, with the evidence that it passed on.

    `language` is that of the text where it is another one than its evidence's, else ""; such a
    claim is shown together with the stored words. `written` are a model's own words; all others
    are stored ones.
    """

    text: str
    evidence: tuple[Evidence, ...]
    language: str = ""
    written: bool = False


@dataclass(frozen=True, slots=True)
class Composition:
    """What a composer drafted, best first, and who it was in the end: a model may fall back.

    `composer` is "extractive" or "model"; `notes` are short sentences for the reader; `prompt` is
    the version of the prompt that a model was asked with, "" where none wrote.
    """

    drafts: tuple[DraftClaim, ...]
    composer: str
    notes: tuple[str, ...] = ()
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a model is given to read: how many articles, of how many outlets that are known."""

    articles: int
    outlets: int


def reading_of(found: Iterable[Found]) -> Reading:
    """Count what stands behind passages."""
    articles = {one.article.id: one.article for one in found}
    outlets = {article.outlet for article in articles.values() if article.outlet}
    return Reading(len(articles), len(outlets))


Watch = Callable[[Reading], None]
"""Is told when a model begins to read, which takes a while; it must not wait for anything."""


def nobody_watches(_: Reading) -> None:
    """Nobody is shown how long it takes."""


class Composer(Protocol):
    """Drafts claims from material: extractive, or a model.

    A composer never adds links or source names, and drafts nothing where the material does not
    answer. Whatever it drafts is verified once more before it is shown.
    """

    async def compose(self, material: Material) -> Composition:
        """Draft the claims that answer `material.question`."""
        ...


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom an answer told of; `pronoun` is "he", "she", or "" where no text tells.

    `titled` says that only the title of an article that was cited names them.
    """

    name: str
    pronoun: str = ""
    titled: bool = False


@dataclass(frozen=True, slots=True)
class Asks:
    """What is asked back instead of an answer: who or what the question is about.

    `names` are those who may be meant, most likely first; empty where nobody was talked of.
    """

    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    """A question in words that need no conversation, or what must be asked back first."""

    text: str
    asks: Asks | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Claims in reply to a question, an abstention that says what was searched, or `asks`.

    `nearest` are articles close to the question, best first, for a reader whose question was
    not answered. `notes` are short sentences about how the answer came about, for people.
    `prompt` is the version of the prompt of the model that wrote, "" where none did.
    """

    question: str
    standalone: str
    confidence: float  # 0 to 1, also of an abstention
    claims: tuple[Claim, ...]
    nearest: tuple[Article, ...]
    searched: Coverage
    composer: str
    ms: float
    notes: tuple[str, ...] = ()
    prompt: str = ""
    asks: Asks | None = None

    @property
    def answered(self) -> bool:
        """Whether anything is said; otherwise this is an abstention."""
        return bool(self.claims)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: the chat and the user that a model's work counts for, and what they agreed to.

    `language` is a two-letter code; `remote` says whether their words may go to a third party.
    """

    chat_id: int | None = None
    user_id: int | None = None
    language: str = "en"
    remote: bool = True


@dataclass(frozen=True, slots=True)
class Account:
    """What a model's work on a briefing counts for: who asked for it, or the edition of many."""

    chat_id: int | None = None
    user_id: int | None = None
    edition_id: int | None = None


NOBODYS = Account()


@dataclass(frozen=True, slots=True)
class Exchange:
    """One earlier question of a conversation and what was answered, as follow-ups need it.

    `asks` is what was asked back instead of an answer.
    """

    question: str
    standalone: str
    sentences: tuple[str, ...]
    article_ids: tuple[int, ...] = ()
    persons: tuple[Person, ...] = ()
    asks: Asks | None = None


Resolve = Callable[[str, Sequence[Exchange]], Awaitable[Understood]]
"""Makes a question standalone in the light of a conversation, oldest exchange first."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes an answer: a composer, and how it understands follow-ups.

    It is asked from a confidence of `asked_from` on; below, the answer is an abstention.
    `looked_for` makes of a standalone question what articles are searched for. Where that is more
    than the question, it was asked in another language than theirs, and no confidence can be told
    from their words: the composer is asked about whatever was found.
    """

    composer: Composer
    resolve: Resolve
    asked_from: float
    looked_for: Callable[[str], str] = str
