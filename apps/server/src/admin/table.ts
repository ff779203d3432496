/** Control and format characters: a terminal executes some of them, and clients chose some of the texts. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const width = (text: string): number => Array.from(text).length;

/** Formats rows as columns, two spaces apart, below their names. */
export function formatTable(names: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [names, ...rows].map((row) => row.map((cell) => cell.replaceAll(unprintable, '\uFFFD')));
  const widths = names.map((_name, at) => Math.max(...lines.map((row) => width(row[at] ?? ''))));
  const padded = (cell: string, at: number) => cell + ' '.repeat((widths[at] ?? 0) - width(cell));
  return lines.map((row) => row.map(padded).join('  ').trimEnd()).join('\n');
}

/** A time in UTC to the second, or a dash for null. */
export const timeCell = (time: Date | null): string => (time === null ? '-' : `${time.toISOString().slice(0, 19)}Z`);
