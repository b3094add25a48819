import type Database from 'better-sqlite3';

/** Times are milliseconds since the epoch, everywhere in the directory. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly nickname: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly pictureUrl: string | null;
  readonly emailVerified: boolean;
  readonly createdAt: number;
  /** Null: invited, but never signed up. */
  readonly signupAt: number | null;
  readonly tosAcceptedAt: number | null;
  readonly quarantinedAt: number | null;
  readonly suspendedAt: number | null;
}

export type NewPerson = Pick<Person, 'email'> & Partial<Omit<Person, 'email'>>;

export interface People {
  byId(id: string): Person | null;
  /** Exact case: see the schema. Where several accounts share it, the oldest. */
  byEmail(email: string): Person | null;
  /** All accounts with exactly this address, oldest first. */
  allByEmail(email: string): Person[];
  /** Those who have signed up with an address that has this before its @, oldest first. */
  byLocalPart(localPart: string): Person[];
  /** Adds a person; whatever is not given is what an invitation alone would leave. */
  add(person: NewPerson): Person;
  /** Those who have signed up, by name, for the sign-in page. */
  signedUp(limit: number): Person[];
  count(): number;
}

interface PersonRow {
  id: string;
  email: string;
  nickname: string | null;
  first_name: string | null;
  last_name: string | null;
  picture_url: string | null;
  email_verified: number;
  created_at: number;
  signup_at: number | null;
  tos_accepted_at: number | null;
  quarantined_at: number | null;
  suspended_at: number | null;
}

function toPerson(row: PersonRow): Person {
  return {
    id: row.id,
    email: row.email,
    nickname: row.nickname,
    firstName: row.first_name,
    lastName: row.last_name,
    pictureUrl: row.picture_url,
    emailVerified: row.email_verified === 1,
    createdAt: row.created_at,
    signupAt: row.signup_at,
    tosAcceptedAt: row.tos_accepted_at,
    quarantinedAt: row.quarantined_at,
    suspendedAt: row.suspended_at,
  };
}

/** The people of the directory. A person is one across all systems. */
export function createPeople(db: Database.Database, newId: () => string, now: () => number): People {
  const selectById = db.prepare<[string], PersonRow>('SELECT * FROM people WHERE id = ?');
  const selectByEmail = db.prepare<[string], PersonRow>('SELECT * FROM people WHERE email = ? ORDER BY id');
  const selectSignedUp = db.prepare<[number], PersonRow>(
    `SELECT * FROM people WHERE signup_at IS NOT NULL ORDER BY first_name, last_name, id LIMIT ?`,
  );
  // "A" is the character after "@": a range that the index of the e-mail column serves.
  const selectByLocalPart = db.prepare<[string, string], PersonRow>(
    'SELECT * FROM people WHERE email > ? AND email < ? AND signup_at IS NOT NULL ORDER BY id',
  );
  const countAll = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM people');
  const insert = db.prepare<[PersonRow]>(
    `INSERT INTO people (id, email, nickname, first_name, last_name, picture_url, email_verified, created_at,
       signup_at, tos_accepted_at, quarantined_at, suspended_at)
     VALUES (@id, @email, @nickname, @first_name, @last_name, @picture_url, @email_verified, @created_at,
       @signup_at, @tos_accepted_at, @quarantined_at, @suspended_at)`,
  );

  return {
    byId(id) {
      const row = selectById.get(id);
      return row ? toPerson(row) : null;
    },
    byEmail(email) {
      const row = selectByEmail.get(email);
      return row ? toPerson(row) : null;
    },
    allByEmail: (email) => selectByEmail.all(email).map(toPerson),
    byLocalPart(localPart) {
      return selectByLocalPart.all(`${localPart}@`, `${localPart}A`).map(toPerson);
    },
    add(person) {
      const row: PersonRow = {
        id: person.id ?? newId(),
        email: person.email,
        nickname: person.nickname ?? null,
        first_name: person.firstName ?? null,
        last_name: person.lastName ?? null,
        picture_url: person.pictureUrl ?? null,
        email_verified: person.emailVerified === true ? 1 : 0,
        created_at: person.createdAt ?? now(),
        signup_at: person.signupAt ?? null,
        tos_accepted_at: person.tosAcceptedAt ?? null,
        quarantined_at: person.quarantinedAt ?? null,
        suspended_at: person.suspendedAt ?? null,
      };
      insert.run(row);
      return toPerson(row);
    },
    signedUp(limit) {
      return selectSignedUp.all(limit).map(toPerson);
    },
    count() {
      return countAll.get()?.n ?? 0;
    },
  };
}
