#!/usr/bin/env bash
# Plants imports that the architecture forbids, one at a time, into a copy of the tree, and wants
# the compiler to refuse each and `tools lint-imports` to name the rule.
#
#   Tests/Borders/check.sh            every case
#   Tests/Borders/check.sh --few      one for each part of a product, as CI does
#
# BORDERS_DIR=DIR keeps the copy and its build there, so that a second run takes seconds.
# Ends with 0 if every case is refused, 1 if one is not, 2 for a wrong call.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
few=no
case "${1:-}" in
    "") ;;
    --few) few=yes ;;
    -h | --help)
        sed -n '2,9s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
    *)
        echo "check.sh: unknown argument $1; --few is the only one" >&2
        exit 2
        ;;
esac

# few? | what is tried | target | folder | statement | rule that the linter names
cases=$(
    cat <<'CASES'
-|Core to a product|Events|Core/Events|import SignalsContracts|core-knows-no-product
-|Core to undeclared Core|HTTPServer|Core/HTTPServer|import EventStore|undeclared-import
-|pure Core to SQLite|Workflows|Core/Workflows|import SQLite|pure-core
few|Contracts to Domain|SignalsContracts|Products/Signals/Contracts|import SignalsDomain|contracts-are-values
few|Domain to EventStore|SignalsDomain|Products/Signals/Domain|import EventStore|domain-is-pure
-|Domain to Facade|SignalsDomain|Products/Signals/Domain|import SignalsFacade|domain-is-pure
few|Facade to Workflows|SignalsFacade|Products/Signals/Facade|import SignalsWorkflows|facade-reaches-no-workflows
-|Facade to the engine|SignalsFacade|Products/Signals/Facade|import WorkflowRuntime|facade-reaches-no-workflows
-|Facade to Simulation|SignalsFacade|Products/Signals/Facade|import Simulation|simulation-for-tests
-|Facade, a scoped import|SignalsFacade|Products/Signals/Facade|import struct SignalsWorkflows.Planted|facade-reaches-no-workflows
-|Facade, an exported import|SignalsFacade|Products/Signals/Facade|@_exported import SignalsWorkflows|facade-reaches-no-workflows
-|Facade, implementation only|SignalsFacade|Products/Signals/Facade|@_implementationOnly import SignalsWorkflows|facade-reaches-no-workflows
-|Facade, inside canImport|SignalsFacade|Products/Signals/Facade|#if canImport(SignalsWorkflows)+import SignalsWorkflows+#endif|undeclared-can-import
few|Workflows to SQLite|SignalsWorkflows|Products/Signals/Workflows|import SQLite|sqlite-has-one-importer
-|Workflows to the engine|SignalsWorkflows|Products/Signals/Workflows|import WorkflowRuntime|engine-is-hidden
-|Composition to a Domain|Composition|Products/Composition/Composition|import SignalsDomain|only-the-door
-|signalbox to Workflows|signalbox|Products/Composition/Main|import SignalsWorkflows|workflows-for-composition-only
-|tools to a Facade|tools|Tools/Main|import SignalsFacade|tools-link-no-product
-|foreign @testable|CoreTests|Tests/CoreTests|@testable import SignalsDomain|testable-outside-tests
-|CSQLite past SQLite|EventStore|Core/EventStore|import CSQLite|sqlite-has-one-importer
CASES
)

if [[ -n "${BORDERS_DIR:-}" ]]; then
    work=$BORDERS_DIR
    mkdir -p "$work"
else
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
fi
tree=$work/tree

# Files that went away in the meantime must go away in the copy too; the build folder stays.
copy_tree() {
    mkdir -p "$tree"
    find "$tree" -mindepth 1 -maxdepth 1 ! -name .build -exec rm -rf {} +
    (cd "$root" && git ls-files -co --exclude-standard -z \
        | while IFS= read -r -d '' file; do [[ -e $file ]] && printf '%s\0' "$file"; done \
        | tar --null -T - -cf -) | tar -xf - -C "$tree"
}

# The modules have to exist: what is not built yet is refused for that reason alone.
build_all() {
    local what=()
    [[ $few == yes ]] || what=(--build-tests)
    echo "building the copy once"
    if ! swift build --package-path "$tree" "${what[@]}" >"$work/build.log" 2>&1; then
        tail -20 "$work/build.log"
        echo "check.sh: the tree does not build as it is" >&2
        exit 1
    fi
}

# Prints what the compiler says: refused (in three ways: by the list of clients, as a cycle where the
# module below is one that the upper one needs, or because the module is out of reach), or builds.
compile() {
    local target=$1 log=$2
    if swift build --package-path "$tree" --target "$target" >"$log" 2>&1; then
        echo builds
    elif grep -q "doesn't allow importation from module" "$log"; then
        echo "refused"
    elif grep -q "circular dependency between modules" "$log"; then
        echo "refused, a cycle"
    elif grep -qE "no such module|missing required module" "$log"; then
        echo "refused, no module"
    else
        echo "fails otherwise"
    fi
}

# Prints the rule if the linter finds it in the planted file, else what it found there.
lint() {
    local rule=$1 file=$2 found
    found=$("$tools" lint-imports "$tree" --format github 2>/dev/null \
        | sed -n "s|^::error file=$file,.*title=\([a-z-]*\)::.*|\1|p" | sort -u) || true
    if grep -qx -- "$rule" <<<"$found"; then
        echo "$rule"
    else
        echo "MISSED (${found//$'\n'/, })"
    fi
}

copy_tree
build_all
tools=$(swift build --package-path "$tree" --show-bin-path)/tools
tried=0
refused=0
wrong=0
printf '%-28s %-19s %s\n' "planted" "compiler" "lint-imports"
while IFS='|' read -r in_few what target folder statement rule; do
    [[ $few == no || $in_few == few ]] || continue
    tried=$((tried + 1))
    file=$folder/Planted.swift
    tr '+' '\n' <<<"$statement" >"$tree/$file"
    compiler=$(compile "$target" "$work/case.log")
    linter=$(lint "$rule" "$file")
    rm "$tree/$file"
    printf '%-28s %-19s %s\n' "$what" "$compiler" "$linter"
    [[ $compiler != refused* ]] || refused=$((refused + 1))
    # C modules have no list of clients: the linter alone holds this one.
    if [[ $linter == MISSED* ]] || [[ $compiler != refused* && $what != "CSQLite past SQLite" ]]; then
        wrong=$((wrong + 1))
        sed -n '/error:/p' "$work/case.log" | sort -u | sed -n '1,5p'
    fi
done <<<"$cases"

echo "$tried planted, $refused refused by the compiler, $((tried - wrong)) as expected"
((wrong == 0))
