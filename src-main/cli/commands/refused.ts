import type { Connection } from '../../../src-preload/contract/connections.ts';
import type { PlanItem } from '../../../src-preload/contract/plan.ts';
import type { CommandContext } from '../command.ts';
import { endWith } from '../command-end.ts';
import type { ExitName } from '../exit-codes.ts';

/**
 * How a plan ends that has blocked changes: refused, or, where nothing else is in the way, as a command ends that asks such a connection.
 * What was fetched a moment ago isn't asked for again, so the plan may be the first to notice.
 */
export async function exitOfBlocked(
  context: Pick<CommandContext, 'call'>,
  blocked: readonly Pick<PlanItem, 'checks' | 'request'>[],
): Promise<ExitName> {
  const isPossible = blocked.every(({ checks }) =>
    checks.every(({ level, code }) => level !== 'block' || code === 'offline'),
  );
  if (!isPossible) return 'refused';
  const ids = new Set(blocked.map(({ request }) => request.connectionId));
  const connections = await context.call('connections.list', {});
  return connections.filter(({ id }) => ids.has(id)).map(exitOf)[0] ?? 'refused';
}

function exitOf({ signIn, health }: Pick<Connection, 'signIn' | 'health'>): ExitName {
  switch (signIn.state) {
    case 'signed-out':
      return 'signedOut';
    case 'unavailable':
      return 'locked';
    case 'signed-in':
      return health.state === 'failing' ? endWith(health.error).exit : 'refused';
  }
}
