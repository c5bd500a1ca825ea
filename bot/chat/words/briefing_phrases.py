"""The short texts about feeds, briefings and subscriptions; the others are in phrases."""

from __future__ import annotations

from datetime import datetime

from bot.chat.words.wording import Wording
from bot.news.differences import Said


class BriefingPhrases(Wording):
    """What the bot says of what is read, told and sent."""

    # Feeds

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

    def starter_topic(self, name: str) -> str:
        """A topic of the feeds to choose from, which stands in English in their list."""
        return self._(name) if name else ""  # a catalogue calls its own head by no name

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

    def has_otherwise(self, one: Said, other: Said) -> str:
        """What two outlets have in the same place, and the sentence of the first."""
        text = self._("{} has “{}”, {} “{}”: “{}”")
        return text.format(one.outlet, one.value, other.outlet, other.value, one.sentence)

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

    def feeds_unread(self) -> str:
        """Feeds are followed, and none was read lately."""
        return self._("no feed was read in this time")

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

    def daily_briefing(self) -> str:
        """Subscribes to everything."""
        return self._("Daily briefing")

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
