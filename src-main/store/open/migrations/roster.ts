import type { Migration } from '../migrate.ts';
import { first } from './roster/0001-first.ts';
import { places } from './roster/0002-places.ts';
import { past } from './roster/0003-past.ts';
import { order } from './roster/0004-order.ts';
import { unsaid } from './roster/0005-unsaid.ts';
import { unreportedStatus } from './roster/0009-unreported-status.ts';
import { historyOutbox } from './roster/0006-history-outbox.ts';
import { folding } from './roster/0007-folding.ts';
import { gonePlaces } from './roster/0008-gone-places.ts';
import { plainRosters } from './roster/0010-plain-rosters.ts';
import { nameOrder } from './roster/0011-name-order.ts';

/** The steps of roster.db, oldest first. */
export const rosterMigrations: readonly Migration[] = [
  first,
  places,
  past,
  order,
  unsaid,
  historyOutbox,
  folding,
  gonePlaces,
  unreportedStatus,
  plainRosters,
  nameOrder,
];
