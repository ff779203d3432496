// Writes packages/react/src/features/devices/brand-marks/*.svg: the marks that names.json names, from Simple Icons (CC0). Run by hand when a
// mark is added: see CONTRIBUTING.md.
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import names from '../../../packages/react/src/features/devices/brand-marks/names.json' with { type: 'json' };

const require = createRequire(import.meta.url);
const folder = new URL('../../../packages/react/src/features/devices/brand-marks/', import.meta.url);
const slugs = new Set([...Object.values(names.software), ...Object.values(names.systems)]);

for (const file of readdirSync(folder)) if (file.endsWith('.svg')) rmSync(new URL(file, folder));
for (const slug of slugs) {
  const drawing = readFileSync(require.resolve(`simple-icons/icons/${slug}.svg`), 'utf8');
  const path = /<path d="([^"]+)"\/>/.exec(drawing)?.[1];
  if (!path) throw new Error(`simple-icons/icons/${slug}.svg has another form.`);
  // The page draws it with `use`, so that it has the colour of the text around it.
  const mark = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path id="mark" d="${path}"/></svg>\n`;
  writeFileSync(new URL(`${slug}.svg`, folder), mark);
}
console.log(`${slugs.size} marks`);
