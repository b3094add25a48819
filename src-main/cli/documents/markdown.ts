import { programSummary } from '../program.ts';
import { commands } from '../definitions/commands.ts';
import { commonOptions } from '../definitions/common.ts';
import type { CommandDefinition, OptionDefinition } from '../definitions/definition.ts';
import { exitCodes } from '../exit-codes.ts';

/** docs/command-line.md, from the definitions. */
export function commandLineMarkdown(): string {
  return (
    [
      '# Command line',
      `${programSummary} Run it as \`npm run steward -- …\` from the repository, and as \`steward …\` from the packages for Linux.`,
      'This page is generated from `src-main/cli/definitions/`: `node scripts/command-line-docs.mjs` writes it.',
      '## Where the data comes from',
      [
        '- **The app is open.** Commands go through it over a socket that only you can open, so there is one writer. The folder of the profile is private, and both sides prove that they know the secret of a file that only you can read. Node can’t ask who is at the other end of a socket, so that file stands for it.',
        '- **The app is closed.** The command opens the profile itself, under the folder’s lock. It asks for the vault’s passphrase, or reads it with `--passphrase-fd N`. The built-in server is started for the time of a command that asks it.',
        '- **The app is closed, and the vault is in the system’s keyring.** Only the app can ask for that key, so the command starts Steward without a window and goes through it. It ends a few seconds after its last command; if you open the app meanwhile, it shows its window. It needs no display, so ssh and cron work, but the keyring has to be unlocked: sign in to the desktop. The session bus is found under `/run/user` where the environment doesn’t name it. From the repository, `npm start` has to have run once.',
        '- **Without a profile.** `--url` asks a server alone. The token comes from `STEWARD_TOKEN`, `--token-fd N` or a prompt, never from an argument. On Linux the working copy is kept in memory; elsewhere, and where `/dev/shm` has little room and the disk more, it’s a temporary file, encrypted with a key that only memory holds and removed at the end.',
      ].join('\n'),
      '## Output',
      [
        '- Results go to standard output; how old they are, questions, progress and errors go to standard error.',
        '- `--json` prints one document, in the shape that [the JSON Schema](command-line.schema.json) has for the command; fields may be added, none is removed. A command that ends with an error prints `{"error": …}`, with the name of its exit code.',
        '- `--ndjson` prints one line for each row of a list, and no errors: standard error and the exit code say what is missing.',
        '- Lists come from the local copy. One that was never fetched is fetched first; `--refresh` and `--max-age` fetch more, `--offline` nothing. `who`, `search` and exports of all connections read the copies as they are, unless `--refresh` or `--max-age` is given.',
        '- Tables are cut to the width of a terminal, never in a pipe. `NO_COLOR` turns styles off.',
      ].join('\n'),
      '## Completion',
      '`steward completion bash`, `zsh` or `fish` prints the script of a shell. Tab completes names while Steward is open, and for a few seconds after a command that started it without a window. Otherwise its data can’t be read without a secret, and Tab asks for none: it completes commands, options and fixed values.',
      '## Changes',
      'Every change is a plan of the app’s own engine: checked first, applied item by item, read back, and kept as a receipt. `--dry-run` shows the plan. `--yes` answers the question; what the app has you type needs `--confirm NAME`. Where a second person has to confirm, the command asks them for their passphrase on the terminal, or reads it with `--second-person-fd N`; it’s never an argument or a variable. `--second-person NAME` says who, where there are several. Without it nothing is sent, and the command ends with 4. A command with `--url` knows no second persons, so it asks for none; where your organization’s policy demands one, it refuses. The first Ctrl+C ends after the change on its way and prints the receipt. “Copy as command” in the app’s dialogs, plans and receipts copies the command for the same changes.',
      'A file of changes has this shape. Plans and receipts show the same objects with `--json`. With `--url`, they’re all for that server, whatever their `connectionId` says:',
      '```json\n{\n  "changes": [{ "type": "workspace.leave", "connectionId": "…", "workspaceId": "…" }]\n}\n```',
      '## Exit codes',
      table(
        ['Code', 'Meaning'],
        Object.values(exitCodes).map(({ code, meaning }) => [String(code), meaning]),
      ),
      '## Options of many commands',
      ...optionGroups().map(({ title, options }) => `### ${title}\n\n${optionTable(options)}`),
      '## Commands',
      ...commands.map(commandMarkdown),
      '',
    ]
      .join('\n\n')
      .trimEnd() + '\n'
  );
}

/** Every group once, with all of its options. */
function optionGroups() {
  const all = commands.flatMap(commonOptions);
  return [...new Set(all.map(({ title }) => title))].map((title) => {
    const options = all.filter((group) => group.title === title).flatMap((group) => group.options);
    return { title, options: [...new Map(options.map((option) => [option.flags, option])).values()] };
  });
}

function commandMarkdown(definition: CommandDefinition): string {
  const { name, summary, details, arguments: words, options, examples } = definition;
  const rows = [
    ...words.map((word): [string, string] => [`\`${usageOf(word)}\``, word.summary]),
    ...options.map((option): [string, string] => [`\`${option.flags}\``, option.summary]),
  ];
  return [
    `### steward ${name}`,
    details === undefined ? `${summary}.` : `${summary}. ${details}`,
    ...(rows.length > 0 ? [table(['Argument or option', 'Meaning'], rows)] : []),
    ...(examples.length > 0
      ? [`\`\`\`sh\n${examples.map((one) => `steward ${one}`).join('\n')}\n\`\`\``]
      : []),
  ].join('\n\n');
}

/** How an argument is written in a usage line. */
export const usageOf = ({ name, optional, many }: CommandDefinition['arguments'][number]): string => {
  const inside = `${name}${many ? '...' : ''}`;
  return optional ? `[${inside}]` : `<${inside}>`;
};

const optionTable = (options: readonly OptionDefinition[]) =>
  table(
    ['Option', 'Meaning'],
    options.map(({ flags, summary }) => [`\`${flags}\``, summary]),
  );

function table(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  const escaped = rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = headers.map((header, at) =>
    Math.max(header.length, ...escaped.map((row) => (row[at] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [
    line(headers),
    `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`,
    ...escaped.map(line),
  ].join('\n');
}
