# bash completion for broadsheet. It needs nothing but bash, 3.2 or newer:
#
#   broadsheet completion bash > ~/.local/share/bash-completion/completions/broadsheet
#
# or, without the package bash-completion, in ~/.bashrc:
#
#   source <(broadsheet completion bash)

_broadsheet() {
	local program=$1 line
	case $program in
		'~/'*) program=$HOME/${program#'~/'} ;;
	esac
	COMPREPLY=()
	# One answer a line, quoted as what is there already; "files": there may be files too.
	while IFS= read -r line; do
		case $line in
			=*) COMPREPLY+=("${line#=}") ;;
			files) type compopt &>/dev/null && compopt -o default +o nospace ;;
		esac
	done < <("$program" __bash "$COMP_TYPE" "$COMP_WORDBREAKS" "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
}

complete -o nospace -F _broadsheet broadsheet
