"""What of a programme's configuration the cleaning and each page may see: nothing else can change what they make."""

from forlob.programme.extract_models import Extract
from forlob.programme.programme import Pages, Programme
from forlob.programme.project_models import Project
from forlob.programme.value_types import LabelPair


def seen_by_cleaning(programme: Programme) -> Programme:
    """The programme as the cleaning sees it: whole but for which pages there are, and what they split."""
    return programme.model_copy(update={"pages": Pages(project=[], programme=[]), "breakdowns": {}})


def seen_by(programme: Programme, project: str) -> Programme:
    """The programme as a page of a project sees it, or where `project` is empty one of the programme as a whole.

    Of the extracts it sees which registers they feed and which columns the programme names itself, of the pages which
    is its project's first, and of the other projects their ids in their order, and their municipalities, as two
    projects of one are not named by it. So what is changed about a project cannot change a figure on the page of
    another.
    """
    own = {"participants": {"columns": programme.own_columns}} if programme.own_columns else {}
    fed = Extract(file="", registers={name: own.get(name, {}) for name in sorted(programme.fed)})
    seen = {"extracts": [fed], "pages": Pages(project=[], programme=[])}
    if project:
        seen["pages"] = Pages(project=programme.project_pages[:1], programme=[])
        seen["projects"] = {
            name: about if name == project else Project(name=LabelPair(da=name), municipality=about.municipality)
            for name, about in programme.projects.items()
        }
    return programme.model_copy(update=seen)
