function make(size, buffer) {
  // ruleid: javascript.node.buffer-unchecked
  const fresh = new Buffer(size);
  // ruleid: javascript.node.buffer-unchecked
  buffer.readUInt8(0, true);
  // ruleid: javascript.node.buffer-unchecked
  buffer.writeInt32BE(1, 4, true);
  // ok: javascript.node.buffer-unchecked
  const text = new Buffer("text");
  // ok: javascript.node.buffer-unchecked
  Buffer.alloc(size);
  // ok: javascript.node.buffer-unchecked
  Buffer.from(size);
  // ok: javascript.node.buffer-unchecked
  buffer.readUInt8(0);
}
