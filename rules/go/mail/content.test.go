package mail

import (
	"net/http"
	"net/smtp"
)

func send(w http.ResponseWriter, r *http.Request) {
	text := "Subject: hello\r\n\r\nHello " + r.FormValue("name")
	// ruleid: go.mail.content
	smtp.SendMail("mail.example.com:25", nil, "a@example.com", []string{"b@example.com"}, []byte(text))
	// ok: go.mail.content
	smtp.SendMail("mail.example.com:25", nil, "a@example.com", []string{"b@example.com"}, []byte("hello"))
}
