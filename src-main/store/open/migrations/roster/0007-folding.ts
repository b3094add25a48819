import { fold } from '../../../../../src-preload/shared/fold.ts';
import type { Db } from '../../../database.ts';
import type { Migration } from '../../migrate.ts';

/** Only text beyond ASCII folds otherwise than before. */
const beyondAscii = (columns: readonly string[]): string =>
  columns.map((column) => `${column} glob '*[^ -~]*'`).join(' or ');

interface Named {
  key: number;
  name: string | null;
  email: string;
}

/** All keys of search and sorting, folded again: “ł”, “ø”, “ß” and curly quotes are found by the letters that people type. */
export const folding: Migration = {
  version: 7,
  up(db) {
    foldMembers(db);
    foldPastMembers(db);
    for (const table of ['workspaces', 'tokens'])
      foldNames(db, `select pk as key, name from ${table}`, `update ${table} set name_key = ? where pk = ?`);
    foldRoles(db);
    foldInvitations(db);
  },
};

/** The full-text index isn't folded: version 10 does without it, and nothing reads it in between. */
function foldMembers(db: Db): void {
  const save = db.prepare('update members set name_key = ?, email_key = ? where pk = ?');
  const found = db.prepare<[], Named>(
    `select pk as key, name, email from members where ${beyondAscii(['name', 'email'])}`,
  );
  for (const { key, name, email } of found.all()) save.run(name === null ? '' : fold(name), fold(email), key);
}

function foldPastMembers(db: Db): void {
  const save = db.prepare('update past_members set name_key = ?, email_key = ? where pk = ?');
  const found = db.prepare<[], Named>(
    `select pk as key, name, email from past_members
      where present = 1 and (${beyondAscii(['name', 'email'])})`,
  );
  for (const { key, name, email } of found.all()) save.run(name === null ? '' : fold(name), fold(email), key);
}

function foldNames(db: Db, select: string, update: string): void {
  const save = db.prepare(update);
  const found = db.prepare<[], { key: number; name: string }>(`${select} where ${beyondAscii(['name'])}`);
  for (const { key, name } of found.all()) save.run(fold(name), key);
}

function foldRoles(db: Db): void {
  const save = db.prepare('update place_roles set name_key = ? where workspace_pk = ? and id = ?');
  const found = db.prepare<[], { workspace_pk: number; id: string; name: string }>(
    `select workspace_pk, id, name from place_roles where ${beyondAscii(['name'])}`,
  );
  for (const { workspace_pk, id, name } of found.all()) save.run(fold(name), workspace_pk, id);
}

function foldInvitations(db: Db): void {
  const save = db.prepare('update invitations set email_key = ?, search_key = ? where pk = ?');
  const found = db.prepare<
    [],
    { pk: number; email: string; invited_by: string | null; message: string | null }
  >(
    `select pk, email, invited_by, message from invitations
      where ${beyondAscii(['email', 'invited_by', 'message'])}`,
  );
  for (const { pk, email, invited_by, message } of found.all())
    save.run(fold(email), [email, invited_by ?? '', message ?? ''].map(fold).join('\n'), pk);
}
