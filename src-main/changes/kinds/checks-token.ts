import type { Check } from '../../../src-preload/contract/changes.ts';
import { plural } from '../../../src-preload/shared/format/numbers.ts';
import { ask, block, note, warn, type CheckContext } from './check.ts';
import { noOpChecks } from './checks-no-op.ts';
import { activeTokensOf } from '../snapshot/snapshot.ts';
import { offers } from './place.ts';
import { quoted } from '../text.ts';

/** Removal takes a person's access, not what runs with their tokens. */
export function tokensStay(
  { request, teller, ground, now }: CheckContext,
  userId: string,
  whose: string,
): Check[] {
  if (!('workspaceId' in request) || !offers(teller, 'token.list') || teller.row?.tokensAt !== null)
    return [];
  const { one, many } = teller.facts.tokens;
  const at = ground.place(request.connectionId, request.workspaceId);
  if (at.freshness('tokens').fetchedAt === null)
    return [note('tokens-stay', `${whose} ${many}, if there are any, keep working.`)];
  const count = activeTokensOf(at, userId, now);
  if (count === 0) return [];
  const end = offers(teller, 'token.revoke') ? 'revoke' : 'delete';
  const them = count === 1 ? 'it' : 'them';
  return [
    warn(
      'tokens-stay',
      `${whose} ${plural(count, `active ${one}`, `active ${many}`)} ${count === 1 ? 'keeps' : 'keep'} working: ${end} ${them} too.`,
    ),
  ];
}

/** The checks of changes to tokens. */
export function tokenChecks(context: CheckContext): Check[] {
  const { request, connection, teller, ground, now } = context;
  const { provider } = connection;
  switch (request.type) {
    case 'token.create': {
      const problem = provider.tokenNameProblem(request.name);
      const checks = problem === null ? [] : [block('invalid', problem)];
      if (!teller.facts.tokens.expiry) return checks;
      const reading = provider.readExpiry(request.expiry, now);
      if (reading.reading === 'refused') {
        const instead = reading.suggestion === null ? '' : ` Write ${quoted(reading.suggestion)} instead.`;
        checks.push(block('expiry-refused', `${reading.message}${instead}`));
      } else if (reading.caution !== null) checks.push(ask('expiry-under-hour', reading.caution));
      return checks;
    }
    case 'token.enable': {
      const { tokens } = ground.place(request.connectionId, request.workspaceId);
      return tokens.has(request.tokenId)
        ? noOpChecks(context)
        : [block('invalid', `${quoted(request.name)} isn’t in the list any more.`)];
    }
    case 'token.revoke':
    case 'token.delete': {
      const done = noOpChecks(context);
      if (done.length > 0 || context.replaced === null) return done;
      const { name, gone } = context.replaced;
      const breaks = `${quoted(request.name)} was made to replace ${quoted(name)}: whatever uses it by now stops working.`;
      return gone
        ? [
            warn(
              'replaces-token',
              `${breaks} ${quoted(name)} is gone already, so there is nothing to go back to.`,
            ),
          ]
        : // The rotation is half way: some of what used the old one may have the new one already.
          [ask('replaces-token', `${breaks} ${quoted(name)} still works: put it back there first.`)];
    }
    default:
      return [];
  }
}
