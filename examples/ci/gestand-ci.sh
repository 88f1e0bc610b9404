#!/bin/sh
# A register under version control: begin.jsonl, brieven/, besluiten/, bijwerkingen.csv. The same on GitHub, on GitLab and on a desk.
#
#   gestand-ci.sh propose   on a new letter: writes the questions to besluiten/ and tells each at its line; exit 1 while one is open
#   gestand-ci.sh settle    on merge: makes the register anew, the reports and the exports; exit 1 while one is open
#   gestand-ci.sh nightly   every night: exit 1 when terms have passed, and says which, since when, and who must act
#
# Exit code 2: it could not run. What it goes by, each with what it is unless said otherwise:
#   GESTAND_CI_PROGRAM    gestand         the program
#   GESTAND_CI_BEGIN      begin.jsonl     how the register began: what gestand export wrote
#   GESTAND_CI_LETTERS    brieven         the folder of letters
#   GESTAND_CI_DECISIONS  besluiten       the folder of decisions
#   GESTAND_CI_UPDATES    bijwerkingen.csv  what was decided without a letter, where that file is there
#   GESTAND_CI_OUT        uit             where settle puts the register, the reports and the exports
#   GESTAND_CI_REPORTS    te-laat open afgedaan
#   GESTAND_CI_ACCEPT     certain         which proposals propose writes down as accepted: certain or none
#   GESTAND_CI_REVIEWER   pijplijn        in whose name it does so
#   GESTAND_CI_TODAY      (today)         the day to take for today (2026-01-31)
#   GESTAND_CI_FORMAT     (by place)      table, json, github, junit or sarif; github in a log of GitHub, else table
#   GESTAND_CI_JUNIT      (none)          a file to write JUnit to as well
#   GESTAND_CI_BASELINE   (none)          terms that nightly knows already: what gestand check --write-baseline wrote
#   GESTAND_CI_PUSH       no              yes: propose commits what it wrote and pushes it to the branch it is on
set -eu

program=${GESTAND_CI_PROGRAM:-gestand}
begin=${GESTAND_CI_BEGIN:-begin.jsonl}
letters=${GESTAND_CI_LETTERS:-brieven}
decisions=${GESTAND_CI_DECISIONS:-besluiten}
updates=${GESTAND_CI_UPDATES:-bijwerkingen.csv}
out=${GESTAND_CI_OUT:-uit}
reports=${GESTAND_CI_REPORTS:-te-laat open afgedaan}
accept=${GESTAND_CI_ACCEPT:-certain}
reviewer=${GESTAND_CI_REVIEWER:-pijplijn}
today=${GESTAND_CI_TODAY:-}
junit=${GESTAND_CI_JUNIT:-}
baseline=${GESTAND_CI_BASELINE:-}
push=${GESTAND_CI_PUSH:-no}
if [ "${GITHUB_ACTIONS:-}" = true ]; then format=github; else format=table; fi
format=${GESTAND_CI_FORMAT:-$format}
# The register is the one that is made here, whatever stands elsewhere.
unset GESTAND_REGISTER GESTAND_REVIEWER

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
register=$work/register.db

fail() {
    printf 'gestand-ci: %s\n' "$1" >&2
    exit 2
}

# The program, on the day that is taken for today.
gestand() {
    if [ -n "$today" ]; then "$program" --today "$today" "$@"; else "$program" "$@"; fi
}

# Makes the register anew; further words are options of gestand rebuild. Answers 0, or 1 while something is to be decided.
rebuild() {
    code=0
    rm -f "$register"
    [ ! -e "$updates" ] || set -- --updates "$updates" "$@"
    gestand rebuild --from "$begin" --letters "$letters" --decisions "$decisions" --register "$register" "$@" || code=$?
    [ "$code" -le 1 ] || exit 2
    return "$code"
}

# Writes the decisions of each letter, and tells what is asked.
propose() {
    asks=0
    case $accept in
        certain) rebuild --write --accept certain --reviewer "$reviewer" --format "$format" || asks=1 ;;
        none) rebuild --write --format "$format" || asks=1 ;;
        *) fail "GESTAND_CI_ACCEPT is certain or none, not $accept" ;;
    esac
    [ -z "$junit" ] || rebuild --quiet --format junit > "$junit" || :
    [ "$push" != yes ] || publish
    return "$asks"
}

# Commits what was written, and nothing else, and pushes it to the branch of the request.
publish() {
    branch=${GITHUB_HEAD_REF:-${CI_MERGE_REQUEST_SOURCE_BRANCH_NAME:-$(git branch --show-current)}}
    [ -n "$branch" ] || fail 'it is not known which branch to push to; check one out, or leave GESTAND_CI_PUSH at no'
    git add --all -- "$decisions" || exit 2
    if git diff --cached --quiet -- "$decisions"; then
        return 0
    fi
    git commit --quiet --message "besluiten: voorstellen uit nieuwe brieven" -- "$decisions" || exit 2
    git push --quiet origin "HEAD:refs/heads/$branch" || fail "what was written could not be pushed to $branch"
}

# Makes the register, the reports and the exports. Questions keep nothing back but themselves.
settle() {
    asks=0
    rebuild --format "$format" || asks=1
    [ -z "$junit" ] || settled_junit
    gestand check --quiet --tier integrity --register "$register" || fail 'the register that was made is not whole'
    mkdir -p "$out/rapporten"
    for report in $reports; do
        gestand report "$report" --quiet --register "$register" --to "$out/rapporten/$report.md" --overwrite || exit 2
    done
    gestand site --quiet --register "$register" --to "$out/site" --overwrite || exit 2
    gestand export "$out/register.csv" --quiet --register "$register" --overwrite || exit 2
    gestand export "$out/register.jsonl" --quiet --register "$register" --overwrite || exit 2
    cp "$register" "$out/register.db.part" && mv "$out/register.db.part" "$out/register.db" || exit 2
    return "$asks"
}

# The register stays; what is told is told once more, of one that is made beside it.
settled_junit() {
    register=$work/again.db
    rebuild --quiet --format junit > "$junit" || :
    register=$work/register.db
}

# Tells which terms have passed, since when, and who must act.
nightly() {
    late=0
    # What is to be decided is not asked at night.
    rebuild --quiet > /dev/null || :
    set -- check --overdue --register "$register"
    [ -z "$baseline" ] || set -- "$@" --baseline "$baseline"
    gestand "$@" --format "$format" || late=$?
    [ -z "$junit" ] || gestand "$@" --quiet --format junit > "$junit" || :
    [ "$late" -le 1 ] || exit 2
    return "$late"
}

case ${1:-} in
    propose | settle | nightly) ;;
    *) fail 'say propose, settle or nightly' ;;
esac
command -v "$program" > /dev/null || fail "there is no program $program; install gestand, or name it in GESTAND_CI_PROGRAM"
"$1"
