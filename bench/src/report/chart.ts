import type { RequestRow } from '../sections/requests.ts';

const width = 860;
const labelWidth = 300;
const barHeight = 20;
const gap = 8;
const top = 64;
const plotWidth = width - labelWidth - 90;
const ticks = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];

/** Bars of the CPU time of an authenticated request, on a logarithmic axis, readable in light and in dark. */
export function chart(rows: readonly RequestRow[]): string {
  const bars = rows
    .filter(({ kind, id }) => kind === 'authenticated' || id === 'bare')
    .toSorted((a, b) => a.cpu - b.cpu);
  const from = ticks.findLast((tick) => tick <= (bars[0]?.cpu ?? 10)) ?? 10;
  const to = ticks.find((tick) => tick >= (bars.at(-1)?.cpu ?? 1000)) ?? 10_000;
  const x = (cpu: number) => round(labelWidth + (Math.log(cpu / from) / Math.log(to / from)) * plotWidth);
  const bottom = top + bars.length * (barHeight + gap);
  const grid = ticks
    .filter((tick) => tick >= from && tick <= to)
    .map((tick) => {
      const line = `<line class="grid" x1="${x(tick)}" x2="${x(tick)}" y1="${top - 6}" y2="${bottom}"/>`;
      return `${line}<text class="tick" x="${x(tick)}" y="${bottom + 16}">${tick}</text>`;
    });
  const drawn = bars.map(({ title, cpu, id, kind }, index) => {
    const y = top + index * (barHeight + gap);
    const name = id.startsWith('latchkey') ? 'ours' : kind === 'open' ? 'open' : 'theirs';
    // At least two pixels, so that the smallest bar is visible.
    const length = Math.max(2, round(x(cpu) - labelWidth));
    return [
      `<text class="label" x="${labelWidth - 10}" y="${y + 14.5}">${escape(title)}</text>`,
      `<rect class="${name}" x="${labelWidth}" y="${y}" width="${length}" height="${barHeight}" rx="3"/>`,
      `<text class="value" x="${labelWidth + length + 6}" y="${y + 14.5}">${cpu.toFixed(0)}</text>`,
    ].join('');
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${bottom + 30}" role="img" aria-labelledby="title">
<title id="title">CPU time of an authenticated request in microseconds, logarithmic: ${bars.map(({ title, cpu }) => escape(`${title} ${cpu.toFixed(0)}`)).join('; ')}</title>
<style>
text { font: 13px system-ui, sans-serif; fill: #24292f }
.heading { font-size: 16px; font-weight: 600 }
.tick, .note { font-size: 12px; fill: #57606a }
.tick { text-anchor: middle }
.label { text-anchor: end }
.grid { stroke: #d0d7de }
.ours { fill: #0b6e4f }
.theirs { fill: #8c959f }
.open { fill: none; stroke: #8c959f; stroke-dasharray: 4 3 }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3 }
.tick, .note { fill: #9198a1 }
.grid { stroke: #30363d }
.ours { fill: #3fb984 }
.theirs { fill: #656c76 }
.open { stroke: #656c76 }
}
</style>
<text class="heading" x="10" y="22">What an authenticated request costs</text>
<text class="note" x="10" y="42">CPU time of the server process in microseconds, less is better. The axis is logarithmic. Dashed: nobody is asked who they are.</text>
${[...grid, ...drawn].join('\n')}
</svg>
`;
}

const round = (value: number): number => Math.round(value * 10) / 10;

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
