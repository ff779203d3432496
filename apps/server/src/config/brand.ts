import { type Language, languages, parseLanguage } from '@latchkey/sessions/language';
import { labelSchema } from '@latchkey/sessions/devices/label';
import { z } from 'zod';
import { type Accent, accentOf, faultOfAccent } from './accent.ts';
import { stylesheetFile } from './brand-file.ts';
import { type Color, parseColor } from './color.ts';
import { documentUrl, supportUrl } from './link.ts';
import { type Logo, logoFile } from './logo.ts';

/** A longer name would not fit beside the buttons in the header of a phone. */
const maxNameLength = 30;

const name = z.string().transform((text, context) => {
  const read = labelSchema(maxNameLength).safeParse(text);
  if (read.success) return read.data;
  context.addIssue(`must be a name of 1 to ${maxNameLength} visible characters`);
  return z.NEVER;
});

const accentColor = (scheme: 'light' | 'dark') =>
  z.string().transform((text, context): Color => {
    const [color, fault] = [parseColor(text), faultOfAccent(text, scheme)];
    if (color !== null && fault === null) return color;
    context.addIssue(fault ?? '');
    return z.NEVER;
  });

/** Codes between commas. The first is the language of readers who ask for none of them. */
const pageLanguages = z.string().transform((text, context): readonly Language[] => {
  const codes = text.split(',').map((code) => code.trim());
  const known = [...new Set(codes.flatMap((code) => parseLanguage(code) ?? []))];
  if (known.length === codes.length) return known;
  context.addIssue(`must be different codes between commas, such as de,en, out of ${languages.join(', ')}`);
  return z.NEVER;
});

/** The settings of the name and the look of the page and the mails. */
export const brandVariables = {
  BRAND_NAME: name.default('Latchkey'),
  BRAND_LOGO: logoFile.optional(),
  BRAND_COLOR: accentColor('light').optional(),
  BRAND_COLOR_DARK: accentColor('dark').optional(),
  BRAND_STYLESHEET: stylesheetFile.optional(),
  PAGE_LANGUAGES: pageLanguages.default(languages),
  SUPPORT_URL: supportUrl.optional(),
  TERMS_URL: documentUrl.optional(),
};

/** The operator's name, look and links on the page and in mails. */
export interface Brand {
  readonly name: string;
  /** The logo in the header and in the tab, or null for Latchkey's. */
  readonly logo: Logo | null;
  /** The accent colour, or null for the theme's. */
  readonly accent: Accent | null;
  /** Rules behind the page's own style sheet, or null. */
  readonly stylesheet: string | null;
  /** The languages of the page and the mails. The first is for readers who ask for none of them. */
  readonly languages: readonly Language[];
  /** Where users find help, or null for no link. */
  readonly supportUrl: string | null;
  /** The operator's terms of use, or null for no link. */
  readonly termsUrl: string | null;
}

/** @throws {TypeError} if there is a colour for dark backgrounds only. */
export function brandOf(settings: z.infer<z.ZodObject<typeof brandVariables>>): Brand {
  const { BRAND_COLOR: light, BRAND_COLOR_DARK: dark } = settings;
  if (dark && !light) throw new TypeError('BRAND_COLOR must be set together with BRAND_COLOR_DARK.');
  return {
    name: settings.BRAND_NAME,
    logo: settings.BRAND_LOGO ?? null,
    accent: light ? accentOf(light, dark ?? null) : null,
    stylesheet: settings.BRAND_STYLESHEET ?? null,
    languages: settings.PAGE_LANGUAGES,
    supportUrl: settings.SUPPORT_URL ?? null,
    termsUrl: settings.TERMS_URL ?? null,
  };
}

/** The brand without settings. */
export const defaultBrand: Brand = brandOf(z.object(brandVariables).parse({}));
