import { labelSchema } from '@latchkey/sessions/devices/label';
import { z } from 'zod';
import { documentUrl, supportUrl } from './link.ts';

/** A longer name would not fit beside the buttons in the header of a phone. */
const maxNameLength = 30;

const name = z.string().transform((text, context) => {
  const read = labelSchema(maxNameLength).safeParse(text);
  if (read.success) return read.data;
  context.addIssue(`must be a name of 1 to ${maxNameLength} visible characters`);
  return z.NEVER;
});

/** The settings of the name and the look of the page and the mails. */
export const brandVariables = {
  BRAND_NAME: name.default('Latchkey'),
  SUPPORT_URL: supportUrl.optional(),
  TERMS_URL: documentUrl.optional(),
};

/** The operator's name and links on the page and in mails. */
export interface Brand {
  readonly name: string;
  /** Where users find help, or null for no link. */
  readonly supportUrl: string | null;
  /** The operator's terms of use, or null for no link. */
  readonly termsUrl: string | null;
}

export const brandOf = (settings: z.infer<z.ZodObject<typeof brandVariables>>): Brand => ({
  name: settings.BRAND_NAME,
  supportUrl: settings.SUPPORT_URL ?? null,
  termsUrl: settings.TERMS_URL ?? null,
});

/** The brand without settings. */
export const defaultBrand: Brand = brandOf(z.object(brandVariables).parse({}));
