import type { Capability } from '../../src-preload/contract/capabilities.ts';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { permissionFor } from '../access/permissions.ts';
import type { Reveals } from '../app/reveals.ts';
import { plainError } from '../base/errors.ts';
import type { Core } from '../core.ts';
import type { ProviderSession } from '../providers/provider.ts';
import { atPlace } from '../queries/query.ts';
import { checkTokenName, expiryPresets, readExpiry, tokensPage } from '../queries/tokens.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';
import { withCore } from './with-core.ts';

/** A call that a person waits for ends after the client's own limits. */
const noSignal = () => new AbortController().signal;

export function tokensHandlers(context: Context, reveals: Reveals): Handlers<'tokens'> {
  const open = withCore(context);
  return {
    page: open(tokensPage),
    expiryPresets: open(expiryPresets),
    readExpiry: open(readExpiry),
    checkName: open(checkTokenName),
    copyValue: open(
      withSession('token.copy', async (_core, { tokenValue }, { workspaceId, tokenId }) => {
        if (!tokenValue) return fail(notSupported());
        const value = await tokenValue(workspaceId, tokenId, noSignal());
        return value.ok ? ok(await reveals.copyText(value.value)) : value;
      }),
    ),
    keepValue: open(
      withSession('token.probe', async (core, { keepTokenValue }, input) => {
        if (!keepTokenValue) return fail(notSupported());
        return thenFetch(
          core,
          input,
          await keepTokenValue(input.workspaceId, input.tokenId, input.value.trim()),
        );
      }),
    ),
    probeValue: open(
      withSession('token.probe', async (core, { probeToken }, input) => {
        if (!probeToken) return fail(notSupported());
        return thenFetch(core, input, await probeToken(input.workspaceId, input.tokenId, noSignal()));
      }),
    ),
    revealSecret: ({ revealId }) => reveals.reveal(revealId),
    copySecret: ({ revealId }) => reveals.copy(revealId),
    forgetSecret({ revealId }) {
      reveals.forget(revealId);
      return ok(null);
    },
  };
}

const notSupported = () =>
  plainError('not-supported', 'This connection doesn’t support that.', 'Nothing was sent.');

/** With the session at work, once my access to the place is known to permit it. */
const withSession = <Input extends WorkspaceRef, T>(
  needed: Capability,
  use: (core: Core, session: ProviderSession, input: Input) => Promise<Result<T>>,
) =>
  atPlace((core, place, input: Input): Promise<Result<T>> | Result<T> => {
    const permission = permissionFor(needed, place);
    if (!permission.allowed) return fail(plainError('not-allowed', permission.reason, 'Nothing was sent.'));
    const live = core.connections.sessionFor(input.connectionId);
    return live.ok ? use(core, live.value.session, input) : live;
  });

/** What was found out or kept shows in the list of tokens. */
function thenFetch<T>(core: Core, { connectionId, workspaceId }: WorkspaceRef, result: Result<T>): Result<T> {
  if (result.ok) core.sync.refresh(connectionId, 'change', { connectionId, workspaceId });
  return result;
}
