import { describe, expect, it } from 'vitest';
import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import { knownValue } from '../../../src-preload/shared/known.ts';
import { fail, ok } from '../../../src-preload/shared/result.ts';
import { plainError } from '../../../src-main/base/errors.ts';
import { failing, plainPeople, type FakeServer } from './fake-server.ts';
import { applied, codes, states, value, yes } from './plans.ts';
import { workspace } from './rows.ts';
import { notOffered, system } from './systems.ts';
import { world } from './world.ts';

const seed = (server: FakeServer) => {
  plainPeople(server);
  const organization = knownValue({ id: 'org', name: 'Org' });
  server.workspaces = [
    workspace('org', { name: 'Org', scope: 'organization', myRole: knownValue('owner') }),
    ...server.workspaces.map((row) => ({ ...row, organization })),
  ];
};
const row = (name: string, settings: string | null = null): ChangeRequest => ({
  type: 'workspace.provision',
  connectionId: 'c1',
  organizationId: 'org',
  name,
  settings,
});
const rows = (count: number) => Array.from({ length: count }, (_, index) => row(`N${index + 1}`));
const notBuilt = plainError('not-implemented', 'This server has not built it.', 'Create each.');
const names = (server: FakeServer) => server.workspaces.map(({ name }) => name).slice(3);

describe('a list of workspaces to create', () => {
  it('goes in requests of 25 rows, each with its own outcome, and reads the list once per request', async () => {
    const it = await world({ provider: system(), seed });
    const plan = value(await it.changes.plan(rows(30)));
    expect(plan).toMatchObject({ title: 'Create 30 workspaces', confirmation: { type: 'review' } });
    const { plan: receipt, createdWorkspaceId } = value(await it.changes.apply(plan.id, yes(plan)));
    expect(it.server.provisioned.map(({ length }) => length)).toEqual([25, 5]);
    expect(states(receipt)).toEqual(Array(30).fill('done'));
    expect(it.server.fetched.filter((list) => list === 'workspaces').length).toBeLessThan(5);
    expect(createdWorkspaceId).toBeNull();
    const counts = it.events.flatMap((event) => (event.topic === 'progress' ? [event.done] : []));
    expect(counts.at(-1)).toBe(30);
  });

  it('compares everyone else in the organization and in what was created', async () => {
    const it = await world({ provider: system(), seed });
    const plan = value(await it.changes.plan(rows(2)));
    it.server.onProvision = async (_, work) => {
      const made = work();
      const left = (workspaceId: string, subject: string) => ({
        kind: 'member.left' as const,
        workspaceId,
        subjectId: subject,
        subject,
        before: null,
        after: null,
      });
      const created = it.server.workspaces.find(({ name }) => name === 'N2')?.id ?? '';
      it.ledger.addHistory('c1', 0, it.clock.now, [
        left('org', 'gus'),
        left(created, 'hal'),
        left('w1', 'ida'),
      ]);
      return ok(made);
    };
    const { plan: receipt } = value(await it.changes.apply(plan.id, yes(plan)));
    expect(receipt.alsoChanged).toHaveLength(2);
    expect(receipt.alsoChanged?.join(' ')).toMatch(/gus.*hal/s);
  });

  it('has every row of a request on disk before it leaves', async () => {
    const it = await world({ provider: system(), seed });
    const plan = value(await it.changes.plan(rows(3)));
    let onDisk: string[] = [];
    it.server.onProvision = async (_, work) => {
      onDisk = states(it.ledger.plan(plan.id) ?? plan);
      return ok(work());
    };
    await it.changes.apply(plan.id, yes(plan));
    expect(onDisk).toEqual(['sent', 'sent', 'sent']);
  });

  it('reports the outcome of each row, and finishes what can be tried again', async () => {
    const it = await world({ provider: system(), seed });
    it.server.onProvision = async (sent, work) => {
      const made = work();
      it.server.workspaces = it.server.workspaces.filter(({ name }) => name !== 'N2');
      return ok(
        made.map((one, index) =>
          sent[index]?.name === 'N2' ? { made: false, error: failing('server') } : one,
        ),
      );
    };
    const { plan } = await applied(it, rows(3));
    expect(states(plan)).toEqual(['done', 'failed', 'done']);
    it.server.onProvision = null;
    it.clock.now += 1000;
    const rest = value(await it.changes.finish(plan.id));
    expect(rest.items.map(({ title }) => title)).toEqual(['Create workspace “N2”']);
  });

  it('doesn’t believe a row that isn’t in the list afterwards', async () => {
    const it = await world({ provider: system(), seed });
    it.server.onProvision = async (sent) => ok(sent.map(() => ({ made: true, workspaceId: 'ghost' })));
    const { plan } = await applied(it, rows(1));
    expect(states(plan)).toEqual(['unverified']);
    expect(states(value(await it.changes.readBack(plan.id)))).toEqual(['failed']);
  });

  it('can be stopped between two requests', async () => {
    const it = await world({ provider: system(), seed });
    const plan = value(await it.changes.plan(rows(27)));
    it.server.onProvision = async (_, work) => {
      it.changes.stop(plan.id);
      return ok(work());
    };
    const { plan: receipt } = value(await it.changes.apply(plan.id, yes(plan)));
    expect(receipt).toMatchObject({ status: 'stopped', unfinished: 2 });
  });

  it('reads back after a crash by the names, repeating nothing', async () => {
    const it = await world({ provider: system(), seed });
    const plan = value(await it.changes.plan([row('N1'), row('N2'), row('W1')]));
    const reached = new Promise<void>((resolve) => {
      it.server.onProvision = (_, work) => {
        work();
        it.server.workspaces = it.server.workspaces.filter(
          ({ name, id }) => name !== 'N2' && (name !== 'W1' || id === 'w1'),
        );
        resolve();
        return new Promise(() => undefined);
      };
    });
    void it.changes.apply(plan.id, yes(plan));
    await reached;
    it.restart();
    it.server.provisioned.length = 0;
    it.server.fetched.length = 0;
    await it.changes.recover();
    const receipt = value(it.changes.get(plan.id));
    expect(states(receipt)).toEqual(['done', 'failed', 'failed']);
    expect(it.server.provisioned).toEqual([]);
    // Once for all three at a time: at first, and again after each wait for a list that may lag.
    expect(it.server.fetched.filter((list) => list === 'workspaces').length).toBeLessThan(6);
  });

  it('blocks a name that is in it twice, warns about one that is taken, and refuses settings that aren’t JSON', async () => {
    const it = await world({ provider: system(), seed });
    const plan = value(await it.changes.plan([row('A'), row('A '), row('W1'), row('B', '{nope')]));
    expect(codes(plan)).toEqual([[], ['name-taken:block'], ['name-taken:warn'], ['invalid:block']]);
  });
});

