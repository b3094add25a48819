import type { Connection } from '../../src-preload/contract/connections.ts';

/** Why no workspace can be created here now, before anything is tried. */
export function refusalToCreate(
  connection: Connection,
  create: { allowed: true } | { allowed: false; reason: string } | null,
): string | null {
  if (connection.signIn.state !== 'signed-in') return `Sign in to ${connection.label} first.`;
  if (create !== null && !create.allowed) return create.reason;
  if (connection.cannotWrite !== null) return connection.cannotWrite;
  return create === null ? 'The workspaces are still loading.' : null;
}
