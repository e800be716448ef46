const app = require("express")();
const transport = require("nodemailer").createTransport({});
const config = require("./config");

app.post("/forgot", (req, res) => {
  // ruleid: javascript.express.host-in-mail
  transport.sendMail({ to: req.body.mail, text: `https://${req.headers.host}/reset/${token()}` });
  // ruleid: javascript.express.host-in-mail
  transport.sendMail({ to: req.body.mail, html: "<a href='https://" + req.get("host") + "/reset'>reset</a>" });
  // ok: javascript.express.host-in-mail
  transport.sendMail({ to: req.body.mail, text: `https://${config.host}/reset/${token()}` });
  res.end(req.headers.host);
});

app.post("/invite", (req, res) => {
  const link = "https://" + req.hostname + "/join";
  // ruleid: javascript.express.host-in-mail
  transport.sendMail({ to: req.body.mail, subject: "Join us", text: link });
  // ok: javascript.express.host-in-mail
  transport.sendMail({ to: req.body.mail, subject: "Join us", text: "Ask " + req.body.name });
  // ok: javascript.express.host-in-mail
  transport.sendMail({ to: "admin@example.com", subject: "Invited", html: "<p>" + config.name + "</p>" });
  res.redirect(link);
});
