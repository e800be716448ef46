// ruleid: privacy.javascript.queue-personal-data
channel.sendToQueue("mail", Buffer.from(user.email));
// ruleid: privacy.javascript.queue-personal-data
producer.send({ topic: "people", messages: [{ value: user.phoneNumber }] });
// ok: privacy.javascript.queue-personal-data
channel.sendToQueue("mail", Buffer.from(user.id));
// ok: privacy.javascript.queue-personal-data
mailer.send(user.email);
