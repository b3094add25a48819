import { describe, expect, it, vi } from 'vitest';
import { plainError } from '../../../src-main/base/errors.ts';
import { fail, ok } from '../../../src-preload/shared/result.ts';
import { failing, roleOf, theSecret } from './fake-server.ts';
import { error, states, value, yes } from './plans.ts';
import { createToken, invite, remove, setRole } from './requests.ts';
import { person, token, workspace } from './rows.ts';
import { world, type World } from './world.ts';

const ref = { connectionId: 'c1', workspaceId: 'w1' };

describe('apply', () => {
  it('sends, reads back and writes a receipt, each state on disk before and after its request', async () => {
    const it = await world();
    const plan = value(await it.changes.plan([setRole('dana', 'APPROVER')]));
    const applied = value(await it.changes.apply(plan.id, yes(plan)));
    expect(roleOf(it.server, 'dana')).toBe('APPROVER');
    expect(applied.plan).toMatchObject({ status: 'finished', unfinished: 0 });
    expect(applied.plan.items[0]?.state).toMatchObject({ state: 'done', words: 'Dana is Approver in “W1”.' });
    const onDisk = it.ledger.writes.map((text) => {
      const saved = JSON.parse(text) as typeof plan;
      return `${saved.status} ${states(saved).join()}`;
    });
    expect(onDisk).toEqual([
      'draft pending',
      'applying pending',
      'applying sent',
      'applying done',
      'finished done',
    ]);
    const progress = it.events.filter((event) => event.topic === 'progress');
    expect(progress.map(({ state, done, total }) => [state.state, done, total])).toEqual([
      ['sent', 0, 1],
      ['done', 1, 1],
    ]);
  });

  it('reads nothing again that is under a minute old, and everything before something is taken away', async () => {
    const it = await world();
    const role = value(await it.changes.plan([setRole('dana', 'APPROVER')]));
    await it.changes.apply(role.id, yes(role));
    expect(it.server.fetched.slice(0, 1)).toEqual(['members w1']);
    it.server.fetched.length = 0;
    const removal = value(await it.changes.plan([remove('finn')]));
    await it.changes.apply(removal.id, yes(removal));
    expect(it.server.fetched.slice(0, 3)).toEqual(['workspaces', 'members w1', 'members w1']);
  });

  it('refuses to apply offline, with a warning unconfirmed, or without the text that has to be typed', async () => {
    const it = await world();
    const owner = value(await it.changes.plan([setRole('dana', 'OWNER')]));
    expect(error(await it.changes.apply(owner.id, { typed: '', acknowledged: [] })).kind).toBe('invalid');
    const deletion = value(await it.changes.plan([{ type: 'workspace.delete', ...ref }]));
    expect(error(await it.changes.apply(deletion.id, yes(deletion, 'w1'))).kind).toBe('invalid');
    it.offline = 'You are offline.';
    expect(error(await it.changes.apply(deletion.id, yes(deletion, 'W1'))).kind).toBe('offline');
    it.offline = null;
    expect(it.server.sent).toEqual([]);
    const done = value(await it.changes.apply(deletion.id, yes(deletion, 'W1')));
    expect(states(done.plan)).toEqual(['done']);
    expect(error(await it.changes.apply(deletion.id, yes(deletion, 'W1'))).kind).toBe('not-allowed');
  });

  it('refuses a plan whose basis has moved, says what moved, and keeps the new plan', async () => {
    const it = await world();
    const plan = value(await it.changes.plan([remove('dana')]));
    it.server.members.set('w1', [
      person('ana', 'OWNER'),
      person('dana', 'APPROVER'),
      person('eli', 'APPROVER'),
    ]);
    const refused = error(await it.changes.apply(plan.id, yes(plan)));
    expect(refused.kind).toBe('plan-moved');
    expect(refused.sentence).toBe('Changed since your review: Dana is now Approver (was Collaborator).');
    expect(it.server.sent).toEqual([]);
    const again = value(it.changes.get(plan.id));
    expect(again).toMatchObject({ status: 'draft', items: [{ fact: 'Approver' }] });
    expect(states(value(await it.changes.apply(plan.id, yes(again))).plan)).toEqual(['done']);
  });

  it('refuses when a workspace was renamed or is gone, or a member is gone', async () => {
    const others = [workspace('w2'), workspace('w3')];
    const it = await world({ seed: (server) => server.workspaces.push(...others) });
    const rename = value(
      await it.changes.plan([{ type: 'workspace.update', ...ref, name: 'New', description: '' }]),
    );
    const deletion = value(await it.changes.plan([{ type: 'workspace.delete', ...ref }]));
    const removal = value(await it.changes.plan([remove('dana')]));
    it.server.members.set(
      'w1',
      (it.server.members.get('w1') ?? []).filter(({ userId }) => userId !== 'dana'),
    );
    expect(error(await it.changes.apply(removal.id, yes(removal))).sentence).toContain(
      'Dana is no longer a member',
    );
    it.server.workspaces = [workspace('w1', { name: 'Other' }), ...others];
    it.clock.now += 61_000;
    expect(error(await it.changes.apply(rename.id, yes(rename))).sentence).toContain(
      '“W1” is now called “Other”',
    );
    it.server.workspaces = others;
    expect(error(await it.changes.apply(deletion.id, yes(deletion, 'W1'))).sentence).toContain(
      'is no longer in your list',
    );
    expect(it.server.sent).toEqual([]);
  });

  it('finds the invited person for the second step', async () => {
    const it = await world();
    const plan = value(await it.changes.plan([invite('gil@example.com', 'APPROVER')]));
    const applied = value(await it.changes.apply(plan.id, yes(plan)));
    expect(states(applied.plan)).toEqual(['done', 'done']);
    expect(it.server.sent[1]).toMatchObject({ type: 'member.set-role', userId: 'gil', role: 'APPROVER' });
  });

  it('sends nothing where no change is needed', async () => {
    const it = await world();
    const plan = value(await it.changes.plan([invite('dana@example.com'), invite('gil@example.com')]));
    const applied = value(await it.changes.apply(plan.id, yes(plan)));
    expect(states(applied.plan)).toEqual(['already-so', 'done']);
    expect(it.server.sent).toHaveLength(1);
  });

  it('hands the secret of a new token to the secret store alone', async () => {
    const it = await world();
    const plan = value(await it.changes.plan([createToken('deploy')]));
    const applied = value(await it.changes.apply(plan.id, yes(plan)));
    expect(it.secrets).toEqual([theSecret]);
    expect(applied.reveals).toMatchObject([
      { revealId: 'reveal1', tokenId: 't2', itemId: plan.items[0]?.id },
    ]);
    expect(JSON.stringify([applied, it.ledger.writes, it.events])).not.toContain(theSecret.slice(0, 12));
  });

  it('returns the ID of a new workspace', async () => {
    const it = await world();
    const plan = value(
      await it.changes.plan([
        {
          type: 'workspace.create',
          connectionId: 'c1',
          kind: 'local-dev',
          name: 'Fresh',
          description: '',
          url: 'http://localhost:8080',
          isDefault: false,
        },
      ]),
    );
    expect(value(await it.changes.apply(plan.id, yes(plan))).createdWorkspaceId).toBe('w9');
  });
});

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

