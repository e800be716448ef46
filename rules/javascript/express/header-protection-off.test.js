const helmet = require("helmet");

// ruleid: javascript.express.header-protection-off
app.use(helmet({ contentSecurityPolicy: false }));
// ruleid: javascript.express.header-protection-off
app.use(helmet({ hidePoweredBy: true, frameguard: false }));
// ruleid: javascript.express.header-protection-off
fastify.register(helmet, { noSniff: false });
// ok: javascript.express.header-protection-off
app.use(helmet());
// ok: javascript.express.header-protection-off
app.use(helmet({ contentSecurityPolicy: { directives: { scriptSrc: ["'self'"] } } }));
// ok: javascript.express.header-protection-off
app.use(helmet({ dnsPrefetchControl: false }));

app.use((req, res, next) => {
  // ruleid: javascript.express.header-protection-off
  res.setHeader("Strict-Transport-Security", "max-age=0");
  // ok: javascript.express.header-protection-off
  res.setHeader("Strict-Transport-Security", "max-age=31536000");
  next();
});
