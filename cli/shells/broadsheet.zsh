#compdef broadsheet
# zsh completion for broadsheet:
#
#   broadsheet completion zsh > "${fpath[1]}/_broadsheet"

_broadsheet() {
	local program=${(Q)words[1]} current=$PREFIX line directive
	local -a before lines values shown options
	program=${program/#\~\//$HOME/}
	before=("${(@Q)words[2,CURRENT-1]}")
	[[ -z $QIPREFIX ]] && current=${(Q)PREFIX}
	lines=("${(@f)$("$program" __complete "${before[@]}" "$current" 2>/dev/null)}")
	directive=${lines[-1]#:}
	lines[-1]=()
	[[ $directive == <-> ]] && (( ! (directive & 1) )) || return 1

	for line in $lines; do
		values+=("${line%%$'\t'*}")
		shown+=("${line/$'\t'/  -- }")
	done
	if (( ! $#values )); then
		(( directive & 4 )) && return 1
		_files
		return
	fi
	# In --query=… the option stays.
	[[ $current == --*=* ]] && values=("${current%%=*}="$^values)
	(( directive & 2 )) && options+=(-S '')
	(( directive & 32 )) && options+=(-V broadsheet)
	# What fits may begin with other letters than those typed (-U). What they have in
	# common must not take the place of more than that: then tab goes through them.
	[[ -n ${values[(R)$current*]} ]] || (( $#values == 1 )) || compstate[insert]=menu
	compadd -U -l -d shown "${options[@]}" -- "${values[@]}"
}

# not where it is sourced, only where it is called to complete
[[ $funcstack[1] == _broadsheet ]] && _broadsheet "$@"
(( $+functions[compdef] )) && compdef _broadsheet broadsheet
