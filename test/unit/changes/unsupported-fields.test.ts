import { describe, expect, it } from 'vitest';
import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import { plainPeople } from './fake-server.ts';
import { codes, value } from './plans.ts';
import { createToken, invite } from './requests.ts';
import { system } from './systems.ts';
import { world } from './world.ts';

/* A file of changes or a command line can ask for what no form of the system offers. */

const place = { connectionId: 'c1', workspaceId: 'w1' };
const create = {
  type: 'workspace.create',
  connectionId: 'c1',
  kind: 'managed',
  name: 'New',
  description: '',
  url: '',
  isDefault: false,
} as const;
const update = { type: 'workspace.update', ...place, name: 'W1', description: '' } as const;

/** A system with none of these fields. */
const bare = system({
  facts: { createFields: [], updateFields: [] },
  joining: { message: false, days: null, cancelReason: false },
  tokens: { expiry: false, scopes: [] },
});

const asked: [what: string, request: ChangeRequest][] = [
  ['expiry', createToken('ci', '30d')],
  ['scopes', { ...createToken('ci', ''), scopes: ['read'] } as ChangeRequest],
  ['message', { ...invite('kai@example.com'), message: 'Welcome' } as ChangeRequest],
  ['number of days', { ...invite('kai@example.com'), days: 7 } as ChangeRequest],
  [
    'reason',
    { type: 'invitation.cancel', ...place, invitationId: 'i1', email: 'kai@example.com', reason: 'Left' },
  ],
  ['description', { ...create, description: 'Live services' }],
  ['type', { ...create, kind: 'remote-url' }],
  ['instance URL', { ...create, url: 'https://si.example.com' }],
  ['default', { ...create, isDefault: true }],
  ['time zone', { ...create, timezone: 'Europe/Lisbon' }],
  ['organization', { ...create, organizationId: 'org' }],
  ['description', { ...update, description: 'Live services' }],
  ['time zone', { ...update, timezone: 'Europe/Lisbon' }],
];

describe('a field that the system doesn’t have', () => {
  it.each(asked)(
    'blocks a change that asks for it (%s), instead of making it without',
    async (what, request) => {
      const it = await world({ provider: bare, seed: plainPeople });
      const plan = value(await it.changes.plan([request]));
      const [check] = plan.items[0]?.checks ?? [];
      expect(check).toMatchObject({ code: 'unsupported', level: 'block' });
      expect(check?.words).toContain(`takes no ${what} for this. Leave it out.`);
    },
  );

  it.each([
    ['a token', createToken('ci', '')],
    ['an invitation', invite('kai@example.com')],
    ['a workspace', create],
    ['a new name', { ...update, name: 'W2' }],
  ] as [string, ChangeRequest][])('blocks nothing where it is left out: %s', async (_, request) => {
    const it = await world({ provider: bare, seed: plainPeople });
    expect(codes(value(await it.changes.plan([request]))).flat()).not.toContain('unsupported:block');
  });
});
