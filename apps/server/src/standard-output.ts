/**
 * Lets a process go on when nothing takes its output any more: a closed pipe (EPIPE) or a full disk (ENOSPC). Node would
 * end it by the stream's unhandled 'error', and users would lose the service because a log is not read.
 */
export function ignoreOutputErrors(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}
