/** Control and format characters: a terminal obeys some of them, and a stranger chose some of the texts. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const width = (text: string): number => Array.from(text).length;

/** Lines of columns that stand one under the other, two spaces apart, with their names above them. */
export function table(names: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [names, ...rows].map((row) => row.map((cell) => cell.replaceAll(unprintable, '\uFFFD')));
  const widths = names.map((_name, at) => Math.max(...lines.map((row) => width(row[at] ?? ''))));
  const padded = (cell: string, at: number) => cell + ' '.repeat((widths[at] ?? 0) - width(cell));
  return lines.map((row) => row.map(padded).join('  ').trimEnd()).join('\n');
}

/** A moment to the second, in UTC, or a dash for none. */
export const momentCell = (moment: Date | null): string =>
  moment === null ? '-' : `${moment.toISOString().slice(0, 19)}Z`;
