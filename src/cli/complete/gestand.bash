# Completions of gestand for bash. In ~/.bashrc: source <(gestand completions bash)
_gestand() {
    local at word out code words=()
    # Bash makes three words of "--status=open"; the program wants the one that was typed.
    for ((at = 0; at <= COMP_CWORD; at++)); do
        word=${COMP_WORDS[at]}
        if ((at > 1)) && [[ $word == [=:] || ${COMP_WORDS[at - 1]} == [=:] ]]; then
            words[${#words[@]} - 1]+=$word
        else
            words+=("$word")
        fi
    done
    COMPREPLY=()
    out=$(command gestand complete bash -- "${words[@]}" 2>/dev/null)
    code=$?
    if ((code == 3)); then
        compopt -o bashdefault -o default 2>/dev/null
        return
    fi
    while IFS= read -r word; do
        [[ -n $word ]] && COMPREPLY+=("$word")
    done <<<"$out"
}
complete -o nosort -F _gestand gestand 2>/dev/null || complete -F _gestand gestand
