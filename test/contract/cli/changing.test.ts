import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outputSchemas } from '../../../src-main/cli/output-schemas.ts';
import { runOnServer, type Ended } from '../../support/command-line.ts';
import { shareProfile } from '../../support/shared-profile.ts';

const shared = shareProfile();

const onSystemInitiative = (...words: string[]): Promise<Ended> =>
  shared.profile.run([...words, '--connection', 'system-initiative']);

interface PlanShape {
  outcome: string;
  plan: { id: string; items: { state: { state: string }; request: unknown }[] };
  confirm?: string | null;
}
const changeIn = (ended: Ended) => ended.json() as PlanShape;

describe('leaving and deleting a workspace', () => {
  it('refuses to let an owner leave, with the app’s reason, before anything is sent', async () => {
    const ended = await onSystemInitiative('workspace', 'leave', 'Northwind Production', '--yes');
    expect(ended.stderr).toMatch(/owner/i);
    expect(ended.code).toBe(5);
  });

  it('refuses to let anyone but an owner delete', async () => {
    const ended = await onSystemInitiative('workspace', 'delete', 'Payments Platform', '--yes');
    expect(ended.stderr).toMatch(/owner/i);
    expect(ended.code).toBe(5);
  });

  it('says that resources keep running and who can restore it, and sends nothing with --dry-run', async () => {
    const ended = await onSystemInitiative('workspace', 'delete', 'Northwind Staging', '--dry-run');
    expect(ended.stdout).toContain('keep running');
    expect(ended.stdout).toMatch(/restore/i);
    expect(ended.code).toBe(0);
    const list = await onSystemInitiative('workspace', 'list', '--refresh');
    expect(list.stdout).toContain('Northwind Staging');
  });

  it('sends nothing without a terminal to ask and without a confirmation', async () => {
    const ended = await onSystemInitiative('workspace', 'delete', 'Northwind Staging');
    expect(ended.stderr).toContain('Nothing was sent');
    expect(ended.code).toBe(4);
  });

  it('takes no --yes for what the app asks a typed name for', async () => {
    const ended = await onSystemInitiative('workspace', 'delete', 'Northwind Staging', '--yes');
    expect(ended.stderr).toContain("--confirm 'Northwind Staging'");
    expect(ended.code).toBe(4);
  });

  it('takes no other name for it', async () => {
    const ended = await onSystemInitiative(
      'workspace',
      'delete',
      'Northwind Staging',
      '--confirm',
      'Staging',
    );
    expect(ended.code).toBe(4);
  });

  it('deletes with the name confirmed, and the workspace is gone from the list', async () => {
    const ended = await onSystemInitiative(
      'workspace',
      'delete',
      'northwind staging',
      '--confirm',
      'Northwind Staging',
    );
    expect(ended.stderr).toContain('Done');
    expect(ended.code).toBe(0);
    const list = await onSystemInitiative('workspace', 'list', '--refresh');
    expect(list.stdout).not.toContain('Northwind Staging');
  });

  it('leaves, and the receipt is in the list', async () => {
    const ended = await onSystemInitiative(
      'workspace',
      'leave',
      'Partner Sandbox',
      '--yes',
      '--confirm',
      'Partner Sandbox',
      '--json',
    );
    expect(outputSchemas['workspace leave']?.parse(ended.json())).toEqual(ended.json());
    expect(ended.code).toBe(0);
    const receipts = await shared.profile.run(['receipts', 'list']);
    expect(receipts.stdout).toContain(changeIn(ended).plan.id);
    const shown = await shared.profile.run(['receipts', 'show', changeIn(ended).plan.id, '--json']);
    expect(outputSchemas['receipts show']?.parse(shown.json())).toEqual(shown.json());
  });
});

