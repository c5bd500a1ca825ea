"""Messages as hypothesis makes them: any text, any mixture of styles, links and quotations."""

from __future__ import annotations

from hypothesis import strategies as st

from bot.chat.message import Block, Item, Message, Span, Style

awkward = st.sampled_from(
    [
        "<b>",
        "&amp;",
        "</a>",
        "\x1b[31m",
        "\u202eevil",
        "\x00",
        "👩‍👩‍👧",
        "https://evil.example/x",
        "@everyone",
        "/ask",
        "#tag",
        "a.example.com",
        "שלום",
        "\ud800",
        "\r\n",
        "\u2028",
        " ",
    ]
)
texts = st.one_of(
    st.text(max_size=60),
    awkward,
    st.lists(awkward, max_size=8).map(" ".join),
    st.builds(str.__mul__, st.sampled_from(["&", "a", "word ", "😀", "\n"]), st.integers(0, 5000)),
)
links = st.one_of(
    st.none(),
    st.sampled_from(["https://news.example/a?b=1&c=2", "file:///etc/passwd", "javascript:x", "//"]),
)
spans = st.builds(Span, text=texts, style=st.sampled_from(Style), link=links, outside=st.booleans())
blocks = st.builds(Block, spans=st.lists(spans, max_size=6).map(tuple), quoted=st.booleans())
items = st.builds(Item, blocks=st.lists(blocks, max_size=4).map(tuple))
messages = st.builds(
    Message, items=st.lists(items, max_size=12).map(tuple), addresses=st.booleans()
)


def words_of(message: Message) -> str:
    """All text of the message, as it came."""
    return " ".join(
        span.text for item in message.items for block in item.blocks for span in block.spans
    )
