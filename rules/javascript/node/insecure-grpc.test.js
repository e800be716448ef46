const grpc = require("@grpc/grpc-js");

// ruleid: javascript.node.insecure-grpc
const client = new Orders("orders.example.com:50051", grpc.credentials.createInsecure());
// ruleid: javascript.node.insecure-grpc
server.bindAsync("0.0.0.0:50051", grpc.ServerCredentials.createInsecure(), start);
// ruleid: javascript.node.insecure-grpc
const other = new Orders(host, grpc.ChannelCredentials.createInsecure());
// ok: javascript.node.insecure-grpc
const near = new Orders("localhost:50051", grpc.credentials.createInsecure());
// ok: javascript.node.insecure-grpc
server.bindAsync("unix:/run/orders.sock", grpc.ServerCredentials.createInsecure(), start);
// ok: javascript.node.insecure-grpc
const safe = new Orders(host, grpc.credentials.createSsl(ca));
