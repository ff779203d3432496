const width = 30;
let isOpen = false;

/** Prints the current step: on a terminal it overwrites one line, in a file it appends lines. */
export function progressLine(text: string): void {
  if (!process.stderr.isTTY) return void process.stderr.write(`${text}\n`);
  process.stderr.write(`\r\u001B[2K${text.slice(0, process.stderr.columns - 1)}`);
  isOpen = true;
}

/** Prints the progress of a step whose length is known. */
export function progressBar(name: string, done: number, total: number, note: string): void {
  const share = total > 0 ? Math.min(done / total, 1) : 1;
  const bar = '█'.repeat(Math.floor(share * width)).padEnd(width, '░');
  progressLine(`${name} ${bar} ${done.toLocaleString('en')} of ${total.toLocaleString('en')}  ${note}`);
}

/** Ends the current line, so that the next output begins on a new one. */
export function closeProgress(): void {
  if (isOpen) process.stderr.write('\n');
  isOpen = false;
}

/** A duration in words. */
export function spokenTime(seconds: number): string {
  if (seconds < 90) return `about ${Math.max(1, Math.round(seconds))} seconds`;
  return `about ${Math.round(seconds / 60)} minutes`;
}
