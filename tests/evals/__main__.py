"""All evaluations, one after the other: `python -m tests.evals [DATA [NEWS]]`.

DATA is the folder of labelled files (default ../shared/data), NEWS one of questions on real news
with their articles (see tests.evals.answers). What is not there is said and left out.
"""

import sys

from tests.in_turn import run_in_turn

EVALUATIONS = (
    "sentences",
    "dates",
    "feeds",
    "copies",
    "stories",
    "verification",
    "drafts",
    "translations",
)


def main() -> int:
    """Run each in a process of its own; returns 1 when one of them failed."""
    data = sys.argv[1] if len(sys.argv) > 1 else "../shared/data"
    news = ["--news", sys.argv[2]] if len(sys.argv) > 2 else []
    runs = [[name, data] for name in EVALUATIONS]
    runs += [[name, "--data", data, *news] for name in ("answers", "briefings", "hostile")]
    runs += [["finding"], ["tokens", data, *news[1:]]]
    runs += [["pronouns", folder] for folder in news[1:]]
    return run_in_turn("tests.evals", runs)


if __name__ == "__main__":
    sys.exit(main())
