/**
 * Keeps the process running when its output cannot be written: a closed pipe (EPIPE) or a full disk (ENOSPC). The stream's
 * unhandled 'error' would end it, and the service with it.
 */
export function ignoreOutputErrors(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}
