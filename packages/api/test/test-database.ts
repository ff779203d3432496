import { type Database, openDatabase } from '@latchkey/db/database';
import { hasServer, migrations, temporaryCluster, temporaryServerDatabase } from '@latchkey/db/testing/place';

/** An empty database: on the PostgreSQL that `TEST_DATABASE_URL` names, or else embedded. Gone when it is closed. */
export async function openTestDatabase(): Promise<Database> {
  const place = await (hasServer ? temporaryServerDatabase() : temporaryCluster());
  const database = await openDatabase({ ...place.location, migrations });
  return {
    ...database,
    async close() {
      await database.close();
      await place.remove();
    },
  };
}
