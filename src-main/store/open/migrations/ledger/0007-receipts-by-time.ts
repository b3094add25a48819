import type { Migration } from '../../migrate.ts';

/**
 * Finds the newest receipts, those of a time, those that changed lately, those with something left to do and those that a crash left, without looking at the
 * others. The expressions are those of `ledger-reader.ts`.
 */
export const receiptsByTime: Migration = {
  version: 7,
  up(db) {
    db.exec(`
      create index plans_by_time on plans (created_at, id);
      create index plans_by_change on plans (coalesce(json_extract(json, '$.changedAt'), json_extract(json, '$.finishedAt')));
      create index plans_by_application on plans (coalesce(json_extract(json, '$.appliedAt'), created_at));
      create index plan_items_by_time on plan_items (json_extract(json, '$.state.at'));
      create index plans_unfinished on plans (created_at, id) where json_extract(json, '$.unfinished') > 0;
      create index plans_applying on plans (id) where status = 'applying';
      create index plans_drafts on plans (id) where status = 'draft';
    `);
  },
};
