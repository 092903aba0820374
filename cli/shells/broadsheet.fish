# fish completion for broadsheet:
#
#   broadsheet completion fish > ~/.config/fish/completions/broadsheet.fish

# Asks for what fits, and is false where there are files alone.
function __broadsheet_ask
    set -l before (commandline -opc)
    set -l current (commandline -ct)
    switch "$current"
        case "'*" # a quotation mark that is open
            set current (string sub -s 2 -- $current | string replace -a "\\'" "'")
        case '"*'
            set current (string sub -s 2 -- $current | string replace -a '\\"' '"')
        case '?*'
            set current (string unescape -- $current; or echo $current)
    end
    set -g __broadsheet_found ($before[1] __complete $before[2..-1] "$current" 2>/dev/null)
    set -l directive (string replace -r '^:' '' -- $__broadsheet_found[-1])
    set -e __broadsheet_found[-1]
    string match -qr '^[0-9]+$' -- "$directive"; or return 1
    test (math "$directive % 2") = 0; or return 1
    if string match -qr '^--[^=]*=' -- "$current"
        set -l option (string replace -r '=.*' '=' -- $current)
        set -g __broadsheet_found $option$__broadsheet_found
    end
    test (count $__broadsheet_found) -gt 0; or test (math "floor($directive / 4) % 2") = 1
end

complete -c broadsheet -e
complete -c broadsheet -k -f -n __broadsheet_ask -a '$__broadsheet_found'
