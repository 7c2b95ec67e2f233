"""How much of its code a report shows: a choice of the edition beside its parameters."""

READER, TEACH, FULL = "reader", "teach", "full"
CODE_MODES = {
    READER: "the code of each step is folded under what it shows",
    TEACH: "the code of each step stands open above what it shows, set-up folded",
    FULL: "every cell of every chapter is shown with its number, nothing folded",
}
