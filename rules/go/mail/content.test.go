package mail

import (
	"net/http"
	"net/smtp"
	"strconv"
)

func send(w http.ResponseWriter, r *http.Request) {
	text := "Subject: hello\r\n\r\nHello " + r.FormValue("name")
	// ruleid: go.mail.content
	smtp.SendMail("mail.example.com:25", nil, "a@example.com", []string{"b@example.com"}, []byte(text))
	// ok: go.mail.content
	smtp.SendMail("mail.example.com:25", nil, "a@example.com", []string{"b@example.com"}, []byte("hello"))
}

func tell(w http.ResponseWriter, r *http.Request, server string, auth smtp.Auth) {
	to := []string{"b@example.com"}
	name := r.URL.Query().Get("name")
	// ruleid: go.mail.content
	smtp.SendMail(server, auth, "a@example.com", to, []byte("Hello "+name))
	body := []byte("Subject: news\r\n\r\n" + r.PostFormValue("text"))
	// ruleid: go.mail.content
	smtp.SendMail(server, auth, "a@example.com", to, body)
	count, err := strconv.Atoi(r.FormValue("count"))
	if err != nil {
		return
	}
	// ok: go.mail.content
	smtp.SendMail(server, auth, "a@example.com", to, []byte("Count: "+strconv.Itoa(count)))
	// ok: go.mail.content
	smtp.SendMail(server, auth, "a@example.com", to, []byte(server))
	w.Write([]byte("sent"))
}
