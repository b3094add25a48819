import { retention as retentionSchema, type Retention } from '../../../src-preload/contract/storage.ts';
import { ok, type Result } from '../../../src-preload/shared/result.ts';
import type { LedgerReader, LedgerWriter } from '../ledger/types.ts';

/** The preference under which it is kept. */
const retentionKey = 'retention';

/** The defaults where the preference was never set, or where another version wrote it in a shape of its own. */
export const readRetention = (ledger: Pick<LedgerReader, 'preference'>): Retention =>
  retentionSchema.safeParse(ledger.preference(retentionKey)).data ?? retentionSchema.parse({});

export async function setRetention(
  ledger: Pick<LedgerReader, 'preference'> & Pick<LedgerWriter, 'setPreference'>,
  change: Partial<Retention>,
): Promise<Result<Retention>> {
  const next = { ...readRetention(ledger), ...change };
  const kept = await ledger.setPreference(retentionKey, next);
  return kept.ok ? ok(next) : kept;
}