describe('a server that takes no lists', () => {
  it('is asked once, then sent each individually, and the receipt says so', async () => {
    const it = await world({ provider: system(), seed });
    it.server.onProvision = async () => fail(notBuilt);
    const { plan } = await applied(it, [row('N1'), row('N2', '{"a":1}'), row('N3')]);
    expect(it.server.provisioned).toHaveLength(1);
    expect(it.server.sent).toMatchObject([
      { type: 'workspace.provision', name: 'N1', organizationId: 'org' },
      { type: 'workspace.provision', name: 'N2', settings: '{"a":1}' },
      { type: 'workspace.provision', name: 'N3' },
    ]);
    expect(names(it.server)).toEqual(['N1', 'N2', 'N3']);
    expect(plan.items.map(({ state }) => ('words' in state ? state.words : state.state))).toEqual([
      '“N1” was created. It was created individually, because this server doesn’t support provisioning.',
      '“N2” was created. It was created individually, because this server doesn’t support provisioning.',
      '“N3” was created. It was created individually, because this server doesn’t support provisioning.',
    ]);
  });

  it('is sent each individually from the start where a session or an API variant takes no lists', async () => {
    const provider = system({ capabilities: { 'workspace.provision': notOffered('It isn’t built.') } });
    const it = await world({ provider, seed });
    const plan = value(await it.changes.plan(rows(2)));
    expect(codes(plan)).toEqual([['one-by-one:info'], ['one-by-one:info']]);
    expect(states(value(await it.changes.apply(plan.id, yes(plan))).plan)).toEqual(['done', 'done']);
    expect(it.server.provisioned).toEqual([]);
  });

  it('is undone by deleting each', async () => {
    const it = await world({ provider: system(), seed });
    const { plan } = await applied(it, rows(2));
    const undo = value(await it.changes.undo(plan.id));
    expect(undo.items.map(({ request }) => request.type)).toEqual(['workspace.delete', 'workspace.delete']);
  });
});
