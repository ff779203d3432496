/** Isolates text of either direction (UAX #9), so that neither it nor the text around it is reordered. */
export const isolated = (text: string): string => `\u2068${text}\u2069`;

/** A mark that makes a line that begins with letters of the other direction run in the reader's direction. */
export const directionMark = (direction: 'ltr' | 'rtl'): string => (direction === 'rtl' ? '\u200F' : '\u200E');
