import { readFile, readdir } from 'node:fs/promises';
import { matchesGlob } from 'node:path';
import { parse } from '@babel/parser';
import { domainParts, sqlParts } from './parts.ts';
import { root } from './root.ts';
import { mutationsOf } from './sql/sql-mutations.ts';
import { sqlTexts } from './sql/sql-texts.ts';

const isType = /^(?:ImportDeclaration|TSInterfaceDeclaration|TSTypeAliasDeclaration)$/;

/** Whether a file has nothing that runs: only types. */
const hasOnlyTypes = (source: string): boolean =>
  parse(source, { sourceType: 'module', plugins: ['typescript'] }).program.body.every((statement) =>
    statement.type === 'ExportNamedDeclaration'
      ? statement.exportKind === 'type' || isType.test(statement.declaration?.type ?? '')
      : isType.test(statement.type),
  );

const hasSql = (source: string): boolean => sqlTexts(source).some((text) => mutationsOf(source, text).length > 0);

/** The files with code of the domain and of the memory in applications, and the files of the stores with SQL, that no part mutates. */
export async function unlistedFiles(): Promise<string[]> {
  return [
    ...(await unlisted('packages/sessions/src/', domainParts, (source) => !hasOnlyTypes(source))),
    ...(await unlisted('packages/node/src/memory/', domainParts, (source) => !hasOnlyTypes(source))),
    ...(await unlisted('packages/db/src/', sqlParts, hasSql)),
  ];
}

async function unlisted(
  folder: string,
  parts: readonly { readonly files: readonly string[] }[],
  isMutated: (source: string) => boolean,
): Promise<string[]> {
  const patterns = parts.flatMap(({ files }) => files);
  const names = (await readdir(`${root}${folder}`, { recursive: true, encoding: 'utf8' })).map(
    (name) => `${folder}${name.replaceAll('\\', '/')}`,
  );
  const found: string[] = [];
  for (const name of names) {
    if (!name.endsWith('.ts') || name.endsWith('.test.ts') || /\/(?:testing|generated)\//.test(name)) continue;
    if (patterns.some((pattern) => matchesGlob(name, pattern))) continue;
    if (isMutated(await readFile(`${root}${name}`, 'utf8'))) found.push(name);
  }
  return found;
}
