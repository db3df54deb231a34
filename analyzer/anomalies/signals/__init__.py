"""One module for each kind of thing that may deserve a question, and the frame that gathers them."""
