import { hasServer, migrations, temporaryCluster, temporaryServerDatabase } from '@latchkey/db/testing/place';
import { type TestDatabase, openTestDatabase as openWithStores } from '@latchkey/db/testing/test-database';

/** An empty database: on the PostgreSQL that `TEST_DATABASE_URL` names, or else embedded. Gone when it is closed. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const place = await (hasServer ? temporaryServerDatabase() : temporaryCluster());
  const database = await openWithStores({ ...place.location, migrations });
  return {
    ...database,
    async close() {
      await database.close();
      await place.remove();
    },
  };
}
