/** Whether the benchmark set this variable. */
export const hasVariable = (name: string): boolean => name in process.env;

/** The value of a variable that the benchmark sets. @throws if it is missing. */
export function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new TypeError(`${name} is missing`);
  return value;
}
