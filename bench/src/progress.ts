const width = 30;
let isOpen = false;

/** Says what is under way: on one line that is written over on a terminal, on lines of their own in a file. */
export function progressLine(text: string): void {
  if (!process.stderr.isTTY) return void process.stderr.write(`${text}\n`);
  process.stderr.write(`\r\u001B[2K${text.slice(0, process.stderr.columns - 1)}`);
  isOpen = true;
}

/** The same for a chore whose length is known. */
export function progressBar(name: string, done: number, total: number, note: string): void {
  const share = total > 0 ? Math.min(done / total, 1) : 1;
  const bar = '█'.repeat(Math.floor(share * width)).padEnd(width, '░');
  progressLine(`${name} ${bar} ${done.toLocaleString('en')} of ${total.toLocaleString('en')}  ${note}`);
}

/** Leaves the line as it stands, so that what follows begins on its own. */
export function closeProgress(): void {
  if (isOpen) process.stderr.write('\n');
  isOpen = false;
}

/** A length of time, as people say it. */
export function spokenTime(seconds: number): string {
  if (seconds < 90) return `about ${Math.max(1, Math.round(seconds))} seconds`;
  return `about ${Math.round(seconds / 60)} minutes`;
}
