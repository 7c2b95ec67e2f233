"""What runs a chapter's cells, by papermill's name for it."""

IN_PROCESS = "in-process"
KERNEL = "kernel"
ENGINES = {
    IN_PROCESS: "in a process copied from the build's, with all that chapters import loaded",
    KERNEL: "in a Jupyter kernel of its own, the reference that the other is tested against",
}
CELL_SECONDS = 600  # a cell that runs longer is interrupted
