import postcss, { type AtRule, type Node, type Rule } from 'postcss';
import type { Plugin } from 'vite';
import { prefix } from './class-names.ts';

/** The layers of the sources, the weakest first. What is in no layer is the strongest. */
const layers = ['properties', 'reset', 'theme', 'base', 'components', 'utilities'];

/**
 * Makes the style sheet of the package from that of the sources, for pages whose own styles are not known.
 *
 * - Each rule applies below `.latchkey` only, with prefixed names, so that it changes nothing else on the page.
 * - Layers become specificity, by `:not(#_)` for each: rules of the page that are in no layer would win against all layers.
 * - Variables of the theme take the value of `--latchkey-…` where the application sets one.
 *
 * @param source What Tailwind has built, without nested rules.
 */
export function scopeStyleSheet(source: string): string {
  const sheet = postcss.parse(source);
  sheet.walkRules((rule) => {
    if (!isKeyframe(rule)) scopeRule(rule);
  });
  sheet.walkAtRules('layer', (layer) => {
    if (layer.nodes) layer.replaceWith(layer.nodes);
    else layer.remove();
  });
  return withThemes(withRem(withPrivateNames(sheet.toString())));
}

const isAtRule = (node: Node): node is AtRule => node.type === 'atrule';

const isKeyframe = ({ parent }: Rule): boolean =>
  parent !== undefined && isAtRule(parent) && parent.name === 'keyframes';

function scopeRule(rule: Rule) {
  if (rule.selector.includes('&')) throw new Error(`${rule.selector} is nested.`);
  const weight = weightOf(rule);
  if (rule.selectors.every((selector) => /^(?::root|:host)$/.test(selector))) {
    rule.walkDecls(/^--/, (declaration) => {
      declaration.value = `var(--latchkey-${declaration.prop.slice(2)}, ${declaration.value})`;
    });
  }
  rule.selectors = [...new Set(rule.selectors.map((selector) => scopedSelector(selector, weight)))];
}

/** The place of a rule in the order of the layers. */
function weightOf(rule: Rule): number {
  let node: Node = rule;
  while (node.parent) {
    node = node.parent;
    if (!isAtRule(node) || node.name !== 'layer') continue;
    const weight = layers.indexOf(node.params);
    if (weight < 0) throw new Error(`The layer ${node.params} has no place in the order.`);
    return weight;
  }
  return layers.length;
}

function scopedSelector(selector: string, weight: number): string {
  const root = `.latchkey${':not(#_)'.repeat(weight + 1)}`;
  // Classes of the icons are those of their package.
  const own = selector.replaceAll(/\.(?!lucide)((?:\\.|[\w-])+)/g, `.${prefix}$1`);
  const atRoot = /^(?::root|:host|html|body)(?![\w-])/.exec(own);
  if (atRoot) return `${root}${own.slice(atRoot[0].length)}`;
  return own.startsWith('[dir=') ? `${root}${own}` : `${root} ${own}`;
}

/** Gives keyframes and the variables of utilities names that no page uses. */
function withPrivateNames(css: string): string {
  const names = new Set(Array.from(css.matchAll(/@keyframes ([\w-]+)/g), ([, name]) => name ?? ''));
  let renamed = css.replaceAll('--tw-', `--${prefix}tw-`);
  for (const name of names) {
    renamed = renamed
      .replaceAll(`@keyframes ${name}`, `@keyframes ${prefix}${name}`)
      .replaceAll(new RegExp(`(animation(?:-name)?:[^;}]*?)(?<![\\w-])${name}(?![\\w-])`, 'g'), `$1${prefix}${name}`)
      .replaceAll(new RegExp(`(--animate-[\\w-]+:[^;}]*?)(?<![\\w-])${name}(?![\\w-])`, 'g'), `$1${prefix}${name}`);
  }
  return renamed;
}

/** Makes lengths relative to `--latchkey-rem`, because pages give their root other sizes than 16 pixels. */
const withRem = (css: string): string =>
  css.replaceAll(/([{;]\s*[\w-]+:\s*)([^;{}]*\drem[^;{}]*)/g, (_whole, property: string, value: string) => {
    const relative = value.replaceAll(/(?<![\w.-])(-?\d*\.?\d+)rem\b/g, 'calc($1*var(--latchkey-rem,1rem))');
    return `${property}${relative}`;
  });

const darkQuery = '@media (prefers-color-scheme: dark) {';

/** Lets `data-theme` choose the dark colours, or refuse them. */
function withThemes(css: string): string {
  const [start = '', ...blocks] = css.split(darkQuery);
  const themes = blocks.map((block) => {
    const end = endOfBlock(block);
    const rules = block.slice(0, end);
    const system = rules.replaceAll('.latchkey', '.latchkey:where(:not([data-theme=light]))');
    const chosen = rules.replaceAll('.latchkey', '.latchkey:where([data-theme=dark])');
    return `${darkQuery}${system}}${chosen}${block.slice(end + 1)}`;
  });
  if (themes.length === 0) throw new Error('The style sheet has no dark colours.');
  return [start, ...themes].join('');
}

/** Where the brace is that closes a block. */
function endOfBlock(text: string): number {
  let depth = 1;
  for (const { 0: brace, index } of text.matchAll(/[{}]/g)) {
    depth += brace === '{' ? 1 : -1;
    if (depth === 0) return index;
  }
  throw new Error('A block of the style sheet does not end.');
}

/** Scopes the style sheet of the build. */
export function scopedStyleSheet(): Plugin {
  return {
    name: 'scoped-style-sheet',
    enforce: 'post',
    transform: (code, id) =>
      id.endsWith('/src/latchkey-react.ts') ? { code: `import './styles/package.css';\n${code}`, map: null } : null,
    generateBundle(_options, bundle) {
      const sheet = bundle['styles.css'];
      if (sheet?.type !== 'asset' || typeof sheet.source !== 'string') throw new Error('There is no style sheet.');
      sheet.source = scopeStyleSheet(sheet.source);
      // TypeScript refuses an import without types where no bundler declares those of style sheets (error TS2882).
      this.emitFile({ type: 'asset', fileName: 'types/styles.d.ts', source: 'export {};\n' });
    },
  };
}
