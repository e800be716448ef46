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
