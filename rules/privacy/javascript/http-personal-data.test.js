// ruleid: privacy.javascript.http-personal-data
fetch("http://api.shop.example/people", { method: "POST", body: JSON.stringify({ email: user.email }) });
// ruleid: privacy.javascript.http-personal-data
axios.post("http://api.shop.example/login", { password: user.password });
// ok: privacy.javascript.http-personal-data
fetch("https://api.shop.example/people", { method: "POST", body: JSON.stringify({ email: user.email }) });
// ok: privacy.javascript.http-personal-data
fetch("http://localhost:3000/people", { method: "POST", body: user.email });
// ok: privacy.javascript.http-personal-data
axios.post("http://api.shop.example/ping", { id: user.id });
