import { foldedOf } from '../../../src-preload/shared/name-order.ts';
import type { Db } from '../database.ts';
import type { RosterPlace } from './page-window.ts';

/**
 * What searches of a roster look at, in the order of the names: for each row its folded name and e-mail, its role and status, and its
 * key. The texts are one piece of bytes, `name ⏎ e-mail ⏎` row after row: folded text has no line breaks.
 */
export interface RosterKeys {
  stamp: number;
  count: number;
  /** Rows before this one have a name. */
  named: number;
  texts: Buffer;
  /** Where the texts of each row begin, and where all end. */
  starts: Uint32Array;
  pks: Float64Array;
  /** Of each row, which of `pairs` it has. */
  pairOf: Uint16Array;
  pairs: readonly { role: string; status: string }[];
}

export const lineBreak = 10;

/** So many rows are read at once: some milliseconds. */
const slice = 5000;

type Row = [
  pk: number,
  nameless: number,
  name: string,
  email: string,
  user: string,
  role: string,
  status: string,
];

/** Reads the keys of a roster slice by slice. null: it changed meanwhile. */
export function* readRosterKeys(db: Db, place: RosterPlace): Generator<void, RosterKeys | null> {
  const next = db
    .prepare<[number, number, string, string, string], Row>(
      `select pk, nameless, name_key, email_key, user_id, role, status from members indexed by members_by_name
       where workspace_pk = ? and (nameless, name_key, email_key, user_id) > (?, ?, ?, ?)
       order by nameless, name_key, email_key, user_id limit ${slice}`,
    )
    .raw();
  const stampOf = db.prepare<[number], { stamp: number }>(
    'select members_stamp as stamp from workspaces where pk = ?',
  );
  const pieces: Buffer[] = [];
  const count = place.member_count;
  const pks = new Float64Array(count);
  const pairOf = new Uint16Array(count);
  const starts = new Uint32Array(count + 1);
  const pairs: { role: string; status: string }[] = [];
  const numbers = new Map<string, number>();
  let named = 0;
  let row = 0;
  let length = 0;
  let [nameless, name, email, user] = [-1, '', '', ''];
  for (;;) {
    const rows = next.all(place.pk, nameless, name, email, user);
    if (row + rows.length > count) return null;
    let texts = '';
    for (const [pk, isNameless, nameKey, emailKey, , role, status] of rows) {
      const text = `${foldedOf(nameKey)}\n${emailKey}\n`;
      texts += text;
      const pair = `${role}\n${status}`;
      const number = numbers.get(pair) ?? pairs.push({ role, status }) - 1;
      numbers.set(pair, number);
      pks[row] = pk;
      pairOf[row] = number;
      length += Buffer.byteLength(text);
      row += 1;
      starts[row] = length;
      if (isNameless === 0) named = row;
    }
    pieces.push(Buffer.from(texts));
    const last = rows.at(-1);
    if (last === undefined || rows.length < slice) break;
    [, nameless, name, email, user] = last;
    yield;
  }
  // With more kinds of role than numbers for them the walk along the index has to do.
  if (row !== count || pairs.length > 0xffff) return null;
  if (stampOf.get(place.pk)?.stamp !== place.members_stamp) return null;
  return {
    stamp: place.members_stamp,
    count,
    named,
    texts: Buffer.concat(pieces),
    starts,
    pks,
    pairOf,
    pairs,
  };
}
