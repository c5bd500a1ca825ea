"""What the texts of a story disagree on.

finding compares reports and is what others use; records says what goes in and comes out. What is
compared: ages, tolls and magnitudes (facts with a key, in any words), and in sentences that are
nearly the same figures, days and wording (places and speakers). Below them lines reads a sentence
once, amounts says what can both be true, occasions what tells of another occasion, and speakers who
said it.
"""

from bot.news.differences.finding import differences
from bot.news.differences.records import Difference, Kind, Report, Said, say

__all__ = ["Difference", "Kind", "Report", "Said", "differences", "say"]
