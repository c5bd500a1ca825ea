"""The verbs that stand between a speaker and what is said ("Marlow said", "asked the mayor").

They tell who speaks wherever a quotation or a clause stands beside them. Not among them are verbs
that also tell what somebody did ("posted", "recalled", "continued"), which say something only
behind a quotation; what attributes in any form and may not be dropped (SPEECH in
bot/grounding/verification/vocabulary.py); and what a question may ask for ("promised").
"""

SAYS = (
    r"(?:said|says|added|adds|told|tells|asked|asks|wrote|writes|announced|explained|argued"
    r"|warned|noted|insisted)"
)
"""A pattern of one of them, in a finite form."""
