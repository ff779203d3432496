export type Cells = readonly (readonly string[])[];

/** A table as plain text: the first column is aligned left, the others right. */
export function terminalTable([head = [], ...rows]: Cells): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  return [head, widths.map((width) => '─'.repeat(width)), ...rows].map(line).join('\n');
}

/** The table in Markdown, formatted like Prettier. Columns named in `words` are aligned left. */
export function markdownTable([head = [], ...rows]: Cells, words: readonly number[] = [0]): string {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => (words.includes(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, column) =>
    words.includes(column) ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [line(head), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n');
}
