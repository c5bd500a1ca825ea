"""What of the Bot API the bot needs, written by hand from the published documentation (10.1).

For each method its parameters; for each object that is sent its fields. A parameter is (type,
required). Types: int, str, bool, chat (a number or @name), list[str], or an object's name.
"""

from __future__ import annotations

METHODS: dict[str, dict[str, tuple[str, bool]]] = {
    "getMe": {},
    "getUpdates": {
        "offset": ("int", False),
        "limit": ("int", False),
        "timeout": ("int", False),
        "allowed_updates": ("list[str]", False),
    },
    "deleteWebhook": {"drop_pending_updates": ("bool", False)},
    "setMyCommands": {
        "commands": ("list[BotCommand]", True),
        "scope": ("BotCommandScope", False),
        "language_code": ("str", False),
    },
    "sendMessage": {
        "chat_id": ("chat", True),
        "message_thread_id": ("int", False),
        "text": ("str", True),
        "parse_mode": ("str", False),
        "link_preview_options": ("LinkPreviewOptions", False),
        "reply_parameters": ("ReplyParameters", False),
        "reply_markup": ("InlineKeyboardMarkup", False),
    },
    "editMessageText": {
        "chat_id": ("chat", False),
        "message_id": ("int", False),
        "text": ("str", False),
        "parse_mode": ("str", False),
        "link_preview_options": ("LinkPreviewOptions", False),
        "reply_markup": ("InlineKeyboardMarkup", False),
    },
    "sendChatAction": {
        "chat_id": ("chat", True),
        "message_thread_id": ("int", False),
        "action": ("str", True),
    },
    "sendMessageDraft": {
        "chat_id": ("int", True),
        "message_thread_id": ("int", False),
        "draft_id": ("int", True),
        "text": ("str", False),
        "parse_mode": ("str", False),
    },
    "deleteMessage": {"chat_id": ("chat", True), "message_id": ("int", True)},
    "answerCallbackQuery": {
        "callback_query_id": ("str", True),
        "text": ("str", False),
        "show_alert": ("bool", False),
    },
    "getChatMember": {"chat_id": ("chat", True), "user_id": ("int", True)},
}

OBJECTS: dict[str, dict[str, tuple[str, bool]]] = {
    "BotCommand": {"command": ("str", True), "description": ("str", True)},
    "BotCommandScope": {"type": ("str", True)},
    "LinkPreviewOptions": {"is_disabled": ("bool", False)},
    "ReplyParameters": {
        "message_id": ("int", True),
        "allow_sending_without_reply": ("bool", False),
    },
    "InlineKeyboardMarkup": {"inline_keyboard": ("list[list[InlineKeyboardButton]]", True)},
    "InlineKeyboardButton": {"text": ("str", True), "callback_data": ("str", False)},
}
