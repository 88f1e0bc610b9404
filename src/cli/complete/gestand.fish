# Completions of gestand for fish. In ~/.config/fish/completions/gestand.fish: gestand completions fish | source
function __gestand_complete
    set -l found (command gestand complete fish -- (commandline -opc) (commandline -ct) 2>/dev/null)
    if test $status -eq 3
        set -l option (string match -r -- '^--[^=]+=' (commandline -ct); or echo '')
        set -l files (__fish_complete_path (string replace -r -- '^--[^=]+=' '' (commandline -ct)))
        test (count $files) -gt 0; and printf '%s\n' $option$files
    else if test (count $found) -gt 0
        printf '%s\n' $found
    end
end
complete --command gestand --no-files --keep-order --arguments '(__gestand_complete)'
