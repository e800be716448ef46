import { randomBytes, randomUUID } from "crypto";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

function issue(user: any, session: any) {
  // ruleid: javascript.crypto.predictable-token
  const token = Math.random().toString(36).slice(2);
  // ruleid: javascript.crypto.predictable-token
  user.resetCode = String(Math.floor(Math.random() * 1000000));
  // ruleid: javascript.crypto.predictable-token
  let sessionId: string = `${Date.now()}-${Math.random()}`;
  const response = {
    user: user.id,
    // ruleid: javascript.crypto.predictable-token
    csrfToken: Math.random().toString(16),
  };
  return [token, sessionId, response];
}

function generatePassword(): string {
  // ruleid: javascript.crypto.predictable-token
  return Array.from({ length: 12 }, () => LETTERS[Math.floor(Math.random() * 26)]).join("");
}

function issueWell(user: any, items: any[]) {
  // ok: javascript.crypto.predictable-token
  const token = randomBytes(32).toString("hex");
  // ok: javascript.crypto.predictable-token
  user.resetCode = randomUUID();
  // ok: javascript.crypto.predictable-token
  const delay = Math.random() * 1000;
  // ok: javascript.crypto.predictable-token
  const item = items[Math.floor(Math.random() * items.length)];
  // ok: javascript.crypto.predictable-token
  const elementId = "e" + Math.random().toString(36).slice(2);
  return [token, delay, item, elementId];
}

function shuffledTokens(tokens: string[]) {
  // ok: javascript.crypto.predictable-token
  return tokens.sort(() => Math.random() - 0.5);
}