describe('members, tokens and plans', () => {
  it('invites with a role, changes it, removes, and undoes the removal', async () => {
    const place = 'Northwind Production';
    const email = 'new.hire@northwind.example';
    const invited = await onSystemInitiative(
      'members',
      'invite',
      place,
      email,
      '--role',
      'approver',
      '--yes',
    );
    expect([invited.code, invited.stderr]).toEqual([0, expect.stringContaining('Done')]);
    const changed = await onSystemInitiative(
      'members',
      'role',
      place,
      email,
      'collaborator',
      '--yes',
      '--json',
    );
    expect([changed.code, changeIn(changed).outcome]).toEqual([0, 'done']);
    const removed = await onSystemInitiative('members', 'remove', place, email, '--yes', '--json');
    expect([removed.code, changeIn(removed).outcome]).toEqual([0, 'done']);
    const undone = await shared.profile.run(['undo', changeIn(removed).plan.id, '--yes', '--json']);
    expect([undone.code, changeIn(undone).outcome]).toEqual([0, 'done']);
    const list = await onSystemInitiative('members', 'list', place, '--refresh');
    expect(list.stdout).toContain(email);
  });

  it('prints a new token on standard output with --reveal, and nothing else there', async () => {
    const place = 'Northwind Production';
    const shown = await onSystemInitiative(
      'tokens',
      'create',
      place,
      'ci',
      '--expiry',
      '30d',
      '--reveal',
      '--yes',
    );
    expect(shown.stdout.trim()).toMatch(/^\S{20,}$/);
    expect(shown.stderr).not.toContain(shown.stdout.trim());
    expect(shown.code).toBe(0);
  });

  it('doesn’t print a new token unless it’s asked to, and revokes it by its name', async () => {
    const place = 'Northwind Production';
    const hidden = await onSystemInitiative(
      'tokens',
      'create',
      place,
      'hidden',
      '--expiry',
      '30d',
      '--yes',
      '--json',
    );
    expect(hidden.json()).not.toHaveProperty('secrets');
    expect(hidden.stderr).toContain('--reveal');
    const revoked = await onSystemInitiative(
      'tokens',
      'revoke',
      place,
      'HIDDEN',
      '--yes',
      '--confirm',
      place,
      '--json',
    );
    expect([revoked.code, changeIn(revoked).outcome]).toEqual([0, 'done']);
  });

  it('plans a file and applies the plan by its ID', async () => {
    const list = await onSystemInitiative('workspace', 'show', 'Northwind Production', '--json');
    const { workspace } = list.json() as { workspace: { connectionId: string; id: string } };
    const file = join(shared.profile.folder, 'changes.json');
    const change = {
      type: 'workspace.update',
      connectionId: workspace.connectionId,
      workspaceId: workspace.id,
      name: 'Northwind Production',
      description: 'Live services',
    };
    await writeFile(file, JSON.stringify({ changes: [change] }));
    const planned = await shared.profile.run(['plan', file, '--json']);
    expect(outputSchemas['plan']?.parse(planned.json())).toEqual(planned.json());
    const applied = await shared.profile.run(['apply', changeIn(planned).plan.id, '--yes', '--json']);
    expect([applied.code, changeIn(applied).outcome]).toEqual([0, 'done']);
    const again = await shared.profile.run(['apply', file, '--yes', '--json']);
    expect(changeIn(again).plan.items[0]?.state.state).toBe('already-so');
  });
});

/** A change of each kind that the system takes, planned only; what it doesn't offer is refused with its reason. */
const planned = (workspace: string): [string, string[]][] => [
  ['workspace create', ['Made here']],
  ['workspace update', [workspace, '--name', `${workspace} 2`]],
  ['workspace default', [workspace]],
  ['workspace clone', [workspace, 'A copy']],
  ['workspace delete', [workspace]],
  ['organization create', ['Northwind Labs']],
  ['members invite', [workspace, 'new.person@northwind.example']],
  ['tokens create', [workspace, 'ci', '--expiry', '30d']],
];

describe.each([
  ['system-initiative', 'Northwind Production'],
  ['unstructured', 'Delivery notes'],
  ['workspaces-api', 'Checkout'],
  ['modbox', 'Northwind Agents'],
  ['system', 'Northwind Operations'],
])('changes on %s', (system, workspace) => {
  it.each(planned(workspace))('plans %s, or says why it can’t', async (command, words) => {
    const ended = await runOnServer(shared.server, system, [
      ...command.split(' '),
      ...words,
      '--dry-run',
      '--json',
    ]);
    expect(ended.stderr).not.toContain('Something went wrong');
    expect([0, 2, 5]).toContain(ended.code);
    if (ended.code === 0) expect(outputSchemas[command]?.parse(ended.json())).toEqual(ended.json());
    else expect(ended.stderr.trim()).not.toBe('');
  });
});
