import { describe, expect, it } from 'vitest';
import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import { createHttpClient } from '../../../src-main/http/client.ts';
import type { Provider } from '../../../src-main/providers/provider.ts';
import { providers } from '../../../src-main/providers/registry.ts';
import { memoryStorage } from '../../support/connection-storage.ts';
import { signal } from '../../support/signal.ts';
import { targetOf } from '../../support/target.ts';

const address = 'http://127.0.0.1:9/base';
const of = { connectionId: 'c', workspaceId: 'o1/w1' };
const person = { email: 'ada@example.com' };

/** Every change that names something by an ID of a server's list, with that ID left open. */
const changes = (id: string): ChangeRequest[] => [
  { type: 'member.set-role', ...of, ...person, userId: id, role: 'viewer' },
  { type: 'member.remove', ...of, ...person, userId: id },
  { type: 'workspace.transfer', ...of, ...person, userId: id },
  { type: 'invitation.cancel', ...of, invitationId: id, email: person.email, reason: '' },
  { type: 'token.revoke', ...of, tokenId: id, name: 'CI' },
  { type: 'token.delete', ...of, tokenId: id, name: 'CI' },
  { type: 'token.enable', ...of, tokenId: id, name: 'CI', enabled: false },
  { type: 'role.set-permissions', ...of, roleId: id, name: 'Custom', permissions: [] },
  { type: 'workspace.delete', connectionId: 'c', workspaceId: id },
  { type: 'workspace.leave', connectionId: 'c', workspaceId: id },
];

/** What a provider sends for these changes, to a server that answers everything with an empty object. */
async function sentFor(
  provider: Provider,
  apiVariant: string,
  requests: readonly ChangeRequest[],
): Promise<string[]> {
  const sent: string[] = [];
  const http = createHttpClient({
    sleep: () => Promise.resolve(),
    transport: {
      send: (request) => {
        sent.push(`${request.method} ${new URL(request.url).pathname}`);
        const headers = { 'content-type': 'application/json' };
        return Promise.resolve({ ok: true, status: 200, headers, body: Buffer.from('{}') });
      },
      forget: () => Promise.resolve(),
    },
  });
  const session = provider.session(http, targetOf(address), memoryStorage('s', { apiVariant }));
  for (const request of requests) await session.perform(request, { workspace: null }, signal);
  return sent;
}

const apiVariants = [...providers.values()].flatMap((provider) =>
  Object.keys(provider.apiVariants).map((apiVariant) => ({
    name: `${provider.id}, ${apiVariant}`,
    provider,
    apiVariant,
  })),
);

describe.each(apiVariants)('$name', ({ provider, apiVariant }) => {
  it.each(['..', '.', '', '%2e%2e', '../members', '..\\', 'a//b'])(
    'it sends nothing that an honest ID would not have sent for the ID %j',
    async (id) => {
      const honest = new Set(await sentFor(provider, apiVariant, changes('7')));
      const sent = await sentFor(provider, apiVariant, changes(id));
      expect(sent.filter((one) => !honest.has(one))).toEqual([]);
    },
  );
});
