"""Every short text that the bot says, in one place and one language; longer ones are in prompts.

The texts pass through gettext, so that a catalogue can translate them. A number comes with its
plural form; a value is never searched for placeholders.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.chat.words.briefing_phrases import BriefingPhrases
from bot.errors import Remark, RequestError


class Phrases(BriefingPhrases):
    """The short texts, by what they are about."""

    # First contact

    def what_it_is(self) -> str:
        """One line on what the bot is."""
        return self._(
            "I brief you on news topics and answer questions from the articles I have stored. "
            "Every sentence carries its source; what I cannot prove I do not say."
        )

    def just_ask(self) -> str:
        """What to do first."""
        return self._("Ask me a question. /help says what else there is.")

    def try_typing(self, typed: list[str]) -> str:
        """What to type, where there are no buttons."""
        return self._("Try: {}").format(" · ".join(typed))

    def edit_to_correct(self) -> str:
        """What happens to an edited question."""
        return self._("Edit a question, and I answer it anew.")

    def hello(self) -> str:
        """What small talk is answered with."""
        return self._(
            "I am a news bot, and glad to help. Ask me about the news in plain words, or send "
            "/brief for the news of the last day; /help says what else there is."
        )

    def small_talk(self) -> list[str]:
        """What people say to a bot that asks for no news; a class that is closed."""
        phrases = self._(
            "hi, hello, hey, there, good morning, good afternoon, good evening, good day, good "
            "night, thanks, thank you, very much, a lot, so much, ok, okay, great, cool, nice, "
            "bye, goodbye, who are you, what are you, are you a bot, what is this, what can you "
            "do, what do you do, how are you, how does this work, please help me"
        )
        return phrases.split(", ")

    def asking_for_more(self) -> list[str]:
        """How people ask for more of an answer; a class that is closed."""
        phrases = self._(
            "more, tell me more, more on this, more about this, more about it, more on that, more "
            "about that, anything else, what else, what else is there, go on, continue, more "
            "please, tell me more please"
        )
        return phrases.split(", ")

    def how_to_leave(self) -> str:
        """How the chat in the terminal ends."""
        return self._("/quit ends this chat.")

    def menu(self) -> dict[str, str]:
        """What each command does, for the menu that Telegram shows."""
        return {
            "ask": self._("a question about the news"),
            "sources": self._("the exact words behind the last answer"),
            "more": self._("more on what I answered last"),
            "brief": self._("news of the last day, or of a topic"),
            "subscribe": self._("a briefing every day"),
            "subscriptions": self._("what is sent here, and when"),
            "unsubscribe": self._("stop a briefing"),
            "feeds": self._("choose what I read"),
            "language": self._("the language I speak here"),
            "reset": self._("forget the conversation so far"),
            "privacy": self._("what I keep, and forgetting it"),
            "help": self._("what I can do"),
        }

    # Answers

    def reading(self, articles: int, outlets: int) -> str:
        """What a language model is reading at the moment; no outlets where none is known."""
        reads = self._n("Reading {} article", "Reading {} articles", articles).format(articles)
        if not outlets:
            return f"{reads}…"
        return reads + " " + self._n("from {} outlet…", "from {} outlets…", outlets).format(outlets)

    def note(self, text: str) -> str:
        """What is said of how an answer came about, as grounding says it in English."""
        return self._(text)

    def left_behind(self) -> str:
        """A message that says what is being read may have been sent, and its id is not known."""
        return self._("If a message of mine here still says that I am reading, it is out of date.")

    def nothing_more(self) -> str:
        """There are no further sentences on it."""
        return self._("I have nothing more on this than what I said.")

    def counts(self, outlets: int, files: int, origins: Iterable[str]) -> str:
        """How many outlets, files of no known outlet, and origins; what there is none of is left
        out.
        """
        said = [
            self._n("{} outlet", "{} outlets", outlets).format(outlets) if outlets else "",
            self._n("{} file", "{} files", files).format(files) if files else "",
            self._origins(list(origins)),
        ]
        return self._comma.join(filter(None, said))

    def _origins(self, names: list[str]) -> str:
        known = self._comma.join(dict.fromkeys(name for name in names if name))
        text = self._n("{} origin", "{} origins", len(names)).format(len(names))
        return f"{text} ({known})" if known else text

    def all_copies(self, count: int) -> str:
        """That all the sources are one report."""
        return self._n(
            "copies of one report, not {} confirmation",
            "copies of one report, not {} confirmations",
            count,
        ).format(self.number(count))

    def from_title(self, title: str) -> str:
        """Above a sentence of an article with this title."""
        return self._("From “{}”:").format(title)

    def some_copies(self, numbers: str) -> str:
        """That the sources of these numbers are one report: "[1] and [3] are ..."."""
        return self._("{} are copies of one report").format(numbers)

    def copy_of(self, number: int) -> str:
        """Before the name of who prints the report of a source."""
        return self._("copy of [{}]:").format(number)

    def shorter_copy_of(self, number: int) -> str:
        """Before the name of who prints the report of a source, but not what is said of it."""
        return self._("copy of [{}], cut shorter:").format(number)

    def copy_says(self, name: str, value: str) -> str:
        """What the copy in an outlet has in place of what is said."""
        return self._("the copy in {} says “{}”").format(name, value)

    def also_printed_by(self) -> str:
        """Before the names of those who print the report of a source."""
        return self._("The same report, not a second confirmation: ")

    def photo_caption(self) -> str:
        """What a source is that is no part of the article's text."""
        return self._("photo caption")

    # Sources

    def stored(self, moment: datetime) -> str:
        """When an article was stored."""
        return self._("Stored {}.").format(self.time(moment))

    def same_report(self, numbers: str) -> str:
        """That this source prints what another does."""
        return self._("The same report as {}.").format(numbers)

    def no_sources_yet(self) -> str:
        """There is no answer whose sources could be shown."""
        return self._("There is no answer here yet whose sources I could show. Ask me something.")

    def no_such_source(self, sources: int) -> str:
        """A number was asked for that no source has."""
        return self._n("There is only source {}.", "There are sources 1 to {}.", sources).format(
            sources
        )

    def nothing_cited(self) -> str:
        """The last answer was an abstention."""
        return self._("I found nothing in my sources for that question, so there is nothing cited.")

    # Abstentions

    def not_in_sources(self) -> str:
        """Nothing stored answers."""
        return self._("Not in my sources: nothing I have stored answers this.")

    def names_nothing(self) -> str:
        """Of a question without a word to look for ("what did he say about it")."""
        return self._("Your question does not say who or what it is about: name them, please.")

    def do_you_mean(self, names: list[str]) -> str:
        """Of a "he" or "she" that may be one of several, or one who was not named lately."""
        return self._("Do you mean {}?").format(self.alternatives(names))

    def on_question(self, question: str) -> str:
        """Above what belongs to an earlier question than the last one."""
        return self._("On the earlier question “{}”:").format(question)

    def reply_to_go_on(self) -> str:
        """How to ask on in a group."""
        return self._("To ask on about an answer of mine, reply to it.")

    def looked_for(self, question: str) -> str:
        """How a follow-up was understood that found nothing."""
        return self._("I took it for “{}”.").format(question)

    def searched(self, articles: int, first: datetime | None, last: datetime | None) -> str:
        """What was searched: how many articles, of which days."""
        text = self._n("Searched {} article", "Searched {} articles", articles)
        text = text.format(self.figure(articles))
        if not first or not last:
            return f"{text}."
        days = list(dict.fromkeys((self.date(first), self.date(last))))
        if len(days) == 1:
            return self._("{} from {}.").format(text, *days)
        return self._("{} from {} to {}.").format(text, *days)

    def nearest(self) -> str:
        """Before the titles that come closest."""
        return self._("Nearest: ")

    def nothing_stored(self) -> str:
        """The archive is empty."""
        return self._("I have no articles stored yet, so there is nothing to answer from.")

    # Language

    def which_language(self) -> str:
        """Languages stand on the buttons below."""
        return self._("Which language shall I speak here? Articles keep their own.")

    def language_set(self) -> str:
        """Said in the language that was chosen."""
        return self._("From now on I speak English here.")

    def language_of_the_app(self) -> str:
        """A private chat is spoken to as its person's app is."""
        return self._("Here I speak the language of your Telegram app, where I know it.")

    # Privacy

    def nobody_else(self) -> str:
        """No language model of a third party is set."""
        return self._("Nobody else gets any of it.")

    def model_used(self, who: str) -> str:
        """The chat agreed that a third party's model reads its questions."""
        return self._(
            "A language model of {} writes the answers here: it gets each question, what was "
            "asked just before, and the passages found, no names and no ids. /privacy no ends that."
        ).format(who)

    def model_not_used(self, who: str) -> str:
        """The chat has not agreed to a third party's model."""
        return self._(
            "Nobody else gets any of it. A language model of {} could write the answers; it would "
            "get each question, what was asked just before, and the passages found. "
            "/privacy yes allows that."
        ).format(who)

    def may_model_write(self, who: str) -> str:
        """Asks for a chat's yes."""
        return self._(
            "May a language model of {} write the answers here? It would get each question, what "
            "was asked just before, and the passages found, no names and no ids. Without it I "
            "answer with the stored sentences themselves. /privacy changes this at any time."
        ).format(who)

    def let_model_write(self) -> str:
        """Agrees to the model."""
        return self._("Let the model write")

    def no_model(self) -> str:
        """Declines the model."""
        return self._("Without the model")

    def forget_it_all(self) -> str:
        """Deletes what is kept of a chat."""
        return self._("Forget this chat")

    def really_forget(self) -> str:
        """Asks once more before deleting."""
        return self._(
            "Delete all that I keep of this chat (questions and answers, subscriptions, language, "
            "time zone, what it agreed to)? It cannot be brought back."
        )

    def delete_it_all(self) -> str:
        """Deletes it, the second time of asking."""
        return self._("Delete it all")

    def all_forgotten(self, *, still_counted: bool) -> str:
        """All that was kept of the chat is deleted, but perhaps what limits count."""
        if still_counted:
            return self._(
                "Done: nothing of this chat is kept any more but how much the language model was "
                "used for it, for one day, so that the limits hold."
            )
        return self._("Done: nothing of this chat is kept any more.")

    # What a person did

    def no_question(self, command: bool) -> str:
        """There was nothing to search for."""
        if command:
            return self._("Write your question after the command: /ask what did they agree on?")
        return self._("I see no words to search for. Ask in a sentence: what did they agree on?")

    def too_long(self, length: int, most: int) -> str:
        """The question has more characters than it may have."""
        text = self._("That is {} characters long; a question may have {}.")
        return text.format(self.figure(length), self.figure(most))

    def refusal(self, error: RequestError) -> str:
        """Why what was asked for cannot be done, and what to do instead; repeats a person's words.

        What is said there stands in English in bot.briefings, and in the catalogues.
        """
        faults = "; ".join(map(self._said, error.faults))
        return f"{faults[:1].upper()}{faults[1:]}. {self._said(error.advice)}."

    def _said(self, said: Remark) -> str:
        return self._(said.text).format(*said.values)

    def unknown_command(self, name: str) -> str:
        """There is no such command."""
        return self._("I do not know /{}. /help says what there is.").format(name)

    def forgotten(self) -> str:
        """The conversation is over."""
        return self._("Forgotten. The next question starts a new conversation.")

    def pressed_in_vain(self) -> str:
        """A button that is too old or of another chat."""
        return self._("This button is too old. Ask again, and I will look anew.")

    def failed(self) -> str:
        """Something broke while working on it."""
        return self._("Something went wrong on my side; it is in the log. Please try again.")

    # Buttons

    def sources_button(self) -> str:
        """Shows the exact words."""
        return self._("Sources")

    def more_button(self) -> str:
        """Says more of what was answered."""
        return self._("More on this")

    def follow_button(self) -> str:
        """Subscribes to what was asked about."""
        return self._("Follow this topic")
