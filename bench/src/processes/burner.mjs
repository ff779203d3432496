// Uses the asked share of a core, in short turns as a server that answers requests does.
const core = { perSecond: 0 };
let [last, owed] = [performance.now(), 0];
process.on('message', (perSecond) => (core.perSecond = perSecond));
setInterval(() => {
  const now = performance.now();
  owed += ((now - last) * core.perSecond) / 1000;
  last = now;
  // What it could not use, because others had the cores, is not made up for.
  const until = now + Math.min(owed, 5);
  while (performance.now() < until);
  owed = Math.max(0, Math.min(owed, 5) - (performance.now() - now));
}, 1);
