/**
 * The files of the marks by their paths. A file is loaded when a row first shows its mark: as a module, because applications'
 * bundlers make `data:` addresses of small files, which content security policies refuse.
 */
export const files: Readonly<Record<string, () => Promise<string>>> = import.meta.glob<string>('./brand-marks/*.svg', {
  query: '?raw',
  import: 'default',
});
