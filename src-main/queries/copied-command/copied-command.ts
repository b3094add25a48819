import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import { caseless } from '../../../src-preload/shared/normalize.ts';
import { ok, type Result } from '../../../src-preload/shared/result.ts';
import type { Core } from '../../core.ts';
import { commandWords, type CommandNames, type CommandWords } from './command-words.ts';
import { requestsOfPlan } from './plan-requests.ts';
import { isPastable, pastableJson, quoted, type Shell } from '../../../src-preload/shared/shell.ts';

/** How the command line is started from a terminal of this computer. */
export interface CommandLine {
  /** The words before the command: `steward`, or npm's from the repository. */
  program: readonly string[];
  /** The app's data folder, where it isn't the one that commands take. */
  profile: string | null;
  shell: Shell;
}

/** The command that makes the changes of a plan or of a form, to be pasted into a terminal. It holds no secret: changes have none. */
export const copiedCommand =
  (line: CommandLine) =>
  (core: Core, asked: { planId: string } | { requests: readonly ChangeRequest[] }): Result<string> => {
    if ('requests' in asked) return ok(commandText(asked.requests, line, namesIn(core, line.shell)));
    const plan = core.changes.get(asked.planId);
    return plan.ok ? ok(commandText(requestsOfPlan(plan.value), line, namesIn(core, line.shell))) : plan;
  };

/** The text of the command. What its own words can't say, and what can't be pasted, goes to `apply` as JSON. */
export function commandText(
  requests: readonly ChangeRequest[],
  line: CommandLine,
  names: CommandNames,
): string {
  const { shell } = line;
  const text = (words: readonly string[]) => words.map((word) => quoted(word, shell)).join(' ');
  const profile = line.profile === null ? [] : ['--profile', line.profile];
  const found = commandWords(requests, names);
  if (
    found !== null &&
    isShort(found) &&
    [...found.options, ...found.arguments].every((word) => isPastable(word, shell))
  ) {
    // A name may begin as an option does.
    const end = found.arguments.some((word) => word.startsWith('-')) ? ['--'] : [];
    return text([...line.program, ...found.options, ...profile, ...end, ...found.arguments]);
  }
  const reveal = requests.some(({ type }) => type === 'token.create' || type === 'token.rotate')
    ? ['--reveal']
    : [];
  const apply = text([...line.program, 'apply', '-', ...reveal, ...profile]);
  const json = pastableJson({ changes: requests }, shell);
  return shell === 'posix' ? `${apply} <<'CHANGES'\n${json}\nCHANGES` : `'${json}' | ${apply}`;
}

/** A command line may be 32 KB on Windows; a hundred people read better as a list anyway. */
const isShort = ({ arguments: words }: CommandWords): boolean =>
  words.length <= 100 && words.join(' ').length < 8000;

/** Names where they name one thing, else IDs. */
function namesIn(core: Core, shell: Shell): CommandNames {
  const connections = core.connections.list();
  const pick = (id: string, all: readonly { id: string; name: string }[]): string => {
    const own = all.find((one) => one.id === id);
    if (own === undefined || own.name === '' || !isPastable(own.name, shell)) return id;
    const key = caseless(own.name);
    const isOnly = all.every((one) => one.id === id || (caseless(one.name) !== key && one.id !== own.name));
    return isOnly ? own.name : id;
  };
  return {
    connection: (id) =>
      pick(
        id,
        connections.map((one) => ({ id: one.id, name: one.label })),
      ),
    hasTypes: (id) => connections.find((one) => one.id === id)?.system.createFields.includes('type') === true,
    place: (connectionId, id) =>
      pick(id, core.store.roster.workspaces(connectionId, core.clock.nowFor(connectionId))),
  };
}
