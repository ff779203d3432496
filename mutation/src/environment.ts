/** What the run and the processes that it starts read of the environment. */
export const environment = {
  /** A PostgreSQL whose user may create databases. */
  database: process.env['TEST_DATABASE_URL'] ?? '',
  /** The test files of the part that runs, in the order in which they run. */
  get tests(): readonly string[] {
    return (process.env['MUTATION_TESTS'] ?? '').split(',').filter((file) => file !== '');
  },
  set tests(files: readonly string[]) {
    process.env['MUTATION_TESTS'] = files.join(',');
  },
};
