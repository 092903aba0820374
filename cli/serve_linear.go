package cli

import (
	"context"
	"slices"

	"broadsheet/cli/config"
	"broadsheet/linear"
	"broadsheet/server"
)

// linearUser is the name that whoever logs in with it reads in lines: it needs nothing to
// be set up where the reader sits.
const linearUser = "linear"

// inLines says whether a session over SSH is held in lines.
func inLines(about server.Session) bool { return servedFrom(about) != "" }

// servedFrom is what has asked for lines over SSH, as it is written; empty: nobody has.
func servedFrom(about server.Session) string {
	own := config.Defaults(config.Environment{Variables: about.Env})
	switch {
	case len(about.Args) > 0 && !opensReader(about.Args):
		return "" // it is a command
	case slices.Contains(about.Args, "--linear=false"):
		return ""
	case slices.Contains(about.Args, "--linear"), slices.Contains(about.Args, "--linear=true"):
		return "--linear"
	case about.User == linearUser:
		return linearUser + "@"
	case own.Linear:
		return linearSource(own)
	case about.Dumb && own.Sources["linear"] == "":
		return "TERM=" + config.Environment{Variables: about.Env}.Get("TERM")
	}
	return ""
}

// converse makes what answers a session that is held in lines.
func (v *service) converse(ctx context.Context, about server.Session) (*server.Conversation, error) {
	options, end, err := v.seat(ctx, about)
	if err != nil {
		return nil, err
	}
	session, err := linear.New(linearOptions(options, servedFrom(about)))
	if err != nil {
		end()
		return nil, notStarted("%w", v.hide.Error(err))
	}
	return &server.Conversation{
		Begin: session.Begin, Answer: session.Answer, Close: end,
		Sentence: func(event server.Event) string { return alertOf(event).Sentence(options.Language) },
	}, nil
}
