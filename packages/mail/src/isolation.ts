/** Text of either direction, set apart by the characters for it (UAX #9), so that neither it nor what is around it changes places. */
export const isolated = (text: string): string => `\u2068${text}\u2069`;
