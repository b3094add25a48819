import { useConnection } from '../../stores/connections.ts';
import { useStatus } from '../../stores/status.ts';

/** Why nothing can be written over a connection now, for buttons of receipts; a workspace's own permissions say more. */
export function useWriteRefusal(connectionId: string | null): string | null {
  const connection = useConnection(connectionId);
  const online = useStatus(({ status }) => status?.online ?? true);
  if (connection === null)
    return connectionId === null ? null : 'This connection was removed from this device.';
  // A server on this computer needs no network.
  if (!online && connection.kind !== 'local-dev') return 'You are offline: changes need the server.';
  if (connection.signIn.state !== 'signed-in') return connection.signIn.reason;
  if (connection.health.state !== 'failing') return null;
  const { error } = connection.health;
  return ['offline', 'dns', 'refused', 'timeout', 'tls', 'proxy'].includes(error.kind)
    ? `${error.sentence} Changes need the server.`
    : null;
}