describe('a plan can be stopped, and survives being killed', () => {
  it('stops between items', async () => {
    const it = await world();
    const plan = value(await it.changes.plan([setRole('dana', 'APPROVER'), setRole('finn', 'APPROVER')]));
    it.server.onPerform = async (_, work) => {
      it.changes.stop(plan.id);
      return work();
    };
    const { plan: receipt } = value(await it.changes.apply(plan.id, yes(plan)));
    expect(states(receipt)).toEqual(['done', 'pending']);
    expect(receipt.status).toBe('stopped');
  });

  it.each([
    ['the request had arrived', true, 'done'],
    ['the request had not arrived', false, 'failed'],
  ])('reads back after a crash, repeating nothing: %s', async (_, arrived, expected) => {
    const it = await world();
    const plan = value(await it.changes.plan([setRole('dana', 'APPROVER'), setRole('finn', 'APPROVER')]));
    const reached = new Promise<void>((resolve) => {
      it.server.onPerform = (_request, work) => {
        if (arrived) work();
        resolve();
        return new Promise(() => undefined);
      };
    });
    void it.changes.apply(plan.id, yes(plan));
    await reached;
    it.restart();
    it.server.onPerform = null;
    it.server.sent.length = 0;
    await it.changes.recover();
    const receipt = value(it.changes.get(plan.id));
    expect(states(receipt)).toEqual([expected, 'pending']);
    expect(receipt.status).toBe('interrupted');
    expect(it.server.sent).toEqual([]);
    const rest = value(await it.changes.finish(plan.id));
    expect(states(value(await it.changes.apply(rest.id, yes(rest))).plan)).not.toContain('failed');
    expect([roleOf(it.server, 'dana'), roleOf(it.server, 'finn')]).toEqual(['APPROVER', 'APPROVER']);
  });

  it('looks again some minutes later where the server fails after a crash', async () => {
    const it = await world();
    const plan = value(await it.changes.plan([setRole('dana', 'APPROVER')]));
    const reached = new Promise<void>((resolve) => {
      it.server.onPerform = (_request, work) => {
        work();
        resolve();
        return new Promise(() => undefined);
      };
    });
    void it.changes.apply(plan.id, yes(plan));
    await reached;
    it.restart();
    it.server.onFetch = () => plainError('server', 'The server failed.', 'Try again.');
    await it.changes.recover();
    expect(states(value(it.changes.get(plan.id)))).toEqual(['sent']);
    it.server.onFetch = null;
    it.later.at(-1)?.run();
    await vi.waitFor(() => expect(states(value(it.changes.get(plan.id)))).toEqual(['done']));
  });

  it('sends nothing when the disk is full', async () => {
    const it = await world();
    const plan = value(await it.changes.plan([setRole('dana', 'APPROVER')]));
    it.ledger.broken = plainError('disk-full', 'The disk is full.', 'Make room.');
    expect(error(await it.changes.apply(plan.id, yes(plan))).kind).toBe('disk-full');
    expect(it.server.sent).toEqual([]);
  });

  it('says that the receipt isn’t on disk, shows it all the same, and saves it when it closes at the latest', async () => {
    const it = await world();
    const plan = value(await it.changes.plan([createToken('deploy')]));
    it.server.onPerform = async (_, work) => {
      const done = work();
      it.ledger.broken = plainError('disk-full', 'The disk is full.', 'Make room.');
      return done;
    };
    const applied = value(await it.changes.apply(plan.id, yes(plan)));
    expect(applied.unsaved?.sentence).toBe(
      'The receipt couldn’t be saved on this device yet: The disk is full.',
    );
    // The secret of the new token is shown once, so it must not go with the failure.
    expect([states(applied.plan), applied.reveals.length]).toEqual([['done'], 1]);
    expect(it.ledger.plan(plan.id)?.status).toBe('applying');
    expect(value(it.changes.get(plan.id)).status).toBe('finished');
    it.ledger.broken = null;
    await it.changes.close();
    expect(it.ledger.plan(plan.id)).toEqual(applied.plan);
  });
});

