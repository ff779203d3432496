import type { EventKind } from '@latchkey/sessions/history/session-event';
import type { AccountMailKind } from '@latchkey/sessions/mail/mail';
import type { EndReason } from '@latchkey/sessions/sessions/session';
import type { AlertCause } from '@latchkey/sessions/sign-in-alerts/sign-in-alert';
import type { Transaction } from '../connection/transaction.ts';
import type { Prisma } from '../generated/client.ts';
import { fromRowId } from './row-id.ts';

/** The TypeScript type of each PostgreSQL type. */
interface SqlTypes {
  readonly bigint: number;
  readonly integer: number;
  readonly real: number;
  readonly boolean: boolean;
  readonly text: string;
  readonly 'text[]': readonly string[];
  readonly 'timestamp with time zone': Date;
  readonly session_end_reason: EndReason;
  readonly session_event_kind: EventKind;
  readonly alert_cause: AlertCause;
  readonly account_mail_kind: AccountMailKind;
}

type SqlType = keyof SqlTypes;

/**
 * The columns of a statement's rows, each with its type, followed by `?` where it may be null. `rows.test.ts` compares them with
 * the description that PostgreSQL gives of the rows.
 */
export type Columns = Readonly<Record<string, SqlType | `${SqlType}?`>>;

/** A row with these columns. */
export type RowOf<Of extends Columns> = {
  readonly [Name in keyof Of]: Of[Name] extends `${infer Type extends SqlType}?`
    ? SqlTypes[Type] | null
    : Of[Name] extends SqlType
      ? SqlTypes[Of[Name]]
      : never;
};

/**
 * Runs raw SQL through Prisma. Throws a `RangeError` for a number beyond 2^53. The columns give the rows their type, and
 * `rows.test.ts` compares them with the statement; nothing reads them at run time.
 */
export class RowReader<Of extends Columns> {
  readonly columns: Of;

  constructor(columns: Of) {
    this.columns = columns;
  }

  async query(tx: Pick<Transaction, '$queryRaw'>, sql: Prisma.Sql): Promise<RowOf<Of>[]> {
    const rows = await tx.$queryRaw<RowOf<Of>[]>(sql);
    for (const row of rows) {
      for (const [name, value] of Object.entries(row)) {
        if (typeof value === 'bigint') Reflect.set(row, name, fromRowId(value));
      }
    }
    return rows;
  }
}
