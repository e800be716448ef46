import { Analytics } from "@segment/analytics-node";
import OpenAI from "openai";
const events = new Analytics({ writeKey: key });
const openai = new OpenAI({ apiKey: key });
const person = { id: user.id, contact: { email: user.email } };
// ruleid: privacy.javascript.third-party-personal-data
Sentry.setUser(person);
// ruleid: privacy.javascript.third-party-personal-data
events.track({ event: "bought", userId: user.id, properties: { phone: user.phoneNumber } });
// ruleid: privacy.javascript.third-party-personal-data
await openai.chat.completions.create({ messages: [{ role: "user", content: `write to ${user.email}` }] });
// ruleid: privacy.javascript.third-party-personal-data
gtag("event", "login", { email: user.email });
// ok: privacy.javascript.third-party-personal-data
Sentry.setUser({ id: user.id });
// ok: privacy.javascript.third-party-personal-data
events.track({ event: "bought", userId: user.id });
// ok: privacy.javascript.third-party-personal-data
gtag("event", "login", { email: hash(user.email) });
