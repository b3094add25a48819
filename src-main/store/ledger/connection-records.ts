import { z } from 'zod';
import {
  badge,
  colour,
  connectionKind,
  credentialKind,
  identity,
} from '../../../src-preload/contract/connections.ts';
import { providerId } from '../../../src-preload/contract/refs.ts';
import type { Db } from '../database.ts';
import type { ConnectionRecord } from './types.ts';

const storedRecord = z
  .object({
    id: z.string(),
    provider: providerId,
    kind: connectionKind,
    address: z.string(),
    label: z.string(),
    badge,
    colour,
    position: z.int(),
    identity,
    credential: credentialKind,
    signedOut: z.string().nullable(),
    builtIn: z.boolean(),
    insecure: z.boolean(),
    // The name under which `apiVariant` is stored. Records from before a system could have several have none.
    face: z.string().default(''),
    options: z.record(z.string(), z.string()).default({}),
    startsAt: z.enum(['default', 'selector']).default('default'),
  })
  .transform(({ face, ...record }) => ({ ...record, apiVariant: face }));

/** The record as it is stored. */
export function connectionJson({ apiVariant: face, ...rest }: ConnectionRecord): string {
  return JSON.stringify({ ...rest, face });
}

interface Row {
  id: string;
  position: number;
  json: string;
}

/**
 * Reads the records of connections. A text is parsed once and its record given again for as long as the database holds the same text, so
 * records are frozen. One in a shape that this version can't read is left out, and left alone.
 */
export function createConnectionRecords(db: Db) {
  const all = db.prepare<[], Row>('select id, position, json from connections order by position, id');
  const one = db.prepare<[string], Row>('select id, position, json from connections where id = ?');
  const parsed = new Map<string, Row & { record: ConnectionRecord | null }>();

  const read = (row: Row): ConnectionRecord | null => {
    const known = parsed.get(row.id);
    if (known?.json === row.json && known.position === row.position) return known.record;
    const value: unknown = JSON.parse(row.json);
    const { data } = storedRecord.safeParse({
      ...(value instanceof Object ? value : {}),
      position: row.position,
    });
    const record =
      data === undefined ? null : Object.freeze({ ...data, options: Object.freeze(data.options) });
    parsed.set(row.id, { ...row, record });
    return record;
  };

  return {
    all(): ConnectionRecord[] {
      const rows = all.all();
      if (parsed.size > rows.length) parsed.clear();
      return rows.map(read).filter((record) => record !== null);
    },
    one(connectionId: string): ConnectionRecord | null {
      const row = one.get(connectionId);
      return row === undefined ? null : read(row);
    },
  };
}
