#!/usr/bin/env bash
# Makes products with `tools new-product` in a copy of the tree, then builds, tests and lints them
# without an edit, so that the template cannot rot.
#
#   Tests/Scaffold/check.sh
#
# SCAFFOLD_DIR=DIR keeps the copy and its build there, so that a second run takes less time.
# The tests of other targets are left out of the copy: they are the same with one product more.
# Ends with 0 if all is green, 1 if something is not, 2 for a wrong call.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
case "${1:-}" in
    "") ;;
    -h | --help)
        sed -n '2,9s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
    *)
        echo "check.sh: unknown argument $1; there are none" >&2
        exit 2
        ;;
esac

if [[ -n "${SCAFFOLD_DIR:-}" ]]; then
    work=$SCAFFOLD_DIR
    mkdir -p "$work"
else
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
fi
tree=$work/tree

copy_tree() {
    mkdir -p "$tree"
    find "$tree" -mindepth 1 -maxdepth 1 ! -name .build -exec rm -rf {} +
    (cd "$root" && git ls-files -co --exclude-standard -z \
        | while IFS= read -r -d '' file; do [[ -e $file ]] && printf '%s\0' "$file"; done \
        | tar --null -T - -cf -) | tar -xf - -C "$tree"
    (cd "$tree" && git init -q . && git add -A && git -c user.name=check -c user.email=check@localhost \
        commit -qm "the tree as it is")
}

# Other tests cost most of a build, and a new product changes nothing in them.
leave_tests_out() {
    for folder in "$tree"/Tests/*Tests; do
        find "$folder" -name '*.swift' -delete
        echo "// Left out of this copy." >"$folder/LeftOut.swift"
    done
}

step() {
    local started=$SECONDS name=$1
    shift
    if ! "$@" >"$work/step.log" 2>&1; then
        tail -40 "$work/step.log"
        echo "check.sh: $name failed" >&2
        exit 1
    fi
    printf '%4s s  %s\n' "$((SECONDS - started))" "$name"
}

in_tree() { (cd "$tree" && "$@"); }

# What must come out of it, with no edit: two files with new lines, and nothing else touched.
edited_files_are_two() {
    local edited
    edited=$(git -C "$tree" diff --name-only -- Package.swift Products Core Tools README.md)
    [[ $(wc -l <<<"$edited") == 2 ]] || {
        echo "edited: $edited"
        return 1
    }
}

copy_tree
leave_tests_out
step "build tools" in_tree swift build --product tools
tools=$(in_tree swift build --show-bin-path)/tools
step "new-product Parcels" in_tree "$tools" new-product Parcels
# Rules about adapters enter the linter's table with the first product that has some.
adapters=()
! grep -q '{p}Adapters' "$tree/Tools/ImportLinter/Rules.swift" || adapters=(--adapters)
step "new-product Deliveries" in_tree \
    "$tools" new-product Deliveries --calls Signals,Parcels "${adapters[@]}"
step "edited files are two" edited_files_are_two
step "build" in_tree swift build --build-tests
step "test" in_tree swift test --skip-build --no-parallel --filter 'ParcelsTests|DeliveriesTests'
grep -E 'Test run with' "$work/step.log" || true
step "lint-imports" in_tree "$tools" lint-imports
step "tidy" in_tree "$tools" tidy
step "format" in_tree swift format lint --strict --recursive Package.swift Products \
    Tests/ParcelsTests Tests/DeliveriesTests
