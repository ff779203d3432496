/** Prints the port of this process, in the form that the benchmark waits for. */
export const ready = (address: unknown): void => {
  const port: unknown = typeof address === 'object' && address !== null ? Reflect.get(address, 'port') : null;
  console.log(`ready: http://127.0.0.1:${String(port)}`);
};

/** A port that the system chooses, on the loopback interface. */
export const anyPort = { port: 0, host: '127.0.0.1' } as const;