describe('undo', () => {
  it('undoes roles, names, invitations and removals', async () => {
    const it = await world();
    const plan = value(
      await it.changes.plan([
        setRole('dana', 'APPROVER'),
        remove('eli'),
        invite('gil@example.com', 'APPROVER'),
        { type: 'workspace.update', ...ref, name: 'New', description: 'x' },
      ]),
    );
    expect(states(value(await it.changes.apply(plan.id, yes(plan))).plan)).toEqual(Array(5).fill('done'));
    const undo = value(await it.changes.undo(plan.id));
    expect(undo.items.map(({ title }) => title)).toEqual([
      'Rename “New” to “W1” and change its description',
      'Remove Gil',
      'Invite eli@example.com',
      'Make eli@example.com Approver',
      'Make Dana Collaborator',
    ]);
    expect(states(value(await it.changes.apply(undo.id, yes(undo))).plan)).toEqual(Array(5).fill('done'));
    expect([roleOf(it.server, 'dana'), roleOf(it.server, 'eli'), roleOf(it.server, 'gil')]).toEqual([
      'EDITOR',
      'APPROVER',
      undefined,
    ]);
  });

  it('revokes a token that was created, and says what can’t be restored', async () => {
    const it = await world();
    const made = value(await it.changes.plan([createToken('deploy')]));
    await it.changes.apply(made.id, yes(made));
    const undo = value(await it.changes.undo(made.id));
    expect(undo.items[0]?.request).toMatchObject({ type: 'token.revoke', tokenId: 't2' });
    it.server.tokens.set('w1', [token('ci', 'dana')]);
    await it.syncAll();
    const revoked = value(
      await it.changes.plan([{ type: 'token.revoke', ...ref, tokenId: 'ci', name: 'ci' }]),
    );
    await it.changes.apply(revoked.id, yes(revoked));
    expect(error(await it.changes.undo(revoked.id)).sentence).toContain('A revoked token can’t be restored.');
  });
});
