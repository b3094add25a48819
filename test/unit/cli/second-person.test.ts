import { describe, expect, it } from 'vitest';
import { CommandEnd } from '../../../src-main/cli/command-end.ts';
import { askSecondPerson } from '../../../src-main/cli/commands/second-person.ts';

const people = [
  { id: 'p1', name: 'Grace Hopper' },
  { id: 'p2', name: 'Alan Turing' },
];

/** A command without, or with, a person at its terminal who answers this in turn. */
function contextOf({
  via = 'profile',
  known = people,
  options = {},
  answers,
}: {
  via?: 'profile' | 'server';
  known?: typeof people;
  options?: Readonly<Record<string, string>>;
  answers?: string[];
} = {}) {
  const next = async () => answers?.shift() ?? null;
  return {
    via: async () => via,
    option: (name: string) => options[name],
    people: async () => known,
    terminal: {
      isInteractive: answers !== undefined,
      ask: next,
      askSecret: next,
    },
  };
}
const needing = { secondPerson: 'It removes 3 things.' };
const endOf = async (context: ReturnType<typeof contextOf>) => {
  const end = await askSecondPerson(context, needing).catch((cause: unknown) => cause);
  return end instanceof CommandEnd ? [end.exit, end.sentence] : end;
};

describe('who confirms a command as the second person', () => {
  it('is asked for where there are several, on a terminal', async () => {
    const context = contextOf({ answers: ['alan turing', 'alan knows that one'] });
    expect(await askSecondPerson(context, needing)).toEqual({
      personId: 'p2',
      passphrase: 'alan knows that one',
    });
  });

  it('needs no question where there is one, or where the plan needs none', async () => {
    const one = contextOf({ known: people.slice(0, 1), answers: ['grace knows this one'] });
    expect(await askSecondPerson(one, needing)).toMatchObject({ personId: 'p1' });
    expect(await askSecondPerson(contextOf(), {})).toBe(null);
  });

  it.each([
    ['several and no name', contextOf(), 'There are several second persons.'],
    ['none', contextOf({ known: [] }), 'A second person has to confirm this, and there’s none yet.'],
    [
      'a command that keeps nothing, where the policy demands one',
      contextOf({ via: 'server' }),
      'A second person has to confirm this, and a command with --url knows none.',
    ],
    [
      'an empty answer',
      contextOf({ answers: ['Grace Hopper', ''] }),
      'Not confirmed by a second person. Nothing was sent.',
    ],
  ])('ends the command with: %s', async (_what, context, sentence) => {
    expect(await endOf(context)).toEqual(['notConfirmed', sentence]);
  });
});
