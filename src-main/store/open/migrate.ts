import { schemaVersion, type Db } from '../database.ts';

/** One step of a schema. Never changed once released; `version` is one more than the step before. */
export interface Migration {
  version: number;
  up(db: Db): void;
}

export const latestVersion = (steps: readonly Migration[]): number => steps.at(-1)?.version ?? 0;

/**
 * Brings a database to the latest version, each step with its version number in one transaction: after a crash it is at one
 * version or the next. `before` runs once if there is something to do to a database that isn't new. Throws what SQLite throws.
 */
export function migrate(db: Db, steps: readonly Migration[], before: () => void): void {
  const from = schemaVersion(db);
  const pending = steps.filter((step) => step.version > from);
  if (pending.length > 0 && from > 0) before();
  for (const step of pending) {
    db.transaction(() => {
      step.up(db);
      db.pragma(`user_version=${step.version}`);
    }).immediate();
  }
}
