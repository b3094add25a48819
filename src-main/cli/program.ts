import { Argument, Command, CommanderError, Option } from 'commander';
import type { CommandInput } from './command.ts';
import { commands, groups } from './definitions/commands.ts';
import { commonOptions } from './definitions/common.ts';
import { nameOf, type CommandDefinition, type OptionDefinition } from './definitions/definition.ts';

/*
 * commander reads the words: it has subcommands, help in groups and suggestions for typing mistakes, is one file without dependencies, and
 * loads in a few milliseconds, where yargs takes as long as Node itself.
 */

export const programSummary =
  'Administer workspaces from the terminal: the same checks, plans and receipts as in the app.';

/** Put in by the build (`scripts/cli.vite.config.ts`): the last two are empty where no package is made. */
declare const stewardVersion: string;
declare const buildCommit: string;
declare const buildDate: string;

/** `steward 1.2.3 (0123456789ab, 2026-01-31)`; without the brackets where it runs from the repository. */
function versionText(): string {
  if (buildCommit === '') return `steward ${stewardVersion}`;
  return `steward ${stewardVersion} (${buildCommit.slice(0, 12)}, ${buildDate.slice(0, 10)})`;
}

/**
 * The program that reads these words. It has the command that they begin with; all of them where they name none, for help and suggestions.
 * `run` is called with the one that was chosen.
 */
export function createProgram(
  words: readonly string[],
  run: (definition: CommandDefinition, input: CommandInput) => Promise<void>,
): Command {
  const [firstWord, secondWord] = words;
  const named = commands.find(({ name }) => name === firstWord || name === `${firstWord} ${secondWord}`);
  const program = new Command('steward')
    .description(programSummary)
    .usage('<command> [options]')
    .version(versionText(), '--version', 'show the version and what it was built from')
    .helpCommand('help [command]', 'Show the help of a command')
    .exitOverride()
    .showHelpAfterError('Run the command with --help to see how it’s used.')
    .configureHelp({ showGlobalOptions: false });
  const parents = new Map(
    groups.map(({ name, summary }) => [name, program.command(name).description(summary).helpCommand(false)]),
  );
  for (const definition of named === undefined ? commands : [named]) {
    const [first = '', second] = definition.name.split(' ');
    const parent = second === undefined ? program : (parents.get(first) ?? program);
    const command = parent
      .command(second ?? first)
      .description(textOf(definition))
      .summary(definition.summary);
    for (const { name, summary, optional, many } of definition.arguments)
      command.addArgument(new Argument(bracketed(name, optional, many), summary));
    for (const option of definition.options) command.addOption(optionOf(option));
    for (const { title, options } of commonOptions(definition)) {
      command.optionsGroup(`${title}:`);
      for (const option of options) command.addOption(optionOf(option));
    }
    if (definition.examples.length > 0) {
      const lines = definition.examples.map((example) => `  steward ${example}`);
      command.addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
    }
    command.action(() => {
      const problem = problemOf(definition, command);
      if (problem !== null) command.error(`error: ${problem}`);
      return run(definition, inputOf(definition, command));
    });
  }
  return program;
}

/** Whether an error of commander's says that help or the version was printed. */
export const isHelp = (error: unknown): boolean => error instanceof CommanderError && error.exitCode === 0;

export { CommanderError };

const textOf = ({ summary, details }: CommandDefinition) =>
  details === undefined ? `${summary}.` : `${summary}.\n${details}`;

const bracketed = (name: string, optional = false, many = false) => {
  const inside = `${name}${many ? '...' : ''}`;
  return optional ? `[${inside}]` : `<${inside}>`;
};

function optionOf({ flags, summary, many }: OptionDefinition): Option {
  const option = new Option(flags, summary);
  return many ? option.argParser((value: string, before: string[] = []) => [...before, value]) : option;
}

/** What is wrong with words and options that are right one by one; null: nothing. Nothing that was given is left out without a word. */
function problemOf(definition: CommandDefinition, command: Command): string | null {
  // A variable of a script that holds nothing would name everything, or the first of several.
  for (const { name } of definition.arguments)
    if (inputOf(definition, command).arguments(name).includes('')) return `argument '${name}' is empty`;
  const options = [...definition.options, ...commonOptions(definition).flatMap((group) => group.options)];
  for (const option of options)
    if (option.mayBeEmpty !== true && inputOf(definition, command).options(nameOf(option)).includes(''))
      return `--${nameOf(option)} is empty`;
  const isGiven = (name: string) => command.getOptionValueSource(camelCase(name)) === 'cli';
  for (const option of options.filter((one) => isGiven(nameOf(one)))) {
    const other = option.excludes?.find(isGiven);
    if (other !== undefined) return `--${nameOf(option)} can’t be used with --${other}`;
    if (option.needs !== undefined && !isGiven(option.needs))
      return `--${nameOf(option)} needs --${option.needs}`;
  }
  return null;
}

/** Reads what commander has parsed by the names of the definition. */
function inputOf(definition: CommandDefinition, command: Command): CommandInput {
  const given: Record<string, unknown> = command.opts();
  const words: Record<string, unknown> = Object.fromEntries(
    definition.arguments.map(({ name }, at) => [name, command.processedArgs[at]]),
  );
  const texts = (value: unknown): string[] =>
    Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [];
  return {
    argument: (name) => texts(words[name])[0] ?? '',
    arguments: (name) => texts(words[name]),
    option: (name) => texts(given[camelCase(name)]).at(-1),
    options: (name) => texts(given[camelCase(name)]),
    flag: (name) => given[camelCase(name)] === true,
  };
}

const camelCase = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
