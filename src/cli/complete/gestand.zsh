#compdef gestand
# Completions of gestand for zsh. In ~/.zshrc, behind compinit: source <(gestand completions zsh)
# or as a file _gestand in a folder of $fpath.
_gestand() {
    local out code
    local -a found
    out=$(command gestand complete zsh -- "${(@)words[1,CURRENT]}" 2>/dev/null)
    code=$?
    if (( code == 3 )); then
        compset -P '--*='
        _files
        return
    fi
    [[ -n $out ]] || return 1
    found=("${(@f)out}")
    _describe -V gestand found
}
if [[ ${funcstack[1]} == _gestand ]]; then
    _gestand "$@"
else
    compdef _gestand gestand
fi
