#!/bin/sh
# Has git keep the notebooks of this checkout without what running them adds, and not list them as changed by it.
#
#   tools/quiet_git.sh        says nothing, and does nothing where there is no git
#
# The filter (tools/clean_notebook.py, see .gitattributes) looks for a Python each time, so it works while an environment is
# missing or being made anew; where it finds none, git says so and takes the file as it is.
cd "$(dirname "$0")/.." && [ -e .git ] && command -v git > /dev/null || exit 0
exec 2> /dev/null

name=filter.forlob-notebook.clean
filter='for p in .venv/bin/python .venv-lab/bin/python python3; do command -v $p > /dev/null && exec $p -IS tools/clean_notebook.py %f; done; exit 1'
[ "$(git config --local "$name")" = "$filter" ] || git config --local "$name" "$filter"

# Git takes a file of another size for changed, without the filter. Adding what the filter finds unchanged tells it the size.
git -c core.quotePath=off diff-files --name-only --diff-filter=M -- 'notebooks/*.ipynb' 'programmes/*/*.ipynb' | while read -r file; do
    [ "$(git hash-object "$file")" != "$(git rev-parse ":$file")" ] || git add "$file"
done
exit 0
