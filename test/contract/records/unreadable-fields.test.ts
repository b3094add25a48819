import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Instance } from '../../../src-main/local-instance/server.ts';
import type { Fetched } from '../../../src-main/providers/provider.ts';
import type { Result } from '../../../src-preload/shared/result.ts';
import { present, valueOf } from '../../support/results.ts';
import { signal } from '../../support/signal.ts';
import { factsHold, saysNothing, signIn, startSystems, systems, type List } from './systems.ts';
import { createTamperer, unusable } from './tampering.ts';

interface Row {
  id?: string;
  userId?: string;
}

let server: Instance;
beforeAll(async () => {
  server = await startSystems();
});
afterAll(() => server.close());

/** Where a field that isn't reported, or null, says something by the system's own documents. */
const documented = new Set([
  // Of somebody who was invited and hasn't signed up.
  'signupAt as null: status is "pending"',
]);
/** A Super Administrator has that role in every workspace, whatever the workspace says. */
const isInherited = (field: string, value: unknown): boolean =>
  field === 'myRole' && JSON.stringify(value).includes('super_admin');

/** Names that every object has something under. */
const inherited = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];
/** Nothing but what JSON can hold. */
const isPlain = (row: object): boolean => JSON.stringify(structuredClone(row)) === JSON.stringify(row);

/** What follows from fields of the record and is not one itself. */
const derived = new Set(['unavailable', 'membersAt', 'tokensAt', 'instance']);

describe.each(systems)('records of $provider $apiVariant', (system) => {
  const { lists, provider: providerId } = system;
  const tamperer = createTamperer();

  async function reader(list: List, place: string | null) {
    tamperer.begin(null);
    const { open, placeId } = await signIn(server, system, tamperer.wrap);
    const id = await placeId(place);
    if (list === 'tokens') {
      const expiry = providerId === 'system-initiative' || providerId === 'workspaces-api' ? '30d' : '';
      const token = {
        type: 'token.create',
        connectionId: 'c',
        workspaceId: id,
        name: 'One',
        expiry,
      } as const;
      valueOf(await open().perform(token, { workspace: null }, signal));
    }
    return async (): Promise<Result<Fetched<Row>>> =>
      list === 'workspaces' ? open().workspaces(signal) : open()[list](id, signal);
  }

  const byId = (rows: readonly Row[]) => new Map(rows.map((row) => [row.userId ?? row.id ?? '', row]));

  it.each(lists.flatMap(({ ids, ...one }) => ids.map((id, answer) => ({ ...one, id, answer }))))(
    'it shows a field of $list (answer $answer) that it can’t read as not reported, and keeps the record',
    async ({ list, place, id, answer }) => {
      const read = await reader(list, place);
      tamperer.begin(null);
      const honest = byId(valueOf(await read()).rows);
      const [record] = present(tamperer.seen(answer), 'records of this answer');
      const names = Object.keys(record ?? {}).filter((name) => name !== id && name !== 'organization_id');
      expect(names.length).toBeGreaterThan(0);

      const claimed: string[] = [];
      for (const name of names)
        for (const [kind, value] of unusable) {
          tamperer.begin({ answer, change: (one) => (one[name] = value) });
          const fetched = valueOf(await read());
          const rows = byId(fetched.rows);
          const says = (what: string) => {
            const claim = `${name} as ${kind}: ${what}`;
            if (!documented.has(claim)) claimed.push(claim);
          };
          if (fetched.unreadable > 0) says(`${fetched.unreadable} records dropped`);
          if ([...rows.keys()].sort().join() !== [...honest.keys()].sort().join()) says('other records');
          for (const [key, row] of rows)
            for (const [field, is] of Object.entries(row)) {
              const was: unknown = Reflect.get(honest.get(key) ?? {}, field);
              const same =
                JSON.stringify(is) === JSON.stringify(was) ||
                derived.has(field) ||
                (field === 'facts' && factsHold(is, was));
              // A short text or a flag of the right kind is a value like any other.
              const isValue = kind === 'true' || kind === 'the text “true”';
              if (!same && !isValue && !saysNothing(is) && !isInherited(field, is))
                says(`${field} is ${JSON.stringify(is).slice(0, 80)}`);
            }
        }
      expect(claimed).toEqual([]);
    },
    60_000,
  );

  it.each(lists)(
    'it takes what every object inherits for text in the records of $list',
    async ({ list, place, ids }) => {
      const read = await reader(list, place);
      tamperer.begin(null);
      const honest = valueOf(await read()).rows;
      const [record = {}] = present(tamperer.seen(0), 'records of this list');
      const wrong: string[] = [];
      for (const [field, was] of Object.entries(record))
        for (const name of inherited.filter(() => typeof was === 'string')) {
          tamperer.begin({ answer: 0, change: (one) => (one[field] = name) });
          const fetched = await read();
          const isId = field === ids[0];
          // By the ID of a place more is asked, and the server knows no such place.
          if (!fetched.ok && isId && list === 'workspaces') continue;
          const { rows, unreadable } = valueOf(fetched);
          if (rows.length + unreadable !== honest.length)
            wrong.push(`${field} as ${name}: ${rows.length} rows`);
          if (isId && unreadable === 0 && !rows.some((row) => (row.userId ?? row.id ?? '').endsWith(name)))
            wrong.push(`${field} as ${name}: no such row`);
          if (rows.some((row) => !isPlain(row))) wrong.push(`${field} as ${name}: not plain data`);
        }
      expect(wrong).toEqual([]);
    },
    60_000,
  );

  it.each(lists.flatMap(({ ids, ...one }) => ids.slice(0, 1).map((id) => ({ ...one, id }))))(
    'it drops a record of $list whose ID it can’t read, and counts it',
    async ({ list, place, id }) => {
      const read = await reader(list, place);
      const wrong: string[] = [];
      for (const [kind, value] of unusable.filter(([, one]) => typeof one !== 'string' || one.length > 256)) {
        tamperer.begin({ answer: 0, change: (one) => (one[id] = value) });
        const fetched = await read();
        // A number with a fraction may be refused with the whole list: nothing is claimed then.
        if (fetched.ok && fetched.value.unreadable === 0) wrong.push(kind);
      }
      expect(wrong).toEqual([]);
    },
    60_000,
  );
});
