package math

// accents gives, for a command, the combining mark that it sets over or under what
// follows it.
//
//nolint:gochecknoglobals // a table that is never written
var accents = map[string]string{
	"hat": "\u0302", "widehat": "\u0302", "check": "\u030C", "tilde": "\u0303", "widetilde": "\u0303", "bar": "\u0304",
	"overline": "\u0305", "underline": "\u0332", "vec": "\u20D7", "overrightarrow": "\u20D7", "dot": "\u0307", "ddot": "\u0308",
	"dddot": "\u20DB", "acute": "\u0301", "grave": "\u0300", "breve": "\u0306", "mathring": "\u030A",
}

// characters gives, for the name of a command, the text that it stands for.
//
//nolint:gochecknoglobals // a table that is never written
var characters = map[string]string{
	// Greek
	"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
	"theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "varkappa": "ϰ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ",
	"omicron": "ο", "pi": "π", "varpi": "ϖ", "rho": "ρ", "varrho": "ϱ", "sigma": "σ", "varsigma": "ς", "tau": "τ",
	"upsilon": "υ", "phi": "ϕ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "digamma": "ϝ",
	"Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ",
	"Psi": "Ψ", "Omega": "Ω", "varGamma": "Γ", "varDelta": "Δ", "varTheta": "Θ", "varLambda": "Λ", "varPi": "Π",
	"varSigma": "Σ", "varPhi": "Φ", "varPsi": "Ψ", "varOmega": "Ω",
	// signs that are written as they are
	"{": "{", "}": "}", "%": "%", "$": "$", "&": "&", "#": "#", "_": "_", "|": "‖", "lbrace": "{", "rbrace": "}",
	"lbrack": "[", "rbrack": "]", "lparen": "(", "rparen": ")", "vert": "|", "lvert": "|", "rvert": "|", "Vert": "‖",
	"lVert": "‖", "rVert": "‖", "colon": ":", "backslash": "∖",
	// operations on two
	"pm": "±", "mp": "∓", "times": "×", "div": "÷", "cdot": "·", "ast": "∗", "star": "⋆", "circ": "∘", "bullet": "∙",
	"cap": "∩", "cup": "∪", "uplus": "⊎", "sqcap": "⊓", "sqcup": "⊔", "wedge": "∧", "land": "∧", "vee": "∨", "lor": "∨",
	"setminus": "∖", "smallsetminus": "∖", "oplus": "⊕", "ominus": "⊖", "otimes": "⊗", "odot": "⊙", "dagger": "†",
	"ddagger": "‡", "amalg": "∐",
	// relations
	"le": "≤", "leq": "≤", "leqslant": "⩽", "ge": "≥", "geq": "≥", "geqslant": "⩾", "ne": "≠", "neq": "≠", "ll": "≪",
	"gg": "≫", "lt": "<", "gt": ">", "equiv": "≡", "sim": "∼", "simeq": "≃", "approx": "≈", "cong": "≅", "doteq": "≐",
	"propto": "∝", "asymp": "≍", "prec": "≺", "succ": "≻", "preceq": "⪯", "succeq": "⪰", "subset": "⊂", "supset": "⊃",
	"subseteq": "⊆", "supseteq": "⊇", "subsetneq": "⊊", "supsetneq": "⊋", "in": "∈", "notin": "∉", "ni": "∋", "mid": "∣",
	"nmid": "∤", "parallel": "∥", "perp": "⊥", "vdash": "⊢", "models": "⊨", "coloneqq": "≔", "triangleq": "≜",
	"lesssim": "≲", "gtrsim": "≳", "nleq": "≰", "ngeq": "≱", "nsubseteq": "⊈", "trianglelefteq": "⊴", "triangleleft": "◁",
	// arrows
	"to": "→", "rightarrow": "→", "longrightarrow": "⟶", "leftarrow": "←", "gets": "←", "longleftarrow": "⟵",
	"leftrightarrow": "↔", "longleftrightarrow": "⟷", "Rightarrow": "⇒", "Longrightarrow": "⟹", "implies": "⟹",
	"Leftarrow": "⇐", "Longleftarrow": "⟸", "impliedby": "⟸", "Leftrightarrow": "⇔", "Longleftrightarrow": "⟺", "iff": "⟺",
	"mapsto": "↦", "longmapsto": "⟼", "uparrow": "↑", "downarrow": "↓", "updownarrow": "↕", "Uparrow": "⇑", "Downarrow": "⇓",
	"hookrightarrow": "↪", "hookleftarrow": "↩", "rightharpoonup": "⇀", "leftharpoonup": "↼", "rightleftharpoons": "⇌",
	"leftrightharpoons": "⇋", "twoheadrightarrow": "↠", "nearrow": "↗", "searrow": "↘", "leadsto": "⇝",
	// large ones
	"sum": "∑", "prod": "∏", "coprod": "∐", "int": "∫", "iint": "∬", "iiint": "∭", "oint": "∮", "bigcup": "⋃",
	"bigcap": "⋂", "bigvee": "⋁", "bigwedge": "⋀", "bigoplus": "⨁", "bigotimes": "⨂",
	// brackets
	"langle": "⟨", "rangle": "⟩", "lceil": "⌈", "rceil": "⌉", "lfloor": "⌊", "rfloor": "⌋",
	// others
	"infty": "∞", "partial": "∂", "nabla": "∇", "forall": "∀", "exists": "∃", "nexists": "∄", "neg": "¬", "lnot": "¬",
	"emptyset": "∅", "varnothing": "∅", "angle": "∠", "triangle": "△", "square": "□", "Box": "□", "diamond": "⋄",
	"blacksquare": "■", "therefore": "∴", "because": "∵", "ldots": "…", "dots": "…", "dotsc": "…", "dotso": "…",
	"cdots": "⋯", "dotsb": "⋯", "dotsm": "⋯", "dotsi": "⋯", "vdots": "⋮", "ddots": "⋱", "prime": "′", "hbar": "ℏ",
	"hslash": "ℏ", "ell": "ℓ", "wp": "℘", "Re": "ℜ", "Im": "ℑ", "aleph": "ℵ", "beth": "ℶ", "degree": "°", "top": "⊤",
	"bot": "⊥", "surd": "√", "imath": "ı", "jmath": "ȷ", "S": "§", "P": "¶", "pounds": "£", "checkmark": "✓", "R": "ℝ",
	"Z": "ℤ", "N": "ℕ", "Q": "ℚ", "C": "ℂ",
}
