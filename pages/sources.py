"""Sources: every dataset with its licence and limits, the method, how to cite."""

from borderlands.ui import frame, source_notes
from borderlands.ui.loaders import atlas

frame.enter(__file__)
data = atlas()
source_notes.show(data)
