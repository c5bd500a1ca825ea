"""Every short text that the bot says, in one place and one language; longer ones are in prompts.

The texts pass through gettext, so that a catalogue can translate them. A number comes with its
plural form; a value is never searched for placeholders.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.chat.wording import Wording


class Phrases(Wording):
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

    def how_to_leave(self) -> str:
        """How the chat in the terminal ends."""
        return self._("/quit ends this chat.")

    def menu(self) -> dict[str, str]:
        """What each command does, for the menu that Telegram shows."""
        return {
            "ask": self._("a question about the news"),
            "sources": self._("the exact words behind the last answer"),
            "brief": self._("news of the last day, or of a topic"),
            "subscribe": self._("a briefing every day"),
            "subscriptions": self._("what is sent here, and when"),
            "unsubscribe": self._("stop a briefing"),
            "feeds": self._("choose what I read"),
            "reset": self._("forget the conversation so far"),
            "privacy": self._("what I keep, and forgetting it"),
            "help": self._("what I can do"),
        }

    def no_feeds_yet(self) -> str:
        """No feed is followed; topics stand on the buttons below."""
        return self._("I follow no feeds yet. Which topics shall I read?")

    def how_to_choose_feeds(self) -> str:
        """No feed is followed, where there are no buttons."""
        return self._("I follow no feeds yet; /feeds shows topics that I can read.")

    def feeds_to_choose(self, followed: int) -> str:
        """How many of the well-known feeds are followed; topics stand on the buttons below."""
        text = self._("I follow {} of the feeds that I can suggest. Which topics shall I read?")
        return text.format(followed)

    def feeds_followed(self, feeds: int) -> str:
        """The feeds of a topic are read from now on."""
        return self._n(
            "I read its {} feed now, and again every half hour. The first articles are here soon.",
            "I read its {} feeds now, and again every half hour. The first articles are here soon.",
            feeds,
        ).format(feeds)

    # Answers

    def counts(self, outlets: int, origins: Iterable[str], *, files: bool) -> str:
        """How many outlets (or files, where no outlet is known) and how many origins."""
        names = list(origins)
        return ", ".join([self._papers(outlets, files=files), self._origins(names)])

    def _papers(self, count: int, *, files: bool) -> str:
        if files:
            return self._n("{} file", "{} files", count).format(count)
        return self._n("{} outlet", "{} outlets", count).format(count)

    def _origins(self, names: list[str]) -> str:
        known = ", ".join(dict.fromkeys(name for name in names if name))
        text = self._n("{} origin", "{} origins", len(names)).format(len(names))
        return f"{text} ({known})" if known else text

    def all_copies(self, count: int) -> str:
        """That all the sources are one report."""
        return self._n(
            "copies of one report, not {} confirmation",
            "copies of one report, not {} confirmations",
            count,
        ).format(self.number(count))

    def some_copies(self, numbers: str) -> str:
        """That the sources of these numbers are one report: "[1] and [3] are ..."."""
        return self._("{} are copies of one report").format(numbers)

    def copy_of(self, number: int) -> str:
        """Before the name of who prints the report of a source."""
        return self._("copy of [{}]:").format(number)

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

    def nothing_cited(self) -> str:
        """The last answer was an abstention."""
        return self._("I found nothing in my sources for that question, so there is nothing cited.")

    # Abstentions

    def not_in_sources(self) -> str:
        """Nothing stored answers."""
        return self._("Not in my sources: nothing I have stored answers this.")

    def reply_to_go_on(self) -> str:
        """How to ask on in a group."""
        return self._("To ask on about an answer of mine, reply to it.")

    def searched(self, articles: int, first: datetime | None, last: datetime | None) -> str:
        """What was searched: how many articles, of which days."""
        text = self._n("Searched {:,} article", "Searched {:,} articles", articles).format(articles)
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

    # Briefings

    def undated(self, stored: datetime) -> str:
        """When an article was stored that gives no date."""
        return self._("no date given, stored {}").format(self.date(stored))

    def everything(self) -> str:
        """The name of the topic that is all news."""
        return self._("All news")

    def new(self) -> str:
        """The chat has not been told this story."""
        return self._("new")

    def updated(self) -> str:
        """The chat knows the story, but not this of it."""
        return self._("updated")

    def single_source(self, name: str = "") -> str:
        """Only one newsroom reports it."""
        text = self._("a single source")
        return f"{text} ({name})" if name else text

    def differs(self) -> str:
        """Before what the reports disagree in."""
        return self._("Differs: ")

    def only_older(self) -> str:
        """Nothing is new; what follows is from before."""
        return self._("Nothing new in the last 24 hours. The latest before that:")

    def nothing_new(self, known: int) -> str:
        """The chat knows all that there is."""
        return self._n(
            "Nothing new: the {} story there is, you know already.",
            "Nothing new: the {} stories there are, you know already.",
            known,
        ).format(known)

    def nothing_on_it(self) -> str:
        """Nothing stored is about the topic."""
        return self._("I have nothing on this.")

    def late(self) -> str:
        """The briefing was due a while ago."""
        return self._("This comes late: I was not running when it was due.")

    def unconfirmed(self, count: int) -> str:
        """Earlier briefings whose arrival is not known."""
        return self._n(
            "An earlier briefing may not have reached you.",
            "{} earlier briefings may not have reached you.",
            count,
        ).format(count)

    def feeds_read(self, feeds: int, failed: int) -> str:
        """How the feeds fare."""
        read = self._n("Read {} feed", "Read {} feeds", feeds).format(feeds)
        return self._("{}, {} failed").format(read, failed) if failed else read

    def newest_article(self, moment: datetime) -> str:
        """When the newest article of the briefing was published."""
        return self._("newest article {}").format(self.time(moment))

    def left_out(self, known: int) -> str:
        """How many stories the chat knows already."""
        return self._n(
            "{} story you know already left out", "{} stories you know already left out", known
        ).format(known)

    # Subscriptions

    def which_city(self, *, by_reply: bool) -> str:
        """The time zone is not known yet."""
        if by_reply:
            return self._("In which city's time? Reply to this with a large city, such as Berlin.")
        return self._("In which city's time? Write a large city near you, such as Berlin.")

    def subscribed(self, at: str) -> str:
        """Before the topic of a new subscription."""
        return self._("Every day at {} I send a briefing here on ").format(at)

    def first_comes(self, day: str) -> str:
        """When the first briefing of a subscription comes."""
        return self._("The first comes on {}.").format(day)

    def brief_now(self) -> str:
        """A briefing at once."""
        return self._("Brief me now")

    def how_to_stop(self) -> str:
        """What follows a list of subscriptions."""
        return self._("To stop one: /unsubscribe and its number.")

    def stopped(self) -> str:
        """Before the topics that are no longer sent."""
        return self._("Stopped: ")

    def nothing_subscribed(self) -> str:
        """The chat has no subscription."""
        return self._("Nothing is sent here yet. Try: /subscribe 08:00 Europe/Berlin north korea")

    def no_delivery_here(self) -> str:
        """A terminal cannot be written to later."""
        return self._("Daily briefings come on Telegram. Here, ask for one with /brief.")

    def admins_only(self) -> str:
        """The person may not decide for the group."""
        return self._("Only this group's admins can change what is sent here.")

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
        return self._("This deletes the questions, answers and subscriptions of this chat.")

    def all_forgotten(self) -> str:
        """All that was kept of the chat is deleted."""
        return self._("Everything kept of this chat is deleted.")

    # What a person did

    def no_question(self, command: bool) -> str:
        """There was nothing to search for."""
        if command:
            return self._("Write your question after the command: /ask what did they agree on?")
        return self._("I see no words to search for. Ask in a sentence: what did they agree on?")

    def too_long(self, length: int, most: int) -> str:
        """The question has more characters than it may have."""
        text = self._("That is {:,} characters long; a question may have {:,}.")
        return text.format(length, most)

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
