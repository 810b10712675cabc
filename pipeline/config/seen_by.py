"""What of a programme's configuration the page of one project may see: that of the other projects is not in it."""

from pipeline.config.programme import Programme, Project
from pipeline.config.values import LabelPair


def seen_by(programme: Programme, project: str) -> Programme:
    """The programme as a page of a project sees it; whole where `project` is empty.

    Of the other projects there are their ids in their order, and their municipalities, as two projects of one are not
    named by it. So what is changed about a project cannot change a figure on the page of another.
    """
    if not project:
        return programme
    others = {
        name: about if name == project else Project(name=LabelPair(da=name), municipality=about.municipality)
        for name, about in programme.projects.items()
    }
    return programme.model_copy(update={"projects": others})
