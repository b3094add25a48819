import { beforeEach, describe, expect, it } from 'vitest';
import { none } from '../../../../src-preload/shared/known.ts';
import { unstructured } from '../../../../src-main/providers/unstructured/provider.ts';
import { memoryStorage } from '../../../support/connection-storage.ts';
import type { PlaceChange } from '../../../support/perform.ts';
import { errorOf, valueOf } from '../../../support/results.ts';
import { signal } from '../../../support/signal.ts';
import { apiVariant, inventoryOfAna, noHttp, sample } from './inventory.ts';

const inventory = inventoryOfAna();
const { importRows, places } = inventory;

describe('the steps', () => {
  const steps = async (change: PlaceChange & { workspaceId: string }) => {
    const workspace = (await places()).rows.find(({ id }) => id === change.workspaceId) ?? null;
    return apiVariant().steps({ ...change, connectionId: 'c' }, { workspace });
  };
  const clicked = (all: string[]) =>
    all.flatMap((step) => [...step.matchAll(/“([^”]+)”/g)].map((hit) => hit[1]));
  beforeEach(() => importRows(...sample));

  it('it lists the steps of adding a member to a workspace in the documented order', async () => {
    const all = await steps({
      type: 'member.invite',
      workspaceId: 'Northwind/Contracts',
      email: 'ana@corp.example',
      role: 'developer',
    });
    expect(clicked(all)).toEqual([
      'Northwind',
      'Contracts',
      'Settings',
      'Manage Workspace',
      'Members',
      'Add New Member',
      'Add New Member',
      'Developer',
      'Continue',
    ]);
    expect(all[0]).toContain('ana@corp.example is a member of the organization Northwind');
    expect(all).toHaveLength(11);
  });

  it.each([
    [
      { type: 'member.set-role', userId: 'x', email: 'x@y.example', role: 'viewer' } as const,
      [
        'Northwind',
        'Contracts',
        'Settings',
        'Manage Workspace',
        'Members',
        'Edit Permissions',
        'Viewer',
        'Continue',
      ],
    ],
    [
      { type: 'member.remove', userId: 'x', email: 'x@y.example' } as const,
      ['Northwind', 'Contracts', 'Settings', 'Manage Workspace', 'Members', 'Remove Member', 'Continue'],
    ],
    [
      { type: 'token.delete', tokenId: 'parser', name: 'Parser' } as const,
      ['Northwind', 'Contracts', 'Settings', 'Manage Workspace', 'API Keys', 'Parser', 'Delete', 'Continue'],
    ],
    [
      { type: 'token.enable', tokenId: 'parser', name: 'Parser', enabled: false } as const,
      ['Northwind', 'Contracts', 'Settings', 'Manage Workspace', 'API Keys', 'Parser'],
    ],
    [
      { type: 'token.create', name: 'Runner', expiry: '' } as const,
      [
        'Northwind',
        'Contracts',
        'Settings',
        'Manage Workspace',
        'API Keys',
        'Generate New Key',
        'Continue',
        'Runner',
      ],
    ],
  ])('it lists the steps in a workspace: $type', async (change, expected) => {
    expect(clicked(await steps({ ...change, workspaceId: 'Northwind/Contracts' }))).toEqual(expected);
  });

  it('it lists the steps of adding a member to an organization', async () => {
    const all = await steps({
      type: 'member.invite',
      workspaceId: 'Northwind',
      email: 'eve@corp.example',
      role: 'member',
    });
    expect(clicked(all)).toEqual([
      'Northwind',
      'Settings',
      'Manage Account',
      'Members',
      'New Member',
      'Add New Member',
      'Account Member',
      'Continue',
    ]);
  });

  it('it lists the steps of creating a workspace, named even without a row', () => {
    const all = apiVariant().steps(
      {
        type: 'workspace.create',
        connectionId: 'c',
        kind: 'managed',
        name: 'Research',
        description: '',
        url: '',
        isDefault: false,
        organizationId: encodeURIComponent('A/B Ltd'),
      },
      { workspace: null },
    );
    expect(clicked(all)).toEqual([
      'A/B Ltd',
      'Settings',
      'View All Workspaces',
      'New Workspace',
      'Create New Workspace',
      'Continue',
    ]);
    expect(all).toContain('In the “Create New Workspace” dialog, enter the name: Research');
  });

  it('it lists no steps for what can’t be done there', async () => {
    expect(await steps({ type: 'workspace.delete', workspaceId: 'Northwind/Contracts' })).toEqual([]);
  });
});

describe('signing in by entering', () => {
  const target = { connectionId: null, address: 'https://x.example', credential: null, allowInsecure: false };
  const enter = (values: Record<string, string>) =>
    unstructured.formSignIn(noHttp, target, { method: 'entered', values, options: {} }, signal);

  it('it signs in as the person entered, without a request', async () => {
    const step = valueOf(await enter({ name: ' Ana Oliveira ', email: 'Ana@corp.example' }));
    if (step.step !== 'secret') throw new Error('a code was asked for');
    const entered = memoryStorage(step.secret, { apiVariant: 'console' });
    expect(valueOf(await unstructured.session(noHttp, target, entered).whoami(signal))).toEqual({
      userId: 'ana@corp.example',
      name: 'Ana Oliveira',
      email: 'Ana@corp.example',
    });
    expect(valueOf(unstructured.inspectCredential(step.secret)).expiresAt).toEqual(none);
  });

  it('it requires both fields, each with its own message', async () => {
    const error = errorOf(await enter({ name: '', email: 'ana' }));
    expect(error.kind === 'invalid' && error.fields.map(({ path }) => path)).toEqual(['name', 'email']);
  });
});
