import type { Connection } from '../../src-preload/contract/connections.ts';
import type { ErrorKind } from '../../src-preload/contract/result.ts';

/** Why a connection shows older data than it could, in the words that follow its label. */
export type Trouble = 'signed-out' | 'sign-in-unread' | 'limited' | 'unreachable' | 'blocked' | 'failing';

const unreachable: ReadonlySet<ErrorKind> = new Set<ErrorKind>(['offline', 'dns', 'refused', 'timeout']);

/** What keeps a connection from being refreshed, or null. A server that answers can be reached, whatever its answer. */
export function troubleOf({ signIn, health }: Pick<Connection, 'signIn' | 'health'>): Trouble | null {
  if (signIn.state === 'signed-out') return 'signed-out';
  if (signIn.state === 'unavailable') return 'sign-in-unread';
  if (health.state !== 'failing') return null;
  const { kind } = health.error;
  if (kind === 'signed-out') return 'signed-out';
  if (kind === 'rate-limited') return 'limited';
  if (kind === 'blocked') return 'blocked';
  return unreachable.has(kind) ? 'unreachable' : 'failing';
}

const words: Readonly<Record<Trouble, { one: string; many: string }>> = {
  'signed-out': { one: 'is signed out', many: 'are signed out' },
  'sign-in-unread': { one: 'needs its saved sign-in', many: 'need their saved sign-in' },
  limited: { one: 'is limiting requests', many: 'are limiting requests' },
  unreachable: { one: 'can’t be reached', many: 'can’t be reached' },
  blocked: { one: 'is blocked by your organization', many: 'are blocked by your organization' },
  failing: { one: 'can’t be refreshed', many: 'can’t be refreshed' },
};

/** "Northwind is signed out", "2 connections can’t be reached", "3 connections need attention"; null where all is well. */
export function troubleText(
  connections: readonly Pick<Connection, 'label' | 'signIn' | 'health'>[],
): string | null {
  const troubled = connections.flatMap((connection) => {
    const trouble = troubleOf(connection);
    return trouble === null ? [] : [{ label: connection.label, trouble }];
  });
  const [first] = troubled;
  if (first === undefined) return null;
  if (troubled.length === 1) return `${first.label} ${words[first.trouble].one}`;
  const alike = troubled.every(({ trouble }) => trouble === first.trouble);
  return `${troubled.length} connections ${alike ? words[first.trouble].many : 'need attention'}`;
}
