// Loaded into every measured process, including Latchkey, so that all are measured in the same way.
process.on('message', (question) => {
  if (question === 'cpu') {
    const { user, system } = process.cpuUsage();
    process.send({ cpu: user + system });
  }
  if (question === 'memory') {
    for (let round = 0; round < 4; round += 1) globalThis.gc?.();
    const { rss, heapUsed, external } = process.memoryUsage();
    process.send({ memory: { rss, live: heapUsed + external } });
  }
});
// The IPC channel must not keep a server from exiting.
process.channel?.unref();
