from bot.chat.clean import one_line


def test_an_escape_sequence_goes_as_a_whole() -> None:
    assert one_line("\x1b[31mBridge\x1b[0m\nclosed") == "Bridge closed"
