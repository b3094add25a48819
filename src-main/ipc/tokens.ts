import type { Known } from '../../src-preload/contract/known.ts';
import { ok } from '../../src-preload/contract/result.ts';
import type { Token } from '../../src-preload/contract/tokens.ts';
import type { Reveals } from '../app/reveals.ts';
import type { TokenRow } from '../store/types.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';
import { permissionFor } from './permissions.ts';
import { connectionStanding, freshnessOf, standingOf, type WorkspaceStanding } from './standing.ts';

export function tokensHandlers(context: Context, reveals: Reveals): Handlers<'tokens'> {
  return {
    page(input) {
      const core = context.core();
      if (!core.ok) return core;
      const standing = standingOf(core.value, input);
      if (!standing.ok) return standing;
      const now = Date.now();
      const page = core.value.store.roster.tokensPage(input, { ...input, now });
      const list = permissionFor('token.list', standing.value);
      return ok({
        rows: page.rows.map((row) => viewOf(row, standing.value, now)),
        matching: page.matching,
        totals: page.totals,
        freshness: freshnessOf(core.value, input.connectionId, input.workspaceId, 'tokens'),
        notOffered: list.allowed ? null : list.reason,
      });
    },
    expiryPresets({ connectionId }) {
      const core = context.core();
      if (!core.ok) return core;
      const standing = connectionStanding(core.value, connectionId);
      return standing.ok ? ok([...standing.value.provider.expiryPresets]) : standing;
    },
    readExpiry({ connectionId, text }) {
      const core = context.core();
      if (!core.ok) return core;
      const standing = connectionStanding(core.value, connectionId);
      return standing.ok ? ok(standing.value.provider.readExpiry(text, Date.now())) : standing;
    },
    checkName({ connectionId, name }) {
      const core = context.core();
      if (!core.ok) return core;
      const standing = connectionStanding(core.value, connectionId);
      return standing.ok ? ok(standing.value.provider.tokenNameProblem(name)) : standing;
    },
    revealSecret: ({ revealId }) => reveals.reveal(revealId),
    copySecret: ({ revealId }) => reveals.copy(revealId),
    forgetSecret({ revealId }) {
      reveals.forget(revealId);
      return ok(null);
    },
  };
}

function viewOf(
  row: TokenRow & { ownerName: Known<string> },
  standing: WorkspaceStanding,
  now: number,
): Token {
  const status =
    row.revokedAt.state === 'known'
      ? 'revoked'
      : row.expiresAt.state === 'known' && row.expiresAt.value <= now
        ? 'expired'
        : 'active';
  return {
    ...row,
    status,
    actions: {
      revoke:
        status === 'active'
          ? permissionFor('token.revoke', standing)
          : { allowed: false, reason: `It is ${status} already.` },
      delete: permissionFor('token.delete', standing),
    },
  };
}
