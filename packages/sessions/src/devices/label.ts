import { z } from 'zod';
import { BoundedCache } from '../bounded-cache.ts';
import { textError } from '../text-error.ts';

/** Splits text into grapheme clusters: letters, signs and emoji with their marks and joiners. */
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** More than any script puts on one letter: Vietnamese, Hebrew and Tibetan need three or four. */
const maxMarks = 4;

/** Letters and symbols that are rendered as nothing: Hangul fillers and the empty Braille pattern. */
const blankLetters = /[\u115F\u1160\u2800\u3164\uFFA0]/u;
const control = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;
/** Marks that change the direction of the following text: "gnp.exe" would read "exe.png". */
const directionMark = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;
/** Characters that are rendered as nothing: joiners, soft hyphens, tags, variation selectors, unassigned ones. */
const invisible = /[\p{Cf}\p{Cn}\p{Co}\p{Default_Ignorable_Code_Point}]/gu;
const mark = /\p{M}/gu;
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;
/**
 * Scripts in which a joiner between two letters changes the rendering of a word: Persian, Urdu, and those of India.
 */
const joinable =
  /^[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{M}]$/u;
const joiner = /[\u200C\u200D]/u;
/** Emoji that a joiner combines, such as a family. A skin tone or a variation selector may precede the joiner. */
const picture = /^\p{Extended_Pictographic}$/u;
const pictureBefore = /\p{Extended_Pictographic}[\p{Emoji_Modifier}\uFE0F]?$/u;
/** The flags of England, Scotland and others are encoded with tags. */
const flagOfTags = /^\u{1F3F4}[\u{E0020}-\u{E007E}]{2,6}\u{E007F}$/u;
/** The selectors of the emoji and the text form of a sign. */
const formSelector = /[\uFE0E\uFE0F]$/u;
const signWithForm = /^\p{Emoji}$/u;

/** Whether an invisible character has a meaning at its position. */
function hasMeaning(text: string, at: number, grapheme: string): boolean {
  if (flagOfTags.test(grapheme)) return true;
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const before = Array.from(text.slice(0, at)).at(-1) ?? '';
  if (formSelector.test(character)) return signWithForm.test(before);
  const [after = ''] = text.slice(at + character.length);
  if (character === '\u200D' && picture.test(after)) return pictureBefore.test(text.slice(0, at));
  return joiner.test(character) && joinable.test(before) && joinable.test(after);
}

const maxTextLength = 2_000;
const maxStoredLength = 190;

interface Part {
  readonly text: string;
  readonly at: number;
}

const partsOf = (text: string): Part[] =>
  Array.from(graphemes.segment(text), ({ segment, index }) => ({ text: segment, at: index }));

const invisibleIn = (text: string, { text: grapheme, at }: Part): boolean =>
  [...grapheme.matchAll(invisible)].some(({ index }) => !hasMeaning(text, at + index, grapheme));

const isVisible = (text: string): boolean =>
  Array.from(text).some((character) => visible.test(character) && !blankLetters.test(character));

const marksOn = ({ text }: Part): number => text.match(mark)?.length ?? 0;

/** Printable ASCII needs no further checks, and most labels consist of it. */
const printableAscii = /^[ -~]*$/;

/** Why a trimmed text in NFC is not a valid label, or null where it is. */
function faultOf(text: string): string | null {
  if (printableAscii.test(text)) return null;
  if (directionMark.test(text)) return 'No marks that turn the direction of writing';
  const parts = partsOf(text);
  if (blankLetters.test(text) || parts.some((part) => invisibleIn(text, part))) return 'No invisible characters';
  if (parts.some((part) => marksOn(part) > maxMarks)) return `At most ${maxMarks} marks on a letter`;
  return isVisible(text) ? null : 'At least one character that can be seen';
}

/**
 * A label of at most `maxLength` characters: on one line, with a visible character, without invisible ones or marks that
 * change the direction of writing, and with few marks on a letter. In NFC, so that labels that look the same are equal.
 */
export const labelSchema = (maxLength: number) =>
  z
    .string({ error: textError })
    .min(1, { error: 'At least 1 character', abort: true })
    // No valid label is this long in any normal form, and the next checks look at each character.
    .max(maxTextLength, { error: `At most ${maxLength} characters`, abort: true })
    .refine((text) => text.isWellFormed() && !control.test(text.trim()), {
      error: 'No control characters or line breaks',
      abort: true,
    })
    .meta({ minLength: 1, maxLength })
    .transform((text) => text.trim().normalize('NFC'))
    .pipe(
      z
        .string()
        .min(1, { error: 'At least 1 character', abort: true })
        .max(maxLength, { error: `At most ${maxLength} characters`, abort: true })
        .superRefine((text, context) => {
          const fault = faultOf(text);
          if (fault !== null) context.addIssue(fault);
        }),
    );

/** The user's label of a device: 1 to 60 characters. */
export const deviceLabel = labelSchema(60);

/** The name that a program gives its session: 1 to 190 characters. */
export const clientLabel = labelSchema(190);

/**
 * A stored label for display: labels from before these rules lose what the rules refuse. Null where nothing visible is
 * left. Valid labels stay as they are.
 */
export function displayableLabel(name: string | null): string | null {
  if (name === null) return null;
  if (name.length <= maxStoredLength && name === name.trim() && name !== '' && printableAscii.test(name)) return name;
  return checked.get(name);
}

/** Cached, because the same few labels appear in every list. */
const checked = new BoundedCache(5_000, withoutHarm);

function withoutHarm(name: string): string | null {
  const accepted = clientLabel.safeParse(name);
  if (accepted.success && accepted.data === name) return name;
  const text = name
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .normalize('NFC');
  const plain = text.replaceAll(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\u115F\u1160\u2800\u3164\uFFA0]/gu, '');
  const parts = partsOf(plain).map((part) => {
    const seen = invisibleIn(plain, part) ? part.text.replaceAll(invisible, '') : part.text;
    let marks = 0;
    return seen.replaceAll(mark, (one) => ((marks += 1) > maxMarks ? '' : one));
  });
  const harmless = parts.join('').replaceAll(/\s+/gu, ' ').trim().slice(0, maxStoredLength).toWellFormed();
  return isVisible(harmless) ? harmless : null;
}
