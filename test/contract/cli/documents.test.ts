import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { commands } from '../../../src-main/cli/definitions/commands.ts';
import { commandLineMarkdown } from '../../../src-main/cli/documents/markdown.ts';
import { manPage } from '../../../src-main/cli/documents/man-page.ts';
import { outputSchema } from '../../../src-main/cli/json-schema.ts';
import { outputSchemas } from '../../../src-main/cli/output-schemas.ts';
import { buildCommandLine, newProfile, runCommandLine, type Profile } from '../../support/command-line.ts';
import { startTestInstance, type TestInstance } from '../../support/instance.ts';

// A test runs several commands, each a process of its own.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const docs = join(import.meta.dirname, '../../../docs');

describe('what is generated from the definitions', () => {
  it('is what stands in docs/', () => {
    const remade = 'run: node scripts/command-line-docs.mjs, and format';
    expect(withoutLayout(readFileSync(join(docs, 'command-line.md'), 'utf8')), remade).toBe(
      withoutLayout(commandLineMarkdown()),
    );
    expect(readFileSync(join(docs, 'steward.1'), 'utf8'), remade).toBe(manPage());
    expect(readFileSync(join(docs, 'command-line.schema.json'), 'utf8'), remade).toBe(outputSchema());
  });

  it('has a schema of its JSON for every command that needs data, and an example for most', () => {
    const documented = commands.filter(({ kind }) => kind !== 'local').map(({ name }) => name);
    expect(Object.keys(outputSchemas).sort()).toEqual(documented.sort());
  });
});

/** Prettier lays tables out in its own way. */
const withoutLayout = (text: string) => text.replace(/[ -]+/g, ' ').trim();

let server: TestInstance;
let profile: Profile;
let folder: string;

const filesIn = (folder: string) => readdirSync(folder).map((name) => join(folder, name));

/** Words of an example, as a shell reads them. */
const wordsOf = (example: string): string[] =>
  [...example.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

beforeAll(async () => {
  await buildCommandLine();
  server = await startTestInstance();
  profile = await newProfile(server);
  folder = await mkdtemp(join(tmpdir(), 'steward-examples-'));
  await writeFile(join(folder, 'teams.csv'), 'name\nTeam A\nTeam B\n');
  const shown = await profile.run(['workspace', 'show', 'Northwind Production', '--json']);
  const { workspace } = shown.json() as { workspace: { connectionId: string; id: string } };
  const change = {
    type: 'workspace.update',
    connectionId: workspace.connectionId,
    workspaceId: workspace.id,
    name: 'Northwind Production',
    description: 'Live services',
  };
  await writeFile(join(folder, 'changes.json'), JSON.stringify({ changes: [change] }));
});
afterAll(async () => {
  await profile.remove();
  await rm(folder, { recursive: true, force: true });
  await server.close();
});

describe('examples', () => {
  const examples = commands.flatMap(({ examples: own, kind }) => own.map((example) => ({ example, kind })));

  it.each(examples)('run as they stand: steward $example', async ({ example, kind }) => {
    const words = wordsOf(example).map((word) => (/\.(csv|json)$/.test(word) ? join(folder, word) : word));
    const ended = await (kind === 'local' ? runCommandLine(words) : profile.run(words));
    // Before the first fetch of a list, nothing is known of it.
    const isOfThePast = /^(as-of|diff) /.test(example);
    expect([ended.code, ended.stderr]).toEqual([isOfThePast ? 1 : 0, expect.anything()]);
  });
});

describe('the commands of the documents', () => {
  const root = join(docs, '..');
  const pages = [join(root, 'README.md'), ...filesIn(join(docs, 'guide'))];
  /** Commands that name what they are about; a name alone is a mention of it. */
  const shown = pages.flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(/(?:^npm run steward -- |`steward )([^`\n]+)/gm)].map(
      ([, command = '']) => ({ page: relative(root, page), command }),
    ),
  );

  it.each(shown.filter(({ command }) => command.includes(' ')))(
    'run as they stand in $page: steward $command',
    async ({ command }) => {
      const ended = await profile.run(wordsOf(command));
      expect([ended.code, ended.stderr]).toEqual([0, expect.anything()]);
    },
  );
});

describe('completion', () => {
  const complete = async (...words: string[]) => {
    const ended = await runCommandLine(['complete', '--', ...words]);
    return ended.stdout.split('\n').map((line) => line.split('\t')[0]);
  };

  it('offers commands, subcommands, options and fixed values', async () => {
    expect(await complete('me')).toContain('members');
    expect(await complete('members', '')).toEqual(
      expect.arrayContaining(['list', 'invite', 'role', 'remove']),
    );
    expect(await complete('members', 'invite', '--r')).toContain('--role');
    expect(await complete('search', 'x', '--in', '')).toEqual(
      expect.arrayContaining(['people', 'tokens', 'workspaces']),
    );
  });
});
