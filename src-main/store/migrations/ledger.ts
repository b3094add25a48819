import type { Migration } from '../migrate.ts';
import { first } from './ledger/0001-first.ts';

/** The steps of ledger.db, oldest first. */
export const ledgerMigrations: readonly Migration[] = [first];
