const cors = require("cors");
const app = require("express")();

const ORIGINS = ["https://app.example.com"];

// ruleid: javascript.express.cors-reflected-origin
app.use(cors({ origin: true, credentials: true }));
// ruleid: javascript.express.cors-reflected-origin
app.use(cors({ methods: ["GET"], credentials: true, origin: (origin, callback) => callback(null, true) }));
// ruleid: javascript.express.cors-reflected-origin
nest.enableCors({ origin: true, credentials: true });

app.use((req, res, next) => {
  // ruleid: javascript.express.cors-reflected-origin
  res.setHeader("Access-Control-Allow-Origin", req.headers.origin);
  res.setHeader("Access-Control-Allow-Credentials", "true");
  next();
});

app.use((req, res, next) => {
  res.header("Access-Control-Allow-Credentials", true);
  // ruleid: javascript.express.cors-reflected-origin
  res.header("access-control-allow-origin", req.get("Origin"));
  next();
});

// ok: javascript.express.cors-reflected-origin
app.use(cors());
// ok: javascript.express.cors-reflected-origin
app.use(cors({ origin: true }));
// ok: javascript.express.cors-reflected-origin
app.use(cors({ origin: true, credentials: false }));
// ok: javascript.express.cors-reflected-origin
app.use(cors({ origin: ORIGINS, credentials: true }));
// ok: javascript.express.cors-reflected-origin
app.use(cors({ origin: (origin, callback) => callback(null, ORIGINS.includes(origin)), credentials: true }));

app.use((req, res, next) => {
  // ok: javascript.express.cors-reflected-origin
  res.setHeader("Access-Control-Allow-Origin", req.headers.origin);
  next();
});

app.use((req, res, next) => {
  if (ORIGINS.includes(req.headers.origin)) {
    // ok: javascript.express.cors-reflected-origin
    res.setHeader("Access-Control-Allow-Origin", req.headers.origin);
    res.setHeader("Access-Control-Allow-Credentials", "true");
  }
  next();
});
