// Read first, because an orphaned process has another parent.
const parent = process.ppid;

/**
 * npm and npx do not always forward signals. If one of them started this process and ends, this process is orphaned, and
 * ends itself as by SIGTERM. Under a shell it does nothing, because a shell may end before a server in its background.
 * @param {() => void} [beforeStop]
 */
export function stopWithNpm(beforeStop) {
  if (process.env.npm_command === undefined) return;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    beforeStop?.();
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  timer.unref();
}
