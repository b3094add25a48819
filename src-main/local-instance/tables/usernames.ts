import type Database from 'better-sqlite3';

export interface Usernames {
  /** The id of the person who signed up with this e-mail address, or with this before the `@`; the first of several. */
  personIdOf(username: string): string | null;
}

/** People by the name they sign in with, where a system asks for one: it is their e-mail's local part. */
export function createUsernames(db: Database.Database): Usernames {
  const select = db.prepare<[string, string], { id: string }>(
    `SELECT id FROM people
     WHERE signup_at IS NOT NULL AND (email = ? OR substr(email, 1, instr(email, '@') - 1) = ?)
     ORDER BY created_at, id LIMIT 1`,
  );
  return { personIdOf: (username) => select.get(username, username)?.id ?? null };
}
