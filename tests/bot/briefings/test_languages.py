"""Briefings on news in other languages, by topics in theirs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.briefings.editions import EditionBuilder
from bot.briefings.slots import Window
from bot.briefings.topics import parse_topic
from storage.archive import Archive
from tests.bot.briefings.samples import BRIDGE, NOW, TOWN, News, store

DAY = Window(NOW - timedelta(hours=24), NOW)
BRIDGES = {
    "de": (
        "Alte Brücke in Lindham gesperrt",
        "Die alte Brücke in Lindham ist seit Freitag gesperrt, weil zwei Pfeiler Risse haben. "
        "Der Verkehr wird mindestens drei Wochen lang über die nördliche Umgehung geleitet. "
        "Die Bürgermeisterin Ada Kern versprach einen Bericht bis Dezember.",
        "Brücken",
    ),
    "ru": (
        "Старый мост в Линдеме закрыт",
        "Старый мост в Линдеме закрыт с пятницы, потому что в двух опорах нашли трещины. "
        "Движение по меньшей мере три недели будет идти по северной объездной дороге. "
        "Мэр Ада Керн обещала отчёт о повреждениях до декабря.",
        "моста",
    ),
    "zh": (
        "林德姆老桥关闭",
        "工程师在两根桥墩上发现裂缝后，林德姆的老桥于周五关闭。"
        "市议会表示，车辆将改走北部绕城公路至少三周。市长承诺在十二月之前提交损坏报告。",
        "老桥",
    ),
    "ar": (
        "إغلاق الجسر القديم في ليندهام",
        "أغلق الجسر القديم في ليندهام يوم الجمعة بعد أن وجد المهندسون شقوقا في دعامتين. "
        "وقال المجلس إن حركة المرور ستحول إلى الطريق الشمالي لمدة ثلاثة أسابيع على الأقل. ",
        "الجسر",
    ),
}


@pytest.mark.parametrize("language", BRIDGES)
async def test_a_topic_in_the_language_of_the_news(
    builder: EditionBuilder, archive: Archive, language: str
) -> None:
    title, text, topic = BRIDGES[language]
    await store(archive, [News("own", "own", title, text, language=language), *TOWN])
    (item,) = (await builder.build(parse_topic(topic, language), DAY, language)).items
    assert item.title == title
    assert len(item.sentences) >= 2


async def test_readers_get_the_reports_in_their_language(
    builder: EditionBuilder, archive: Archive
) -> None:
    title, text, _ = BRIDGES["de"]
    german = News("german", "bridge", title, text, outlet="Demo Bote", language="de")
    await store(archive, [News("bridge", "bridge", "Cracks close bridge", BRIDGE), german])
    for language, named in (("de", title), ("en", "Cracks close bridge"), ("ru", None)):
        (item,) = (await builder.build(parse_topic("lindham"), DAY, language)).items
        assert item.outlets == 2
        assert named is None or item.title == named
