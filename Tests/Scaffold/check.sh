#!/usr/bin/env bash
# Makes products with `tools new-product` in a copy of the tree, then builds, tests and lints them
# without an edit, so that the template cannot rot. Then does what Products/README.md shows, block
# by block, and builds, tests and lints again.
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
        sed -n '2,11s/^# \{0,1\}//p' "$0"
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

# A block of Swift is a new file, named by its first line; a block of differences is applied.
follow_the_readme() {
    rm -rf "$work/blocks"
    mkdir -p "$work/blocks"
    awk -v folder="$work/blocks" '
        /^```(swift|diff)$/ { count++; name = sprintf("%s/%02d.%s", folder, count, substr($0, 4)); next }
        /^```/ { name = ""; next }
        name != "" { print > name }
    ' "$tree/Products/README.md"
    local block target
    for block in "$work"/blocks/*; do
        case $block in
            *.swift)
                target=$(sed -n '1s|^// ||p' "$block")
                mkdir -p "$tree/$(dirname "$target")"
                tail -n +2 "$block" >"$tree/$target"
                ;;
            *.diff) git -C "$tree" apply --unidiff-zero "$block" ;;
        esac
        echo "$(basename "$block") ${target:-}"
    done
    [[ $(ls "$work"/blocks | wc -l) -ge 10 ]]
}

# The command of the walk through the real binary: a new key, the same key, a list.
the_command_works() {
    local signalbox data
    signalbox=$(in_tree swift build --show-bin-path)/signalbox
    data=$(mktemp -d "$work/data.XXXXXX")
    [[ $("$signalbox" parcels add k1 First --data "$data") == added* ]]
    [[ $("$signalbox" parcels add k1 First --data "$data") == known* ]]
    [[ $("$signalbox" parcels list --data "$data") == "k1  First" ]]
    rm -rf "$data"
}

copy_tree
leave_tests_out
step "build tools" in_tree swift build --product tools
tools=$(in_tree swift build --show-bin-path)/tools
step "new-product Parcels" in_tree "$tools" new-product Parcels --calls Signals
# Rules about adapters enter the linter's table with the first product that has some.
adapters=()
! grep -q '{p}Adapters' "$tree/Tools/ImportLinter/Rules.swift" || adapters=(--adapters)
step "new-product Deliveries" in_tree \
    "$tools" new-product Deliveries --calls Signals,Parcels "${adapters[@]}"
step "edited files are two" edited_files_are_two
build_and_test() {
    step "build" in_tree swift build --build-tests
    step "test" in_tree swift test --skip-build --no-parallel --filter 'ParcelsTests|DeliveriesTests'
    grep -E 'Test run with' "$work/step.log"
    step "lint-imports" in_tree "$tools" lint-imports
    step "tidy" in_tree "$tools" tidy
    step "format" in_tree swift format lint --strict --recursive Package.swift Products \
        Tests/ParcelsTests Tests/DeliveriesTests
}

build_and_test
step "what Products/README.md shows" follow_the_readme
build_and_test
step "signalbox parcels" the_command_works
