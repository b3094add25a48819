import { describe, expect, it } from 'vitest';
import { createSecondPersonControl } from '../../../src-main/second-person/second-persons.ts';
import { waitAfter } from '../../../src-main/second-person/attempts.ts';
import type { Settings } from '../../../src-preload/shared/settings/types.ts';
import { fail, ok } from '../../../src-preload/shared/result.ts';
import { plainError } from '../../../src-main/base/errors.ts';
import { errorOf, present, valueOf } from '../../support/results.ts';

const hers = 'grace knows this one';
const his = 'alan knows that one';

/** Second persons over a vault in memory, which a new start finds as it was left. */
function setUp(managed: Partial<Settings> = {}) {
  const slots = new Map<string, string>();
  const clock = { now: 1_000_000 };
  const vault = { isReadable: true, isWritable: true };
  let ids = 0;
  const open = () =>
    createSecondPersonControl({
      vault: {
        held: (owner) => ({
          get: (name) =>
            vault.isReadable
              ? ok(slots.get(`${owner} ${name}`) ?? null)
              : fail(plainError('vault-unavailable', 'It can’t be read.', '')),
          async put(name, secret) {
            if (!vault.isWritable) return fail(plainError('disk-full', 'The disk is full.', ''));
            slots.set(`${owner} ${name}`, secret);
            return ok(null);
          },
          async drop(name) {
            slots.delete(`${owner} ${name}`);
            return ok(null);
          },
        }),
      },
      managed,
      now: () => clock.now,
      newId: () => `p${(ids += 1)}`,
      scryptCost: 2 ** 14,
    });
  return { control: open(), open, slots, clock, vault };
}

/** With Grace, and switched on. */
async function withGrace(managed: Partial<Settings> = {}) {
  const it = setUp(managed);
  const { people } = valueOf(await it.control.add({ name: 'Grace Hopper', passphrase: hers }));
  if (managed.secondPerson === undefined)
    valueOf(await it.control.settingsHome.write({ secondPerson: true }));
  const personId = present(people[0], 'second person').id;
  return { ...it, grace: { personId, passphrase: hers }, mistaken: { personId, passphrase: 'not hers' } };
}

describe('a second person', () => {
  it('is known by the passphrase that they chose, and by no other', async () => {
    const { control, grace, mistaken } = await withGrace();
    expect(valueOf(await control.check(grace))).toEqual({ name: 'Grace Hopper' });
    expect(errorOf(await control.check(mistaken))).toMatchObject({
      kind: 'invalid',
      sentence: 'That isn’t the passphrase of Grace Hopper.',
      fields: [{ path: 'approvedBy' }],
    });
  });

  it('has no passphrase kept anywhere, only what checks it', async () => {
    const { slots } = await withGrace();
    expect([...slots.keys()]).toEqual(['second-person record']);
    expect([...slots.values()].join()).not.toContain(hers);
  });

  it('is listed by name alone, and another one needs another name', async () => {
    const { control, grace } = await withGrace();
    const again = await control.add({ name: ' grace  hopper ', passphrase: his, approvedBy: grace });
    expect(errorOf(again)).toMatchObject({
      sentence: 'There’s already a second person called “Grace Hopper”.',
      fields: [{ path: 'name' }],
    });
    expect(errorOf(await control.add({ name: ' ', passphrase: his, approvedBy: grace })).sentence).toBe(
      'Enter a name.',
    );
    expect(valueOf(control.list())).toEqual({
      people: [{ id: grace.personId, name: 'Grace Hopper' }],
      guarded: true,
    });
  });

  it('keeps the passphrase and the id under another name', async () => {
    const { control, grace } = await withGrace();
    valueOf(await control.rename({ id: grace.personId, name: 'Rear Admiral Hopper', approvedBy: grace }));
    expect(valueOf(await control.check(grace))).toEqual({ name: 'Rear Admiral Hopper' });
  });
});

