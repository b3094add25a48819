import type { Known } from '../../src-preload/shared/known.ts';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import type { Token } from '../../src-preload/contract/tokens.ts';
import type { Capability } from '../../src-preload/contract/capabilities.ts';
import type { Reveals } from '../app/reveals.ts';
import type { Core } from '../core.ts';
import { plainError } from '../base/errors.ts';
import type { ProviderSession } from '../providers/provider.ts';
import type { TokenRow } from '../base/records.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';
import { no } from '../access/unsupported.ts';
import { permissionFor } from '../access/permissions.ts';
import { connectionAccess, placeAccess, type PlaceAccess } from '../access/place-access.ts';
import { freshnessOf } from '../queries/freshness.ts';
import { listRefusal } from '../access/list-access.ts';

/** A call that a person waits for ends by itself after the client's own limits. */
const noSignal = () => new AbortController().signal;

export function tokensHandlers(context: Context, reveals: Reveals): Handlers<'tokens'> {
  return {
    page(input) {
      const core = context.core();
      if (!core.ok) return core;
      const standing = placeAccess(core.value, input);
      if (!standing.ok) return standing;
      const freshness = freshnessOf(core.value, input.connectionId, input.workspaceId, 'tokens');
      const notOffered = listRefusal(standing.value, 'tokens');
      if (freshness.hidden !== null)
        return ok({ rows: [], matching: 0, totals: { active: 0, inactive: 0 }, freshness, notOffered });
      const now = core.value.clock.nowFor(input.connectionId);
      const page = core.value.store.roster.tokensPage(input, { ...input, now });
      return ok({
        rows: page.rows.map((row) => viewOf(row, standing.value, now)),
        matching: page.matching,
        totals: page.totals,
        freshness,
        notOffered,
      });
    },
    expiryPresets({ connectionId }) {
      const core = context.core();
      if (!core.ok) return core;
      const standing = connectionAccess(core.value, connectionId);
      return standing.ok ? ok([...standing.value.provider.expiryPresets]) : standing;
    },
    readExpiry({ connectionId, text }) {
      const core = context.core();
      if (!core.ok) return core;
      const standing = connectionAccess(core.value, connectionId);
      return standing.ok ? ok(standing.value.provider.readExpiry(text, Date.now())) : standing;
    },
    checkName({ connectionId, name }) {
      const core = context.core();
      if (!core.ok) return core;
      const standing = connectionAccess(core.value, connectionId);
      return standing.ok ? ok(standing.value.provider.tokenNameProblem(name)) : standing;
    },
    async copyValue(input) {
      const session = sessionFor(context, input, 'token.copy');
      if (!session.ok) return session;
      const { tokenValue } = session.value.session;
      if (!tokenValue) return fail(notHere());
      const value = await tokenValue(input.workspaceId, input.tokenId, noSignal());
      return value.ok ? ok(await reveals.copyText(value.value)) : value;
    },
    async keepValue(input) {
      const session = sessionFor(context, input, 'token.probe');
      if (!session.ok) return session;
      const { keepTokenValue } = session.value.session;
      if (!keepTokenValue) return fail(notHere());
      const kept = await keepTokenValue(input.workspaceId, input.tokenId, input.value.trim());
      if (kept.ok) fetchAgain(session.value.core, input);
      return kept;
    },
    async probeValue(input) {
      const session = sessionFor(context, input, 'token.probe');
      if (!session.ok) return session;
      const { probeToken } = session.value.session;
      if (!probeToken) return fail(notHere());
      const probed = await probeToken(input.workspaceId, input.tokenId, noSignal());
      if (probed.ok) fetchAgain(session.value.core, input);
      return probed;
    },
    revealSecret: ({ revealId }) => reveals.reveal(revealId),
    copySecret: ({ revealId }) => reveals.copy(revealId),
    forgetSecret({ revealId }) {
      reveals.forget(revealId);
      return ok(null);
    },
  };
}

const notHere = () =>
  plainError('not-supported', 'This connection does not offer that.', 'Nothing was sent.');

/** The session at work, once the place is known to offer this to me. */
function sessionFor(
  context: Context,
  { connectionId, workspaceId }: WorkspaceRef,
  needed: Capability,
): Result<{ core: Core; session: ProviderSession }> {
  const core = context.core();
  if (!core.ok) return core;
  const standing = placeAccess(core.value, { connectionId, workspaceId });
  if (!standing.ok) return standing;
  const permission = permissionFor(needed, standing.value);
  if (!permission.allowed) {
    return fail(plainError('not-allowed', permission.reason, 'Nothing was sent.'));
  }
  const live = core.value.connections.sessionFor(connectionId);
  return live.ok ? ok({ core: core.value, session: live.value.session }) : live;
}

/** What was found out or kept shows in the list of tokens. */
function fetchAgain(core: Core, { connectionId, workspaceId }: WorkspaceRef): void {
  core.sync.refresh(connectionId, 'change', { connectionId, workspaceId });
}

export function statusOf(row: TokenRow, now: number): Token['status'] {
  if (row.revokedAt.state === 'known') return 'revoked';
  if (row.expiresAt.state === 'known' && row.expiresAt.value <= now) return 'expired';
  return row.enabled.state === 'known' && !row.enabled.value ? 'disabled' : 'active';
}

function viewOf(row: TokenRow & { ownerName: Known<string> }, standing: PlaceAccess, now: number): Token {
  const { enabled, refusal, ...rest } = row;
  const status = statusOf(row, now);
  const over = status === 'revoked' || status === 'expired' ? no(`It is ${status} already.`) : null;
  const may = (name: Capability) => permissionFor(name, standing);
  /** What can be ended only from where it was made says so after what the system and my role say. */
  const ending = (name: Capability) => {
    const permission = may(name);
    return permission.allowed && refusal !== null ? no(refusal) : permission;
  };
  return {
    ...rest,
    status,
    actions: {
      revoke: over ?? ending('token.revoke'),
      delete: ending('token.delete'),
      enable:
        over ??
        (enabled.state === 'known'
          ? may('token.enable')
          : first(may('token.enable'), 'It isn’t known whether this one is switched on: refresh.')),
      copy: may('token.copy'),
      rotate: over ?? ending('token.rotate'),
      probe: may('token.probe'),
    },
  };
}

const first = (permission: ReturnType<typeof permissionFor>, reason: string) =>
  permission.allowed ? no(reason) : permission;
