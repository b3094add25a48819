import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { commandLine } from '../../../scripts/lib/bundle.mjs';
import { createCommandCalls } from '../../../src-main/cli/runtime/calls.ts';
import { startCommandServer, type CommandServer } from '../../../src-main/cli/runtime/socket-server.ts';
import { readCsv } from '../../../src-main/files/csv.ts';
import { fail, ok } from '../../../src-preload/shared/result.ts';
import { plainError } from '../../../src-main/base/errors.ts';
import type { Core } from '../../../src-main/core.ts';
import {
  buildCommandLine,
  newProfile,
  openProfileCore,
  runCommandLine,
  type Profile,
} from '../../support/command-line.ts';
import { valueOf } from '../../support/results.ts';
import { startTestInstance, type TestInstance } from '../../support/instance.ts';
import { hasPseudoTerminal, onTerminal, quoted } from '../../support/pseudo-terminal.ts';

/* The completion scripts in the shells themselves: keys are typed on a terminal, and the program that Enter starts prints its words. */

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const oddName = `Zo's "50%" $HOME & Søn: 🎉 \\ ~`;
const prompt = 'ready> ';

const shells = [
  {
    shell: 'bash',
    start: 'bash --norc --noprofile -i',
    load: (file: string) => `bind 'set bell-style none'; source ${file}; PS1='rea''dy> '`,
  },
  {
    shell: 'zsh',
    start: 'zsh -f -i',
    load: (file: string) => `autoload -Uz compinit; compinit -u -D; source ${file}; PS1='rea''dy> '`,
  },
  {
    shell: 'fish',
    start: 'fish --no-config -i',
    load: (file: string) =>
      `source ${file}; function fish_prompt; echo -n rea''dy'> '; end; set fish_autosuggestion_enabled 0; set fish_greeting`,
  },
] as const;

const isInstalled = (shell: string) => spawnSync(shell, ['--version']).status === 0;

let server: TestInstance;
let profile: Profile;
let core: Core;
let app: CommandServer;
let folder: string;

beforeAll(async () => {
  await buildCommandLine();
  server = await startTestInstance();
  profile = await newProfile(server);
  core = await openProfileCore(profile.folder);
  app = await startCommandServer({
    folder: profile.folder,
    calls: () =>
      ok(
        createCommandCalls({
          core,
          reveals: { reveal: () => fail(plainError('not-found', 'Gone.', '')), forget: () => undefined },
          readList: (text) => Promise.resolve(readCsv(text)),
        }),
      ),
  });
  folder = await mkdtemp(join(tmpdir(), 'steward-shells-'));
  await symlink(profile.folder, join(folder, 'Steward'));
  const program = `#!/bin/sh
if [ "$1" = complete ] && [ "$2" = -- ]; then exec ${quoted(process.execPath)} ${quoted(commandLine)} "$@"; fi
printf 'words:'; printf '<%s>' "$@"; printf '\\n'
`;
  await writeFile(join(folder, 'steward'), program, { mode: 0o755 });
  for (const { shell } of shells)
    await writeFile(join(folder, `steward.${shell}`), (await runCommandLine(['completion', shell])).stdout);
  const run = (...words: string[]) => runCommandLine([...words, '--profile', profile.folder]);
  await run('members', 'list', 'Northwind Production');
  const [first] = core.connections.list();
  if (first === undefined) throw new Error('The profile has no connection');
  const { id: connectionId, badge, colour } = first;
  valueOf(await core.connections.update({ connectionId, badge, colour, label: oddName }));
  await run('workspace', 'list', '--refresh');
});
afterAll(async () => {
  await app.close();
  await core.close();
  await profile.remove();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

describe.each(shells)('completion in $shell', ({ shell, start, load }) => {
  /** What the program was given after Tab was pressed at the end of `line`, and Enter once `shown` appeared. */
  const completed = async (line: string, shown: string) => {
    const { screen } = await onTerminal(start, {
      types: [
        ['', `${load(join(folder, `steward.${shell}`))}\r`],
        [prompt, `${line}\t`],
        [shown, '\r'],
        ['words:', ''],
        ['\n', 'exit\r'],
      ],
      env: {
        PATH: `${folder}:${process.env['PATH'] ?? ''}`,
        HOME: folder,
        XDG_CONFIG_HOME: folder,
        LANG: 'C.UTF-8',
      },
    });
    return { given: /words:(.*)\r?\n/.exec(screen)?.[1]?.trim() ?? '', screen };
  };

  it.skipIf(!hasPseudoTerminal || !isInstalled(shell)).each([
    ['a command', 'steward mem', 'members', '<members>'],
    ['a subcommand', 'steward members inv', 'invite', '<members><invite>'],
    ['an option', 'steward members invite --ro', '--role', '<members><invite><--role>'],
    [
      'a name with a space',
      'steward workspace show Northwind\\ Pr',
      'oduction',
      '<workspace><show><Northwind Production>',
    ],
    [
      'a name whose quote was opened',
      'steward workspace show "Northwind Pr',
      'oduction',
      '<workspace><show><Northwind Production>',
    ],
    [
      'an e-mail beyond its @',
      'steward members remove Northwind\\ Production april.nguyen@no',
      'northwind.example',
      '<members><remove><Northwind Production><april.nguyen@northwind.example>',
    ],
    [
      'a name of signs that mean something to a shell',
      'steward connections show Zo',
      'Søn',
      `<connections><show><${oddName}>`,
    ],
  ])('completes %s', async (_what, line, shown, words) => {
    const { given, screen } = await completed(line, shown);
    expect([given, screen]).toEqual([words, expect.any(String)]);
  });
});
