package server

// keptForFiles is how many descriptors are kept for articles and databases, or a
// quarter of them where that is less.
const keptForFiles = 256

// fitDescriptors takes fewer connections where the system gives too few
// descriptors: one too many, and no file can be opened.
func (s *Server) fitDescriptors(limits *Limits) {
	all := descriptors()
	if all == 0 {
		return
	}
	most := max(1, all-min(keptForFiles, all/4))
	if limits.Connections <= most {
		return
	}
	s.options.Log.Warn("fewer connections are taken than the settings allow, for want of descriptors: raise LimitNOFILE or `ulimit -n`",
		"connections", most, "settings", limits.Connections, "descriptors", all)
	limits.Connections = most
}
