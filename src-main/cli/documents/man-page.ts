import { commands } from '../definitions/commands.ts';
import { commonOptions } from '../definitions/common.ts';
import type { OptionDefinition } from '../definitions/definition.ts';
import { exitCodes } from '../exit-codes.ts';
import { programSummary } from '../program.ts';
import { usageOf } from './markdown.ts';

/** steward(1), from the definitions, for `man -l`. */
export function manPage(): string {
  const all = commands.flatMap(commonOptions);
  const titles = [...new Set(all.map(({ title }) => title))];
  return [
    '.TH STEWARD 1',
    '.SH NAME',
    'steward \\- administer workspaces from the terminal',
    '.SH SYNOPSIS',
    '.B steward',
    '.I command',
    '[options]',
    '.SH DESCRIPTION',
    escaped(programSummary),
    '.SH COMMANDS',
    ...commands.flatMap(({ name, summary, details, arguments: words, options, examples }) => [
      '.TP',
      `.B ${escaped(['steward', name, ...words.map(usageOf)].join(' '))}`,
      escaped(details === undefined ? `${summary}.` : `${summary}. ${details}`),
      ...(options.length > 0 ? ['.RS', ...options.flatMap(optionLines), '.RE'] : []),
      ...examples.flatMap((example) => ['.br', escaped(`steward ${example}`)]),
    ]),
    ...titles.flatMap((title) => {
      const options = all.filter((group) => group.title === title).flatMap((group) => group.options);
      const each = [...new Map(options.map((option) => [option.flags, option])).values()];
      return [`.SH ${escaped(title.toUpperCase())}`, ...each.flatMap(optionLines)];
    }),
    '.SH EXIT STATUS',
    ...Object.values(exitCodes).flatMap(({ code, meaning }) => ['.TP', `.B ${code}`, escaped(meaning)]),
    '.SH ENVIRONMENT',
    '.TP',
    '.B STEWARD_TOKEN',
    escaped('The token for --url.'),
    '.TP',
    '.B NO_COLOR',
    escaped('Turns styles off.'),
    '',
  ].join('\n');
}

const optionLines = ({ flags, summary }: OptionDefinition) => [
  '.TP',
  `.B ${escaped(flags)}`,
  escaped(`${summary}.`),
];

/** Text that troff takes for what it is: a dash is a minus, and no line begins with its own control characters. */
const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('’', '\\(cq')
    .replaceAll('…', '...')
    .replace(/^(['.])/gm, '\\&$1')
    .replaceAll('\n', '\n.br\n');
