/** The stores that the benchmark may fill. Only this file reads the environment. */
export const environment = {
  /** A PostgreSQL whose user may create databases. The database in the URL is only used to connect. */
  postgres: new URL(
    process.env['BENCH_DATABASE_URL'] ??
      process.env['TEST_DATABASE_URL'] ??
      'postgresql://postgres@127.0.0.1:5432/postgres',
  ),
  /** A separate database number, so that keys of other programs stay untouched. */
  redis: process.env['BENCH_REDIS_URL'] ?? 'redis://127.0.0.1:6379/9',
  path: process.env['PATH'] ?? '',
};
