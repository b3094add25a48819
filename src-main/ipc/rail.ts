import { railLayout, type RailLayout } from '../../src-preload/contract/rail.ts';
import { ok } from '../../src-preload/shared/result.ts';
import type { Core } from '../core.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';
import { withCore } from './with-core.ts';

const key = 'rail';
const plain: RailLayout = { wide: false, groups: [], icons: {} };

/** Without what was kept of connections that were removed since. */
function ofThoseThere(layout: RailLayout, core: Core): RailLayout {
  const there = new Set(core.store.ledger.connections().map(({ id }) => id));
  return {
    ...layout,
    groups: layout.groups.map((group) => ({
      ...group,
      connectionIds: group.connectionIds.filter((id) => there.has(id)),
    })),
    icons: Object.fromEntries(Object.entries(layout.icons).filter(([id]) => there.has(id))),
  };
}

export function railHandlers(context: Context): Handlers<'rail'> {
  const open = withCore(context);
  return {
    layout: open((core) => {
      const kept = railLayout.safeParse(core.store.ledger.preference(key));
      return ok(ofThoseThere(kept.success ? kept.data : plain, core));
    }),
    setLayout: open(async (core, layout) => {
      const next = ofThoseThere(layout, core);
      const kept = await core.store.ledger.setPreference(key, next);
      return kept.ok ? ok(next) : kept;
    }),
  };
}
