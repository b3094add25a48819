import type { Migration } from '../migrate.ts';
import { first } from './ledger/0001-first.ts';
import { inventories } from './ledger/0002-inventories.ts';
import { timelines } from './ledger/0003-timelines.ts';
import { batches } from './ledger/0004-batches.ts';
import { addressKeys } from './ledger/0005-address-keys.ts';
import { requestTypes } from './ledger/0006-request-types.ts';
import { receiptsByTime } from './ledger/0007-receipts-by-time.ts';

/** The steps of ledger.db, oldest first. */
export const ledgerMigrations: readonly Migration[] = [
  first,
  inventories,
  timelines,
  batches,
  addressKeys,
  requestTypes,
  receiptsByTime,
];
