import { randomUUID } from 'node:crypto';
import { isHeaderText } from './secret.ts';
import type { Secret } from './secret.ts';

/** The headers that every request has in common; the bearer is the target's credential. */
export function commonHeaders(
  { portalCode, clientHash }: Pick<Secret, 'portalCode' | 'clientHash'>,
  locale: string | null,
  workspaceId: string | null = null,
): Record<string, string> {
  return {
    'x-portal-access-code': portalCode,
    'x-request-id': randomUUID(),
    ...(clientHash === null ? {} : { 'x-client-hash': clientHash }),
    ...(locale === null ? {} : { 'x-locale': locale }),
    ...(workspaceId !== null && isHeaderText(workspaceId) ? { 'x-workspace-id': workspaceId } : {}),
  };
}
