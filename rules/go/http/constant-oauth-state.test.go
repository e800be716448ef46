package login

import "golang.org/x/oauth2"

const fixed = "always"

func begin(config *oauth2.Config, session *Session) []string {
	return []string{
		// ruleid: go.http.constant-oauth-state
		config.AuthCodeURL("state"),
		// ruleid: go.http.constant-oauth-state
		config.AuthCodeURL(fixed, oauth2.AccessTypeOffline),
		// ruleid: go.http.constant-oauth-state
		config.AuthCodeURL("login-" + fixed),
		// ok: go.http.constant-oauth-state
		config.AuthCodeURL(session.NewState()),
		// ok: go.http.constant-oauth-state
		config.AuthCodeURL(session.Get("state")),
		// ok: go.http.constant-oauth-state
		config.AuthCodeURL("login-" + session.NewState()),
	}
}
