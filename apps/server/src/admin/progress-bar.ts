const width = 30;

/** Prints the progress of a job: in a terminal over the same line, otherwise as a new line each time. */
export function progressBar(name: string, done: number, total: number): void {
  const share = total > 0 ? Math.min(done / total, 1) : 1;
  const bar = '█'.repeat(Math.round(share * width)).padEnd(width, '░');
  const line = `${name.padEnd(10)} ${bar} ${done.toLocaleString('en')}${total > done ? ` of ${total.toLocaleString('en')}` : ''}`;
  if (!process.stdout.isTTY) console.log(line);
  else process.stdout.write(`\r${line}${done >= total ? '\n' : ''}`);
}
