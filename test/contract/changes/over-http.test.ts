import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mergeHistory } from '../../../src-main/changes/history.ts';
import { samplePeople } from '../../../src-main/local-instance/sample/seed.ts';
import { errorOf, valueOf } from '../../support/results.ts';
import { codes, engineOverHttp, ref, states, yes } from './engine.ts';

const engine = engineOverHttp();
const { secrets, apply, onServer, memberOf, setRole, remove, invite } = engine;

describe('changes over HTTP', () => {
  it('every kind of change is done on the server, read back, and in the history', async () => {
    const { collaborator } = samplePeople;
    const outcome = valueOf(
      await apply([
        setRole(collaborator, 'APPROVER'),
        invite('fresh@northwind.example', 'APPROVER'),
        {
          type: 'workspace.update',
          ...ref(engine.production),
          name: 'Northwind Live',
          description: 'New words',
        },
        { type: 'workspace.approvals', ...ref(engine.production), enabled: false },
        { type: 'workspace.favourite', ...ref(engine.production), enabled: false },
        { type: 'workspace.hide', ...ref(engine.production), enabled: true },
        { type: 'workspace.set-default', ...ref(engine.staging) },
      ]),
    );
    expect(states(outcome.plan)).toEqual(Array(8).fill('done'));
    expect(onServer(engine.production, collaborator)).toBe('APPROVER');
    expect(onServer(engine.production, 'fresh@northwind.example')).toBe('APPROVER');
    const entries = mergeHistory(
      await engine.store.ledger.plans('c1', engine.production),
      engine.store.ledger.history('c1', engine.production),
      {
        workspaceId: engine.production,
      },
    );
    expect(entries.filter(({ source }) => source === 'observed')).toEqual([]);
    expect(entries.map(({ text }) => text)).toContain(
      '“Northwind Production” is now called “Northwind Live”, with another description.',
    );
  });

  it('undo restores what can be restored', async () => {
    const { collaborator, approver } = samplePeople;
    const first = valueOf(
      await apply([setRole(collaborator, 'APPROVER'), remove(approver), invite('x@y.example', null)]),
    );
    expect(states(first.plan)).toEqual(['done', 'done', 'done']);
    const undo = valueOf(await engine.changes.undo(first.plan.id));
    const undone = valueOf(await engine.changes.apply(undo.id, yes(undo)));
    expect(states(undone.plan)).toEqual(['done', 'done', 'done', 'done']);
    expect(onServer(engine.production, collaborator)).toBe('EDITOR');
    expect(onServer(engine.production, approver)).toBe('APPROVER');
    expect(onServer(engine.production, 'x@y.example')).toBeNull();
  });

  it('a workspace is created, found again, and deleted by typing its name', async () => {
    const made = valueOf(
      await apply([
        {
          type: 'workspace.create',
          connectionId: 'c1',
          kind: 'remote-url',
          name: 'Brand new',
          description: 'd',
          url: 'https://si.new.example',
          isDefault: false,
        },
      ]),
    );
    expect(states(made.plan)).toEqual(['done']);
    const id = made.createdWorkspaceId ?? '';
    expect(engine.store.roster.workspace(ref(id), Date.now())?.name).toBe('Brand new');
    const undo = valueOf(await engine.changes.undo(made.plan.id));
    expect(undo.confirmation).toEqual({ type: 'type-name', name: 'Brand new' });
    expect(errorOf(await engine.changes.apply(undo.id, yes(undo, 'Brand'))).kind).toBe('invalid');
    expect(states(valueOf(await engine.changes.apply(undo.id, yes(undo, 'Brand new'))).plan)).toEqual([
      'done',
    ]);
    expect(engine.store.roster.workspace(ref(id), Date.now())).toBeNull();
  });

  it('a token is created, its secret kept out of every file, and revoked although the answer shows it as before', async () => {
    const made = valueOf(
      await apply([{ type: 'token.create', ...ref(engine.production), name: 'Deploy key', expiry: '30d' }]),
    );
    const tokenId = made.reveals[0]?.tokenId ?? '';
    expect(secrets).toHaveLength(1);
    const secret = secrets[0] ?? 'none';
    expect(JSON.stringify([made, await engine.store.ledger.plans(null, null)])).not.toContain(
      secret.slice(0, 20),
    );
    const files = readdirSync(engine.store.folder, { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    );
    expect(files.length).toBeGreaterThan(1);
    for (const file of files)
      expect(readFileSync(join(file.parentPath, file.name)).includes(secret)).toBe(false);
    const revoked = valueOf(
      await apply([{ type: 'token.revoke', ...ref(engine.production), tokenId, name: 'Deploy key' }]),
    );
    expect(states(revoked.plan)).toEqual(['done']);
    const row = engine.store.roster.tokens(ref(engine.production)).find(({ id }) => id === tokenId);
    expect(row?.revokedAt.state).toBe('known');
  });

  it('explains what an owner can’t do before trying it', async () => {
    const leave = valueOf(await engine.changes.plan([{ type: 'workspace.leave', ...ref(engine.staging) }]));
    expect(codes(leave)).toContain('last-owner:block');
    expect(
      codes(valueOf(await engine.changes.plan([setRole(samplePeople.ana, 'EDITOR', engine.staging)]))),
    ).toContain('last-owner:block');
    expect(codes(valueOf(await engine.changes.plan([remove(samplePeople.secondOwner)])))).toContain(
      'not-allowed:block',
    );
    expect(errorOf(await engine.changes.apply(leave.id, yes(leave))).kind).toBe('not-allowed');
    const variant = valueOf(
      await engine.changes.plan([invite(samplePeople.collaborator.toUpperCase(), null)]),
    );
    expect(codes(variant)).toEqual(['case-variant-email:warn']);
  });
});

describe('a basis that moved', () => {
  it('is noticed before anything is sent, and said', async () => {
    const plan = valueOf(await engine.changes.plan([remove(samplePeople.collaborator)]));
    const { userId } = memberOf(engine.production, samplePeople.collaborator);
    await engine.server.call('POST', `/workspace/${engine.production}/membership`, {
      body: { userId, role: 'APPROVER' },
    });
    const refused = errorOf(await engine.changes.apply(plan.id, yes(plan)));
    expect(refused.kind).toBe('plan-moved');
    expect(refused.sentence).toMatch(
      /^Changed since your review: .+ is now Approver \(was Collaborator\)\.$/,
    );
    expect(onServer(engine.production, samplePeople.collaborator)).toBe('APPROVER');
    const again = valueOf(engine.changes.get(plan.id));
    expect(states(valueOf(await engine.changes.apply(plan.id, yes(again))).plan)).toEqual(['done']);
    expect(onServer(engine.production, samplePeople.collaborator)).toBeNull();
  });
});
