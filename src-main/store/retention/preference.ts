import { z } from 'zod';
import { retention as retentionSchema, type Retention } from '../../../src-preload/contract/storage.ts';
import { ok, type Result } from '../../../src-preload/shared/result.ts';
import type { LedgerReader, LedgerWriter } from '../ledger/types.ts';

/** The preference under which it is kept. */
export const retentionKey = 'retention';

const defaults = retentionSchema.parse({});

/** Each field on its own: beside a bad one, how long the others keep what is stored stays as it was set. */
const readFields = z
  .object({
    historyDays: retentionSchema.shape.historyDays.catch(defaults.historyDays),
    hideAfterDays: retentionSchema.shape.hideAfterDays.catch(defaults.hideAfterDays),
    eraseAfterDays: retentionSchema.shape.eraseAfterDays.catch(defaults.eraseAfterDays),
  })
  .catch(defaults);

/** The default of each field that was never set, or that another version wrote in a shape of its own. */
export const readRetention = (ledger: Pick<LedgerReader, 'preference'>): Retention =>
  readFields.parse(ledger.preference(retentionKey));

export async function setRetention(
  ledger: Pick<LedgerReader, 'preference'> & Pick<LedgerWriter, 'setPreference'>,
  change: Partial<Retention>,
): Promise<Result<Retention>> {
  const next = { ...readRetention(ledger), ...change };
  const kept = await ledger.setPreference(retentionKey, next);
  return kept.ok ? ok(next) : kept;
}
