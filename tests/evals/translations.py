"""How many false translations would be shown, by kind of falsehood, and true ones refused.

Run `python -m tests.evals.translations`; it needs no data. Six English sentences of our own stand
as evidence, with their translations into Spanish, German, Russian and Arabic, each filled with
five persons, four cities, seven days and three numbers. True drafts are the translations; false
ones have one thing exchanged, a denial put in or left out, or who said it left out. "Another
statement" is the translation of another sentence with the same names: what happened is not what
its evidence says, which cannot be told without a dictionary unless something else differs, too.
"""

from __future__ import annotations

import itertools
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from babel.numbers import format_decimal

from bot.grounding.translation.check import Original, check_translation

PUBLISHED = datetime(2024, 5, 8, tzinfo=UTC)  # a Wednesday
LANGUAGES = ("es", "de", "ru", "ar")
SEED = 5
PER_FRAME = 60  # fillings of each sentence in each language
NUMBERS = (12, 34, 1500)
WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "en": {
        "person": ("Anna Lind", "Peter Holm", "Viktor Orlov", "Maria Santos", "Samir Haddad"),
        "city": ("Moscow", "Berlin", "Cairo", "Madrid"),
        "day": ("on Monday", "on Thursday", "on Friday", "on Saturday"),
    },
    "es": {
        "person": ("Anna Lind", "Peter Holm", "Viktor Orlov", "María Santos", "Samir Haddad"),
        "city": ("Moscú", "Berlín", "El Cairo", "Madrid"),
        "day": ("el lunes", "el jueves", "el viernes", "el sábado"),
    },
    "de": {
        "person": ("Anna Lind", "Peter Holm", "Viktor Orlow", "Maria Santos", "Samir Haddad"),
        "city": ("Moskau", "Berlin", "Kairo", "Madrid"),
        "day": ("am Montag", "am Donnerstag", "am Freitag", "am Samstag"),
    },
    "ru": {
        "person": ("Анна Линд", "Петер Хольм", "Виктор Орлов", "Мария Сантос", "Самир Хаддад"),
        "city": ("Москве", "Берлине", "Каире", "Мадриде"),
        "day": ("в понедельник", "в четверг", "в пятницу", "в субботу"),
    },
    "ar": {
        "person": ("آنا ليند", "بيتر هولم", "فيكتور أورلوف", "ماريا سانتوس", "سمير حداد"),
        "city": ("موسكو", "برلين", "القاهرة", "مدريد"),
        "day": ("يوم الاثنين", "يوم الخميس", "يوم الجمعة", "يوم السبت"),
    },
}


@dataclass(frozen=True)
class Frame:
    """A sentence in all languages: `no` stands for a denial, `said` for who said it."""

    text: Mapping[str, str]
    no: Mapping[str, str]
    said: Mapping[str, str]
    denied: bool = False


SAID = {
    "en": ", a spokesman said",
    "es": ", dijo un portavoz",
    "de": ", sagte ein Sprecher",
    "ru": ", сообщил представитель",
    "ar": "، حسب ما قال متحدث",
}
NOBODY = dict.fromkeys(("en", *LANGUAGES), "")
NO = {"en": "not ", "es": "no ", "de": "nicht ", "ru": "не ", "ar": "لم "}
FRAMES = (
    Frame(
        {
            "en": "{person} will {no}inspect {number} ships in {city} {day}{said}.",
            "es": "{person} {no}inspeccionará {number} barcos en {city} {day}{said}.",
            "de": "{person} wird {day} in {city} {number} Schiffe {no}besichtigen{said}.",
            "ru": "{person} {no}осмотрит {number} кораблей в {city} {day}{said}.",
            "ar": "{no}سيتفقد {person} {number} سفينة في {city} {day}{said}.",
        },
        NO,
        SAID,
    ),
    Frame(
        {
            "en": "{person} did {no}meet the mayor in {city} {day}.",
            "es": "{person} {no}se reunió con el alcalde en {city} {day}.",
            "de": "{person} hat den Bürgermeister {day} in {city} {no}getroffen.",
            "ru": "{person} {no}встречался с мэром в {city} {day}.",
            "ar": "{no}يلتقِ {person} رئيس البلدية في {city} {day}.",
        },
        NO,
        NOBODY,
        denied=True,
    ),
    Frame(
        {
            "en": "A fire in {city} has {no}injured {number} people{said}.",
            "es": "Un incendio en {city} {no}ha herido a {number} personas{said}.",
            "de": "Ein Brand in {city} hat {number} Menschen {no}verletzt{said}.",
            "ru": "Пожар в {city} {no}ранил {number} человек{said}.",
            "ar": "{no}أصاب حريق في {city} {number} شخصا{said}.",
        },
        NO,
        SAID,
    ),
    Frame(
        {
            "en": "{person} has {no}sold {number} shares of the bank {day}.",
            "es": "{person} {no}vendió {number} acciones del banco {day}.",
            "de": "{person} hat {day} {number} Aktien der Bank {no}verkauft.",
            "ru": "{person} {no}продал {number} акций банка {day}.",
            "ar": "{no}باع {person} {number} سهم من البنك {day}.",
        },
        NO,
        NOBODY,
    ),
    Frame(
        {
            "en": "The talks in {city} will {no}begin {day}{said}.",
            "es": "Las conversaciones en {city} {no}comenzarán {day}{said}.",
            "de": "Die Gespräche in {city} werden {day} {no}beginnen{said}.",
            "ru": "Переговоры в {city} {no}начнутся {day}{said}.",
            "ar": "{no}ستبدأ المحادثات في {city} {day}{said}.",
        },
        NO,
        SAID,
    ),
    Frame(
        {
            "en": "{person} did {no}vote against the budget in {city}{said}.",
            "es": "{person} {no}votó contra el presupuesto en {city}{said}.",
            "de": "{person} hat in {city} {no}gegen den Haushalt gestimmt{said}.",
            "ru": "{person} {no}голосовал против бюджета в {city}{said}.",
            "ar": "{no}صوّت {person} ضد الميزانية في {city}{said}.",
        },
        NO,
        SAID,
        denied=True,
    ),
)


