package ui

import tea "charm.land/bubbletea/v2"

func (h *home) startChooser() tea.Cmd { return nil }
func (h *home) startLinks() tea.Cmd   { return nil }
func (a *App) startProblems() tea.Cmd { return nil }
func (a *App) startHelp() tea.Cmd     { return nil }
func (a *App) startPalette() tea.Cmd  { return nil }
