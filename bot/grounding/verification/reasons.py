"""Why a claim is not supported: one frozen record a reason."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["contradiction", "uncovered"]


@dataclass(frozen=True, slots=True)
class Reason:
    """What speaks against a claim: a source says otherwise, or none says it.

    `code` names the check, `detail` is one readable line.
    """

    kind: Kind
    code: str
    detail: str
