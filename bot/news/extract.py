"""From what a source gave to an article's own words.

    raw -> page (HTML) -> clean characters -> layout -> extracted

What the record or the page says about itself (title, outlet, time, language) goes before what its
text says. Everything here is pure; NotAnArticle says why nothing can be stored.
"""

from dataclasses import replace

from bot.errors import NotAnArticle
from bot.news.characters import MAX_BYTES, clean_characters, clean_line
from bot.news.furniture import distinct_captions
from bot.news.layout import Layout, lay_out
from bot.news.origins import agency_in
from bot.news.pages import Page, read_page
from bot.news.records import Extracted, RawArticle
from bot.news.stuffing import without_stuffing
from bot.news.titles import called, title_of
from bot.text.language import detect_language

_NAME_CHARACTERS = 300
_LANGUAGE_SAMPLE = 1000  # characters


def extract(raw: RawArticle) -> Extracted:
    """Return the article's own words.

    Raises NotAnArticle when it is too big, empty, or nothing but what pages put around articles.
    """
    raw, page_captions = _from_page(raw) if raw.html and not raw.text else (raw, ())
    text = raw.text or ""
    if len(text) > MAX_BYTES:
        raise NotAnArticle(
            f"{len(text) / 1e6:.0f} million characters are too much for one article "
            f"(limit {MAX_BYTES // 10**6} million)"
        )
    title = title_of(raw.title, raw.outlet)
    layout = lay_out(clean_characters(text), title)
    paragraphs = without_stuffing(layout.paragraphs)
    body = "\n\n".join(paragraphs) or _lone(layout)
    if not body:
        raise NotAnArticle(_why_empty(text))
    return _put_together(replace(raw, title=title), layout, body, page_captions)


def _from_page(raw: RawArticle) -> tuple[RawArticle, tuple[str, ...]]:
    """Read the page, and fill what the record does not say with what the page says."""
    page: Page = read_page(raw.html or "")
    filled = replace(
        raw,
        text=page.text,
        title=title_of(raw.title, raw.outlet) or page.title,
        byline=raw.byline or page.byline,
        outlet=raw.outlet or page.outlet,
        published=raw.published or page.published,
        language=raw.language or page.language,
    )
    return filled, page.captions


def _lone(layout: Layout) -> str:
    """The text where there is no body: a teaser or captions are better than nothing."""
    return layout.teaser or "\n\n".join(layout.captions)


def _why_empty(text: str) -> str:
    if not clean_characters(text).strip():
        return "it is empty"
    return "it holds nothing but page furniture (no sentence of an article)"


def _put_together(
    raw: RawArticle, layout: Layout, body: str, page_captions: tuple[str, ...]
) -> Extracted:
    byline = _short(raw.byline) or layout.byline
    captions = [clean_line(caption) for caption in (*page_captions, *layout.captions)]
    language = _language(raw.language, f"{layout.title or ''}\n{body}")
    return Extracted(
        title=called(raw.title, layout.title, body, language),
        teaser=layout.teaser,
        byline=byline,
        place=layout.place,
        agency=_short(raw.origin) or layout.agency or agency_in(byline or ""),
        text=body,
        captions=distinct_captions([caption for caption in captions if caption]),
        published=raw.published or layout.published,
        outlet=_short(raw.outlet),
        language=language,
    )


def _short(value: str | None) -> str | None:
    """Clean a one-line value; empty is None."""
    return clean_line(value)[:_NAME_CHARACTERS] or None if value else None


def _language(said: str | None, text: str) -> str:
    """The language that the record says (its two-letter code), else the one that the text shows."""
    code = (said or "").strip().lower().replace("_", "-").split("-")[0]
    return code if len(code) == 2 and code.isalpha() else detect_language(text[:_LANGUAGE_SAMPLE])