describe('what weakens the control needs a second person', () => {
  it('is free while it is off', async () => {
    const { control } = setUp();
    const added = valueOf(await control.add({ name: 'Grace', passphrase: hers }));
    expect(added.guarded).toBe(false);
    valueOf(await control.settingsHome.write({ secondPersonFromRemovals: 40 }));
    expect(
      valueOf(await control.remove({ id: present(added.people[0], 'second person').id })).people,
    ).toEqual([]);
  });

  it('can’t be switched on without anyone to ask', async () => {
    const { control } = setUp();
    expect(errorOf(await control.settingsHome.write({ secondPerson: true })).sentence).toBe(
      'There’s no second person yet.',
    );
    expect(control.settingsHome.read('secondPerson')).toBe(false);
  });

  it.each([
    ['switching it off', { secondPerson: false }],
    ['asking from more removals on', { secondPersonFromRemovals: 7 }],
  ] as const)('%s', async (_what, values) => {
    const { control, grace, mistaken } = await withGrace();
    const before = ['secondPerson', 'secondPersonFromRemovals'] as const;
    const read = () => before.map((key) => control.settingsHome.read(key));
    expect(errorOf(await control.settingsHome.write(values)).sentence).toBe(
      'This change needs the passphrase of a second person.',
    );
    expect(errorOf(await control.changeSettings({ values, approvedBy: mistaken })).kind).toBe('invalid');
    expect(read()).toEqual([true, 6]);
    valueOf(await control.changeSettings({ values, approvedBy: grace }));
    expect(read()).not.toEqual([true, 6]);
  });

  it('asking from fewer removals on needs none', async () => {
    const { control } = await withGrace();
    valueOf(await control.settingsHome.write({ secondPersonFromRemovals: 2 }));
    expect(control.settingsHome.read('secondPersonFromRemovals')).toBe(2);
  });

  it('another second person, another name and a removal', async () => {
    const { control, grace } = await withGrace();
    const id = grace.personId;
    for (const refused of [
      await control.add({ name: 'Me Again', passphrase: his }),
      await control.rename({ id, name: 'Someone Else' }),
      await control.remove({ id }),
    ])
      expect(errorOf(refused).sentence).toBe('This change needs the passphrase of a second person.');
    const both = valueOf(await control.add({ name: 'Alan Turing', passphrase: his, approvedBy: grace }));
    const alan = { personId: present(both.people[1], 'second person').id, passphrase: his };
    expect(valueOf(await control.remove({ id, approvedBy: alan })).people).toEqual([
      { id: alan.personId, name: 'Alan Turing' },
    ]);
  });

  it('the last one stays while it is on: the next could be added by anyone', async () => {
    const { control, grace } = await withGrace();
    expect(errorOf(await control.remove({ id: grace.personId, approvedBy: grace })).sentence).toBe(
      'This is the only second person.',
    );
  });

  it('is what the organization decides, and isn’t changed here then', async () => {
    const { control, grace } = await withGrace({ secondPerson: true, secondPersonFromRemovals: 3 });
    expect(valueOf(control.list()).guarded).toBe(true);
    const refused = await control.changeSettings({ values: { secondPerson: false }, approvedBy: grace });
    expect(errorOf(refused)).toMatchObject({ kind: 'not-allowed' });
    expect(errorOf(await control.add({ name: 'Me Again', passphrase: his })).kind).toBe('invalid');
  });

  it('what can’t be read asks for a second person with everything', async () => {
    const { control, vault, grace, slots } = await withGrace();
    vault.isReadable = false;
    expect(control.settingsHome.read('secondPerson')).toBe(true);
    expect(control.settingsHome.read('secondPersonFromRemovals')).toBe(1);
    expect(errorOf(await control.check(grace)).kind).toBe('vault-unavailable');
    vault.isReadable = true;
    slots.set('second-person record', '{"isOn":false}');
    expect(control.settingsHome.read('secondPerson')).toBe(true);
    expect(errorOf(await control.changeSettings({ values: { secondPerson: false } })).kind).toBe(
      'vault-unavailable',
    );
  });
});

describe('wrong passphrases', () => {
  it('slow down the next ones, also over a restart, until a right one', async () => {
    const { control, open, clock, grace, mistaken } = await withGrace();
    await control.check(mistaken);
    await control.check(mistaken);
    expect(errorOf(await control.check(mistaken)).nextStep).toBe('Try again in 30 seconds.');
    const restarted = open();
    expect(errorOf(await restarted.check(grace))).toMatchObject({
      sentence: 'Too many wrong passphrases.',
      nextStep: 'Try again in 30 seconds.',
    });
    clock.now += 30_000;
    expect(errorOf(await restarted.check(mistaken)).nextStep).toBe('Try again in 1 minute.');
    clock.now += 60_000;
    valueOf(await restarted.check(grace));
    expect(errorOf(await restarted.check(mistaken)).nextStep).toBe('Try again.');
  });

  it('count as many when they are entered at once', async () => {
    const { control, mistaken } = await withGrace();
    const answers = await Promise.all(Array.from({ length: 6 }, () => control.check(mistaken)));
    const sentences = answers.map((answer) => errorOf(answer).sentence);
    expect(sentences.filter((sentence) => sentence === 'Too many wrong passphrases.')).toHaveLength(3);
  });

  it('are counted before they are checked: what can’t be counted isn’t tried', async () => {
    const { control, vault, grace } = await withGrace();
    vault.isWritable = false;
    expect(errorOf(await control.check(grace)).sentence).toBe('The disk is full.');
  });

  it.each([
    ['nothing after two', 2, 0, 0],
    ['half a minute after three', 3, 0, 30_000],
    ['a quarter of an hour at most', 40, 0, 900_000],
    ['what is left of it later', 3, 10_000, 20_000],
    ['nothing once it is over', 3, 30_000, 0],
    ['no longer than ever with a clock that was set back', 3, -86_400_000, 30_000],
  ])('make it wait: %s', (_what, count, later, wait) => {
    expect(waitAfter({ count, at: 1_000_000 }, 1_000_000 + later)).toBe(wait);
  });
});
