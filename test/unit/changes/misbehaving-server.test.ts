import { describe, expect, it } from 'vitest';
import { plainError } from '../../../src-main/base/errors.ts';
import { fail, ok } from '../../../src-preload/shared/result.ts';
import { failing, roleOf } from './fake-server.ts';
import { applied, error, states, value, yes } from './plans.ts';
import { createToken, invite, remove, setRole } from './requests.ts';
import { person } from './rows.ts';
import { world, type World } from './world.ts';

describe('when a server misbehaves', () => {
  it('does not believe an answer that changed nothing', async () => {
    const it = await world();
    it.server.onPerform = async () => ok({ createdWorkspaceId: null, createdToken: null });
    const plan = value(await it.changes.plan([setRole('dana', 'APPROVER')]));
    const { plan: receipt } = value(await it.changes.apply(plan.id, yes(plan)));
    expect(receipt.items[0]?.state).toMatchObject({
      state: 'failed',
      error: { sentence: 'The server accepted the change, but nothing changed.', retryable: true },
    });
    expect(receipt.unfinished).toBe(1);
  });

  it('goes on after a failure in the middle and can finish the rest', async () => {
    const it = await world();
    it.server.onPerform = async (request, work) =>
      request.type === 'member.set-role' && request.userId === 'eli' ? fail(failing('server')) : work();
    const plan = value(
      await it.changes.plan([
        setRole('dana', 'APPROVER'),
        setRole('eli', 'EDITOR'),
        setRole('finn', 'APPROVER'),
      ]),
    );
    const { plan: receipt } = value(await it.changes.apply(plan.id, yes(plan)));
    expect(states(receipt)).toEqual(['done', 'failed', 'done']);
    it.server.onPerform = null;
    it.clock.now += 1000;
    const rest = value(await it.changes.finish(plan.id));
    expect(rest.items.map(({ title }) => title)).toEqual(['Make Eli Collaborator']);
    expect(value(it.changes.get(plan.id)).unfinished).toBe(1);
    expect(states(value(await it.changes.apply(rest.id, yes(rest))).plan)).toEqual(['done']);
    expect(value(it.changes.get(plan.id))).toMatchObject({ unfinished: 0, items: receipt.items });
  });

  it('says that nothing is left to finish where someone else has done the rest', async () => {
    const it = await world();
    it.server.onPerform = async () => fail(failing('server'));
    const plan = value(await it.changes.plan([setRole('eli', 'EDITOR')]));
    value(await it.changes.apply(plan.id, yes(plan)));
    it.server.onPerform = null;
    it.server.members.set(
      'w1',
      (it.server.members.get('w1') ?? []).map((row) =>
        row.userId === 'eli' ? { ...row, role: 'EDITOR' } : row,
      ),
    );
    it.clock.now += 1000;
    await it.syncAll();
    expect(error(await it.changes.finish(plan.id)).sentence).toBe('The rest of this plan is done already.');
  });

  it('resolves a cut connection by reading back: done, or failed and retryable', async () => {
    const it = await world();
    it.server.onPerform = async (_, work) => {
      work();
      return fail(failing('timeout'));
    };
    const plan = value(await it.changes.plan([setRole('dana', 'APPROVER')]));
    expect(states(value(await it.changes.apply(plan.id, yes(plan))).plan)).toEqual(['done']);
    it.server.onPerform = async () => fail(failing('timeout'));
    const other = value(await it.changes.plan([setRole('finn', 'APPROVER')]));
    const { plan: receipt } = value(await it.changes.apply(other.id, yes(other)));
    expect(receipt.items[0]?.state).toMatchObject({
      state: 'failed',
      error: { kind: 'timeout', retryable: true },
    });
  });

  it('says unverified when nothing can be read back, stops there, and reads back later', async () => {
    const it = await world();
    it.server.onPerform = async (_, work) => {
      work();
      it.server.onFetch = () => failing('refused');
      return fail(failing('refused'));
    };
    const plan = value(await it.changes.plan([setRole('dana', 'APPROVER'), setRole('finn', 'APPROVER')]));
    const { plan: receipt } = value(await it.changes.apply(plan.id, yes(plan)));
    expect(states(receipt)).toEqual(['unverified', 'pending']);
    expect(receipt).toMatchObject({ status: 'stopped', unfinished: 2 });
    expect(error(await it.changes.readBack(plan.id)).kind).toBe('refused');
    it.server.onFetch = null;
    it.server.onPerform = null;
    expect(states(value(await it.changes.readBack(plan.id)))).toEqual(['done', 'pending']);
    const rest = value(await it.changes.finish(plan.id));
    expect(rest.items.map(({ title }) => title)).toEqual(['Make Finn Approver']);
  });

  it('reads what was done since an unfinished receipt only once a later plan takes its rest on', async () => {
    const it = await world();
    it.server.onPerform = async () => fail(failing('server'));
    const first = value(await it.changes.plan([setRole('dana', 'APPROVER')]));
    const receipt = value(await it.changes.apply(first.id, yes(first))).plan;
    expect(receipt.unfinished).toBe(1);
    it.server.onPerform = null;
    it.clock.now += 60_000;
    const { plansChangedSince } = it.ledger;
    const reads: number[] = [];
    it.ledger.plansChangedSince = (connectionId, since) => {
      reads.push(since);
      return plansChangedSince(connectionId, since);
    };
    await applied(it, [setRole('finn', 'APPROVER')]);
    expect(reads).not.toContain(receipt.appliedAt);
    await applied(it, [setRole('dana', 'APPROVER')]);
    expect(reads).toContain(receipt.appliedAt);
    expect(value(it.changes.get(first.id)).unfinished).toBe(0);
  });

  it('claims no absence from a list with unreadable records', async () => {
    const it = await world();
    const plan = value(await it.changes.plan([remove('finn')]));
    it.server.onPerform = async (_, work) => {
      it.server.unreadable = 1;
      return work();
    };
    expect(states(value(await it.changes.apply(plan.id, yes(plan))).plan)).toEqual(['unverified']);
  });

  it('takes a conflict for no change needed when another administrator was faster', async () => {
    const it = await world();
    it.server.onPerform = async (_, work) => {
      work();
      return fail(failing('conflict'));
    };
    const plan = value(await it.changes.plan([invite('gil@example.com', 'APPROVER')]));
    it.server.onPerform = async (request, work) => {
      const done = work();
      return request.type === 'member.invite' ? fail(failing('conflict')) : done;
    };
    expect(states(value(await it.changes.apply(plan.id, yes(plan))).plan)).toEqual(['already-so', 'done']);
  });

  it('skips the second step when the first failed, and offers to finish both', async () => {
    const it = await world();
    it.server.onPerform = async () => fail(failing('server'));
    const plan = value(await it.changes.plan([invite('gil@example.com', 'APPROVER')]));
    const { plan: receipt } = value(await it.changes.apply(plan.id, yes(plan)));
    expect(states(receipt)).toEqual(['failed', 'skipped']);
    expect(receipt.unfinished).toBe(2);
    it.server.onPerform = null;
    const rest = value(await it.changes.finish(plan.id));
    expect(states(value(await it.changes.apply(rest.id, yes(rest))).plan)).toEqual(['done', 'done']);
  });

  it('finishes the half-done invitation: only the role is left', async () => {
    const it = await world();
    it.server.onPerform = async (request, work) =>
      request.type === 'member.invite' ? work() : fail(failing('server'));
    const plan = value(await it.changes.plan([invite('gil@example.com', 'APPROVER')]));
    expect(states(value(await it.changes.apply(plan.id, yes(plan))).plan)).toEqual(['done', 'failed']);
    const rest = value(await it.changes.finish(plan.id));
    expect(rest.items.map(({ title }) => title)).toEqual(['Make Gil Approver']);
  });

  it('says that a token exists whose secret was lost', async () => {
    const it = await world();
    it.server.onPerform = async (_, work) => {
      work();
      return fail(failing('timeout'));
    };
    const plan = value(await it.changes.plan([createToken('deploy')]));
    const { plan: receipt, reveals } = value(await it.changes.apply(plan.id, yes(plan)));
    expect(receipt.items[0]?.state).toMatchObject({ state: 'failed', error: { retryable: false } });
    expect(reveals).toEqual([]);
    expect(error(await it.changes.finish(plan.id)).kind).toBe('not-supported');
  });

  it('waits as long as the server asks before the same request goes again', async () => {
    const it = await world();
    let tries = 0;
    const slower = {
      ...plainError('server', 'Too many requests.', 'Wait.'),
      kind: 'rate-limited',
      retryAfterMs: 2000,
    } as const;
    it.server.onPerform = async (_, work) => ((tries += 1) < 3 ? fail(slower) : work());
    const plan = value(await it.changes.plan([setRole('dana', 'APPROVER')]));
    expect(states(value(await it.changes.apply(plan.id, yes(plan))).plan)).toEqual(['done']);
    expect(tries).toBe(3);
  });

  it.each([
    ['the plan is stopped', (it: World, planId: string) => it.changes.stop(planId)],
    ['the app closes', (it: World) => void it.changes.close()],
  ])(
    'ends the wait that a server asked for as soon as %s, and doesn’t send the request again',
    async (_, end) => {
      const it = await world({ waits: 'never end' });
      let tries = 0;
      const waiting = new Promise<void>((resolve) => {
        it.server.onPerform = async () => {
          tries += 1;
          setImmediate(resolve);
          return fail({
            ...plainError('server', 'Too many requests.', 'Wait.'),
            kind: 'rate-limited',
            retryable: true,
            retryAfterMs: 50_000,
          });
        };
      });
      const plan = value(await it.changes.plan([setRole('dana', 'APPROVER'), setRole('finn', 'APPROVER')]));
      const applying = it.changes.apply(plan.id, yes(plan));
      await waiting;
      end(it, plan.id);
      const { plan: receipt } = value(await applying);
      expect(tries).toBe(1);
      expect(states(receipt)).toEqual(['failed', 'pending']);
      expect(receipt.items[0]?.state).toMatchObject({
        error: {
          kind: 'rate-limited',
          nextStep: 'The plan was stopped, so it wasn’t sent again. Finish it from the receipt.',
          retryable: true,
        },
      });
      expect(receipt).toMatchObject({ status: 'stopped', unfinished: 2 });
    },
  );

  it('checks again before each request, so that a demotion that would leave no owner is not sent', async () => {
    const it = await world();
    it.server.members.set('w1', [person('ana', 'OWNER'), person('dana', 'EDITOR')]);
    await it.syncAll();
    it.server.onPerform = async (request, work) =>
      request.type === 'member.set-role' && request.userId === 'dana' ? fail(failing('forbidden')) : work();
    const plan = value(await it.changes.plan([setRole('dana', 'OWNER'), setRole('ana', 'EDITOR')]));
    const { plan: receipt } = value(await it.changes.apply(plan.id, yes(plan)));
    expect(states(receipt)).toEqual(['failed', 'failed']);
    expect(it.server.sent).toHaveLength(1);
    expect(roleOf(it.server, 'ana')).toBe('OWNER');
  });
});
