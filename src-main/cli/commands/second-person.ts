import type { Plan } from '../../../src-preload/contract/plan.ts';
import type { Approval, SecondPersons } from '../../../src-preload/contract/second-persons.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { caseless } from '../../../src-preload/shared/normalize.ts';
import { secondPersonField } from '../../../src-preload/shared/plan.ts';
import type { CommandContext } from '../command.ts';
import { CommandEnd } from '../command-end.ts';
import { secretFromFd } from '../runtime/secret-input.ts';
import { secondPersonText as text } from './second-person.text.ts';

type Person = SecondPersons['people'][number];
interface Said {
  sentence: string;
  nextStep: string;
}
const refuse = (said: Said): never => {
  throw new CommandEnd('notConfirmed', said);
};

/** What is needed of a command to ask. */
interface Asking extends Pick<CommandContext, 'via' | 'option'> {
  terminal: Pick<CommandContext['terminal'], 'isInteractive' | 'ask' | 'askSecret'>;
  people(): Promise<readonly Person[]>;
}

/** Who confirms this plan as the second person, with their passphrase; null: it needs none. */
export async function askSecondPerson(
  context: Asking,
  plan: Pick<Plan, 'secondPerson'>,
): Promise<Approval | null> {
  if (plan.secondPerson === undefined) return null;
  // A command that keeps nothing has no second persons, so only an organization can have asked for one.
  if ((await context.via()) === 'server') return refuse(text.stateless);
  const person = await choose(context, await context.people());
  const fd = context.option('second-person-fd');
  if (fd !== undefined) return { personId: person.id, passphrase: secretFromFd('second-person-fd', fd) };
  const { terminal } = context;
  if (!terminal.isInteractive) return refuse(text.passphraseNeeded);
  const passphrase = await terminal.askSecret(text.passphraseOf(person.name));
  return passphrase === null || passphrase === ''
    ? refuse(text.notConfirmed)
    : { personId: person.id, passphrase };
}

async function choose({ option, terminal }: Asking, people: readonly Person[]): Promise<Person> {
  const [only] = people;
  if (only === undefined) return refuse(text.noneSetUp);
  const names = people.map(({ name }) => name);
  const given = option('second-person');
  const isOnly = people.length === 1 && given === undefined;
  const name = isOnly ? only.name : (given ?? (await askName()));
  const found = people.find((one) => caseless(one.name) === caseless(name));
  return found ?? refuse(text.noSuchPerson(name, names));

  async function askName(): Promise<string> {
    if (!terminal.isInteractive) return refuse(text.nameNeeded(names));
    return (await terminal.ask(text.who(names))) ?? refuse(text.notConfirmed);
  }
}

/** Whether a plan wasn't applied because its second person is missing, or isn't the one. */
export const isUnconfirmedBySecond = (error: AppError): boolean =>
  error.kind === 'invalid' && error.fields.some(({ path }) => path === secondPersonField);
