import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  ColumnTypeEnum,
  type SqlMigrationAwareDriverAdapterFactory,
  bindMigrationAwareSqlAdapterFactory,
} from '@prisma/driver-adapter-utils';
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg';
import type { Pool } from 'pg';

/** As in lib.dom, of which nothing else exists here. */
declare const WebAssembly: {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: Record<string, unknown> } }>;
};

const schemaFile = new URL('../../schema.prisma', import.meta.url);

/** The SQL that is missing between a database and `schema.prisma`, in the words of Prisma's own engine. */
export async function schemaDrift(pool: Pool): Promise<string> {
  const schema = { path: 'schema.prisma', content: await readFile(schemaFile, 'utf8') };
  await loadEngine();
  const diff = await engine.SchemaEngine.new(
    { datamodels: [[schema.path, schema.content]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(adapterFor(pool)),
  ).then((started) =>
    started.diff({
      from: { tag: 'schemaDatasource', files: [schema], configDir: '.' },
      to: { tag: 'schemaDatamodel', files: [schema] },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  return diff.exitCode === 0 ? '' : (diff.stdout ?? 'an unknown difference');
}

/** Three columns that the engine reads have the type "char", which the adapter does not know: it gets text instead. */
function adapterFor(pool: Pool): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async ({ sql, ...query }) => {
      const result = await queryRaw({
        ...query,
        sql: sql
          .replace('constr.contype AS', 'constr.contype::text AS')
          .replace(/con\.(confdeltype|confupdtype)(?=,|\s)/g, 'con.$1::text AS $1'),
      });
      const isChar = (at: number): boolean => /^(constraint_type|conf...type)$/.test(result.columnNames[at] ?? '');
      const columnTypes = result.columnTypes.map((type, at) => (isChar(at) ? ColumnTypeEnum.Character : type));
      return { ...result, columnTypes };
    };
    return adapter;
  };
  return factory;
}

/** The package's own entry imports its WebAssembly as a module, which Node 20 cannot. */
async function loadEngine(): Promise<void> {
  const directory = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
  const bytes = await readFile(join(directory, 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': { ...engine } });
  // oxlint-disable-next-line no-underscore-dangle -- the generator of the bindings named it so.
  engine.__wbg_set_wasm(instance.exports);
  const start = instance.exports['__wbindgen_start'];
  if (typeof start === 'function') start();
}
