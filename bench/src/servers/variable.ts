/** Whether the benchmark gave this process something of that name. */
export const hasVariable = (name: string): boolean => name in process.env;

/** What the benchmark gave this process. @throws where it gave nothing. */
export function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new TypeError(`${name} is missing`);
  return value;
}
