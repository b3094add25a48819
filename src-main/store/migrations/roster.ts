import type { Migration } from '../migrate.ts';
import { first } from './roster/0001-first.ts';

/** The steps of roster.db, oldest first. */
export const rosterMigrations: readonly Migration[] = [first];
