// Loaded by Node as they are: one keeps a connection, the other has native code.
export default { serverExternalPackages: ['@latchkey/node', '@node-rs/bcrypt'] };