@dataclass(frozen=True)
class Filling:
    """Which person, city, day and number fill a frame, whether it denies, and who said it."""

    person: int
    city: int
    day: int
    number: int
    denies: bool
    says: bool = True


@dataclass(frozen=True)
class Draft:
    """A translation with the stored sentence that is said to prove it."""

    kind: str
    language: str
    text: str
    evidence: str


def filled(frame: Frame, language: str, filling: Filling) -> str:
    """The frame's sentence in a language."""
    words = WORDS[language]
    sentence = frame.text[language].format(
        person=words["person"][filling.person],
        city=words["city"][filling.city],
        day=words["day"][filling.day],
        number=format_decimal(NUMBERS[filling.number], locale=language),
        no=frame.no[language] if filling.denies else "",
        said=frame.said[language] if filling.says else "",
    )
    return sentence[:1].upper() + sentence[1:]


def drafts() -> Iterator[Draft]:
    """All drafts, the same for the same seed."""
    chance = random.Random(SEED)
    places = list(itertools.product(range(5), range(4), range(4), range(3)))
    for frame, language in itertools.product(FRAMES, LANGUAGES):
        for place in chance.sample(places, PER_FRAME):
            filling = Filling(*place, denies=frame.denied)
            evidence = filled(frame, "en", filling)
            yield Draft("true", language, filled(frame, language, filling), evidence)
            for kind, other in _falsified(frame, filling, chance):
                yield Draft(kind, language, filled(frame, language, other), evidence)
            another = chance.choice([each for each in FRAMES if each is not frame])
            told = filled(another, language, replace(filling, denies=frame.denied))
            yield Draft("another statement", language, told, evidence)


def _falsified(frame: Frame, told: Filling, chance: random.Random) -> Iterator[tuple[str, Filling]]:
    def other(value: int, many: int) -> int:
        return chance.choice([each for each in range(many) if each != value])

    slots = frame.text["en"]
    if "{number}" in slots:
        yield "number changed", replace(told, number=other(told.number, 3))
    if "{person}" in slots:
        yield "name changed", replace(told, person=other(told.person, 5))
    if "{city}" in slots:
        yield "place changed", replace(told, city=other(told.city, 4))
    if "{day}" in slots:
        yield "date changed", replace(told, day=other(told.day, 4))
    yield (
        "denial " + ("dropped" if told.denies else "inserted"),
        replace(told, denies=not told.denies),
    )
    if frame.said["en"]:
        yield "attribution dropped", replace(told, says=False)


def main() -> None:
    """Print one line a kind, with the share that would be shown in each language."""
    shown: defaultdict[str, Counter[str]] = defaultdict(Counter)
    total: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in drafts():
        original = Original(one.evidence, one.evidence, "en", PUBLISHED)
        total[one.kind][one.language] += 1
        verdict = check_translation(one.text, one.language, [original])
        shown[one.kind][one.language] += verdict.supported
    print(
        f"{'kind of translation':24}{'drafts':>8}{'shown':>8}"
        + "".join(f"{x:>8}" for x in LANGUAGES)
    )
    for kind, counts in sorted(total.items()):
        shares = "".join(f"{shown[kind][x] / counts[x]:>8.1%}" for x in LANGUAGES)
        share = shown[kind].total() / counts.total()
        print(f"{kind:24}{counts.total():>8}{share:>8.1%}{shares}")


if __name__ == "__main__":
    main()
