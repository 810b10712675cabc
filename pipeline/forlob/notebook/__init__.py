"""What notebooks call: `page = open_page("progression", globals())`, and the methods of the page."""

from forlob.notebook.opening import PARAMETERS, open_page
from forlob.notebook.page import Page

__all__ = ["PARAMETERS", "Page", "open_page"]
