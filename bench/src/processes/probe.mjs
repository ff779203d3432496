// Loaded into every measured process, Latchkey included, so that all of them are read in one and the same way.
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
// A server must be able to end although somebody could still ask.
process.channel?.unref();
