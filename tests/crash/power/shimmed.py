"""The program with the shim loaded before the C library."""

import os

from served import Served


class Shimmed(Served):
    """Served below `data`; `shim` is what the shim is told (shim.h), or None: it stays away."""

    library = None  # of the build

    def __init__(self, program, data, log=None, settings=None):
        super().__init__(program, data, log, settings)
        self.shim = None

    def surroundings(self):
        around = super().surroundings()
        if self.shim is None:
            return around
        return {**around, "LD_PRELOAD": self.library, "SHIM_FOLDER": os.path.realpath(self.data),
                **self.shim}
