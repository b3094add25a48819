import { describe, expect, it } from 'vitest';
import type { Pin } from '../../../src-preload/contract/connections.ts';
import {
  addSeen,
  connectionRecord,
  open,
  plan,
  planItem,
  problem,
  temporaryFolder,
  value,
} from './support.ts';

const pin = (origin: string): Pin => ({
  origin,
  sha256: 'AA:BB',
  subject: 'CN=test',
  issuer: 'CN=test',
  validTo: 2,
  trustedAt: 1,
});

describe('the ledger', () => {
  it('it keeps connections, their order and all local settings through a restart', async () => {
    const folder = temporaryFolder();
    const { ledger, close } = await open(folder);
    value(await ledger.saveConnection(connectionRecord('c1')));
    value(
      await ledger.saveConnection(connectionRecord('c2', { position: 1, signedOut: 'The token expired.' })),
    );
    value(await ledger.saveConnection(connectionRecord('c3', { position: 2 })));
    value(await ledger.reorderConnections(['c3', 'c1']));
    value(await ledger.setLocalWorkspace('c1', { workspaceId: 'w1', favourite: true }));
    value(await ledger.setLocalWorkspace('c1', { workspaceId: 'w1', note: 'ours' }));
    value(await ledger.reorderWorkspaces('c1', ['w2', 'w1']));
    value(await ledger.savePin(pin('https://self-signed.example')));
    value(await ledger.savePin(pin('https://other.example')));
    value(await ledger.deletePin('https://other.example'));
    value(await ledger.setPreference('place', { connectionId: 'c1' }));
    value(await ledger.setPreference('nothing', null));
    await close();

    const again = (await open(folder)).ledger;
    expect(again.connections().map((record) => [record.id, record.position])).toEqual([
      ['c3', 0],
      ['c1', 1],
      ['c2', 2],
    ]);
    expect(again.connections()[2]).toEqual(
      connectionRecord('c2', { position: 2, signedOut: 'The token expired.' }),
    );
    expect(again.localWorkspaces('c1')).toEqual([
      { workspaceId: 'w2', favourite: false, hidden: false, note: '', position: 0 },
      { workspaceId: 'w1', favourite: true, hidden: false, note: 'ours', position: 1 },
    ]);
    expect(again.pins()).toEqual([pin('https://self-signed.example')]);
    expect(again.preference('place')).toEqual({ connectionId: 'c1' });
    expect(again.preference('nothing')).toBeNull();
    expect(again.preference('never set')).toBeNull();
  });

  it('it keeps plans whole, and finds receipts by place and plans that a crash interrupted', async () => {
    const { ledger } = await open(temporaryFolder());
    const draft = plan('p1', [planItem('i1', 'c1')], { status: 'draft', createdAt: 10 });
    const mixed = plan('p2', [planItem('i1', 'c1'), planItem('i2', 'c2')], { createdAt: 20 });
    const sent = plan('p3', [planItem('i1', 'c2', { state: { state: 'sent', at: 4 } })], { createdAt: 30 });
    for (const one of [draft, mixed, sent]) value(await ledger.savePlan(one));
    expect(ledger.plan('p2')).toEqual(mixed);
    expect(ledger.plan('p9')).toBeNull();
    expect((await ledger.plans(null, null)).map((one) => one.id)).toEqual(['p3', 'p2']);
    expect((await ledger.plans('c1', null)).map((one) => one.id)).toEqual(['p2']);
    expect((await ledger.plans('c2', 'w1')).map((one) => one.id)).toEqual(['p3', 'p2']);
    expect(await ledger.plans('c2', 'w2')).toEqual([]);
    expect(ledger.interruptedPlans().map((one) => one.id)).toEqual(['p3']);

    value(await ledger.savePlan({ ...draft, status: 'applying' }));
    expect(ledger.interruptedPlans().map((one) => one.id)).toEqual(['p3', 'p1']);
    const done = plan('p3', [planItem('i1', 'c2')], { createdAt: 30 });
    value(await ledger.savePlan(done));
    expect(ledger.plan('p3')).toEqual(done);
    expect(ledger.counts('c2')).toEqual({ history: 0, receipts: 2 });
    value(await ledger.deletePlan('p3'));
    expect(ledger.plan('p3')).toBeNull();
  });

  it('it finds the changes of some types in applied plans, oldest first, in a place or in all', async () => {
    const { ledger } = await open(temporaryFolder());
    const place = { connectionId: 'c1', workspaceId: 'w1' };
    const invite = (id: string, connectionId = 'c1') =>
      planItem(id, connectionId, {
        request: { type: 'member.invite', ...place, connectionId, email: `${id}@x.io`, role: null },
      });
    const elsewhere = planItem('i9', 'c1', {
      request: { type: 'member.invite', ...place, workspaceId: 'w2', email: 'i9@x.io', role: null },
      target: { ...planItem('i9', 'c1').target, workspaceId: 'w2' },
    });
    const newer = plan('p2', [invite('i1'), invite('i2', 'c2')], { createdAt: 20 });
    const older = plan('p1', [planItem('i0', 'c1'), invite('i3'), elsewhere], { createdAt: 10 });
    const draft = plan('p3', [invite('i4')], { status: 'draft', createdAt: 5 });
    for (const one of [newer, older, draft]) value(await ledger.savePlan(one));
    const found = (workspaceId: string | null) =>
      ledger
        .itemsOfTypes({ connectionId: 'c1', workspaceId }, ['member.invite', 'invitation.cancel'])
        .map(({ planId, item }) => `${planId} ${item.id}`);
    expect(found(null)).toEqual(['p1 i3', 'p1 i9', 'p2 i1']);
    expect(found('w1')).toEqual(['p1 i3', 'p2 i1']);
    expect(ledger.itemsOfTypes({ connectionId: 'c1', workspaceId: null }, ['token.create'])).toEqual([]);
  });

  it('it finds receipts by when something of them happened, and what wasn’t sent by when they were applied', async () => {
    const { ledger } = await open(temporaryFolder());
    const done = (id: string, at: number) =>
      planItem(id, 'c1', { state: { state: 'done', at, words: 'Removed' } });
    const pending = planItem('i3', 'c1', { state: { state: 'pending' } });
    // Its clock was set back meanwhile.
    const long = plan('p1', [done('i1', 100), done('i2', 10)], { createdAt: 90, appliedAt: 90 });
    const stopped = plan('p2', [pending], { createdAt: 30, appliedAt: 40, status: 'stopped' });
    const elsewhere = plan('p3', [planItem('i4', 'c2')], { createdAt: 1 });
    const draft = plan('p4', [pending], { status: 'draft', createdAt: 41, appliedAt: null });
    for (const one of [long, stopped, elsewhere, draft]) value(await ledger.savePlan(one));
    const between = async (from: number, until: number, workspaceId: string | null = null) =>
      (await ledger.plansBetween('c1', workspaceId, { from, until })).map(({ id }) => id);
    expect(await between(100, Number.POSITIVE_INFINITY)).toEqual(['p1']);
    expect(await between(40, 41)).toEqual(['p2']);
    expect(await between(Number.NEGATIVE_INFINITY, 10)).toEqual(['p1']);
    expect(await between(11, 39)).toEqual([]);
    expect(await between(0, 200)).toEqual(['p1', 'p2']);
    expect(await between(0, 200, 'w2')).toEqual([]);
  });

  it('it saves a plan again with fewer items', async () => {
    const { ledger } = await open(temporaryFolder());
    value(await ledger.savePlan(plan('p1', [planItem('i1', 'c1'), planItem('i2', 'c1')])));
    const fewer = plan('p1', [planItem('i2', 'c1')]);
    value(await ledger.savePlan(fewer));
    expect(ledger.plan('p1')).toEqual(fewer);
  });

  it('it keeps observed changes, newest first', async () => {
    const store = await open(temporaryFolder());
    const { ledger } = store;
    const row = {
      kind: 'member.role' as const,
      workspaceId: 'w1',
      subjectId: 'U1',
      subject: 'a@x.io',
      before: 'A',
      after: 'B',
    };
    value(await addSeen(store, 'c1', 10, 20, [row]));
    value(
      await addSeen(store, 'c1', 20, 30, [
        { ...row, workspaceId: 'w2' },
        { ...row, kind: 'member.left', before: null, after: null },
      ]),
    );
    expect(ledger.history('c1', 'w1')).toMatchObject([
      { kind: 'member.left', from: 20, at: 30, connectionId: 'c1' },
      { ...row, from: 10, at: 20 },
    ]);
    expect(ledger.history('c1', null)).toHaveLength(3);
    expect(ledger.history('c2', null)).toEqual([]);
    expect(ledger.counts('c1').history).toBe(3);
  });

  it('it keeps a connection’s API variant, settings and inventory through a restart', async () => {
    const folder = temporaryFolder();
    const { ledger, close } = await open(folder);
    const record = connectionRecord('c1', {
      apiVariant: 'console',
      options: { paths: '/v2/{id}' },
      startsAt: 'selector',
    });
    value(await ledger.saveConnection(record));
    value(await ledger.setInventory('c1', { version: 1, people: ['a@x.io'] }));
    value(await ledger.setInventory('c2', ['other']));
    value(await ledger.setInventory('c2', null));
    await close();

    const again = (await open(folder)).ledger;
    expect(again.connections()).toEqual([record]);
    expect(again.inventory('c1')).toEqual({ version: 1, people: ['a@x.io'] });
    expect(again.inventory('c2')).toBeNull();
    expect(again.inventory('never')).toBeNull();
    value(await again.eraseConnection('c1'));
    expect(again.inventory('c1')).toBeNull();
  });

  it('it refuses writes for an erased connection until it is added again', async () => {
    const store = await open(temporaryFolder());
    const { ledger, roster } = store;
    value(await ledger.saveConnection(connectionRecord('c1')));
    value(await ledger.eraseConnection('c1'));
    const meta = { startedAt: 1, finishedAt: 2, unreadable: 0 };
    expect(problem(await roster.swapWorkspaces('c1', [], meta)).kind).toBe('cancelled');
    const late = {
      kind: 'member.left',
      workspaceId: 'w1',
      subjectId: 'U1',
      subject: '',
      before: null,
      after: null,
    } as const;
    value(await addSeen(store, 'c1', 1, 2, [late]));
    expect(ledger.history('c1', null)).toEqual([]);
    expect(problem(await ledger.setInventory('c1', {})).kind).toBe('cancelled');
    const place = { connectionId: 'c1', workspaceId: 'w1' };
    for (const late of [
      await roster.swapInvitations(place, [], meta),
      await roster.swapRoles(place, [], meta),
      await roster.swapDetails(place, [], meta),
    ])
      expect(problem(late).kind).toBe('cancelled');
    expect(problem(await ledger.savePlan(plan('p1', [planItem('i1', 'c1')]))).kind).toBe('cancelled');
    value(await ledger.saveConnection(connectionRecord('c1')));
    value(await roster.swapWorkspaces('c1', [], meta));
  });
});

it('a connection’s record is parsed once, found by its ID, and fresh after a change', async () => {
  const { ledger } = await open(temporaryFolder());
  const record = connectionRecord('c1');
  value(await ledger.saveConnection(record));
  expect(ledger.connection('c1')).toEqual(record);
  expect(ledger.connection('c1')).toBe(ledger.connections()[0]);
  expect(ledger.connection('c2')).toBeNull();
  value(await ledger.saveConnection({ ...record, label: 'Renamed' }));
  expect(ledger.connection('c1')?.label).toBe('Renamed');
  value(await ledger.saveConnection(connectionRecord('c0', { position: 1 })));
  value(await ledger.reorderConnections(['c0', 'c1']));
  expect(ledger.connection('c1')?.position).toBe(1);
  value(await ledger.eraseConnection('c1'));
  expect(ledger.connection('c1')).toBeNull();
});
