import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { errorSentences } from '../../../scripts/lib/error-sentences.mjs';
import { troubleshootingMarkdown } from '../../../scripts/lib/troubleshooting.mjs';
import { commands } from '../../../src-main/cli/definitions/commands.ts';
import { settingsSections } from '../../../src-preload/shared/settings/sections.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

const manifest = z.object({ scripts: z.record(z.string(), z.string()) });

const filesIn = (folder: string, ...endings: string[]) =>
  readdirSync(join(root, folder), { recursive: true })
    .map((name) => `${folder}/${String(name)}`)
    .filter((name) => endings.some((ending) => name.endsWith(ending)));

const atRoot = readdirSync(root).filter((name) => name.endsWith('.md'));
const documents = [...atRoot, ...filesIn('docs', '.md')];
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The paths of this repository that a text names in code or links to. */
function pathsIn(text: string): string[] {
  const named = [...text.matchAll(/`((?:src-main|src-preload|src-renderer|scripts|test|docs)\/[^\s`]*)`/g)];
  return named.map(([, path = '']) => path).filter((path) => !path.includes('*'));
}

/** Links to files of this repository, as they stand. */
const linksIn = (text: string) =>
  [...text.matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(([, target = '']) => target);

/** What a heading is linked to by. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');

function isBroken(document: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? document : join(dirname(document), path);
  if (!existsSync(join(root, target))) return true;
  if (anchor === undefined) return false;
  const headings = [...read(target).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading));
  return !headings.includes(anchor);
}

/** Prettier lays tables out in its own way. */
const withoutLayout = (text: string) => text.replace(/[ -]+/g, ' ').trim();

const scriptsOf = (text: string) =>
  [...text.matchAll(/npm (?:run )?([\w:-]+)/g)].map(([, name = '']) => name);

const readers: Readonly<Record<string, readonly string[]>> = {
  start: ['src-main/index.ts'],
  instance: filesIn('src-main/local-instance', '.ts'),
  steward: filesIn('src-main/cli/definitions', '.ts'),
  bench: filesIn('test/bench', '.ts'),
  torture: filesIn('test/torture', '.ts'),
};

/** What reads the options of an npm script: the script itself, and what it runs. */
const readersOf = (script: string) =>
  [`scripts/${script}.mjs`, ...(readers[script] ?? [])].map(read).join('\n');

const optionsIn = (words: string) =>
  [...words.matchAll(/(?<![\w-])--([a-z][\w-]*)/g)].map(([, option = '']) => option);

describe('the documents', () => {
  it.each(documents)('it finds every file and folder that %s names', (document) => {
    const missing = pathsIn(read(document)).filter((path) => !existsSync(join(root, path)));
    expect(missing).toEqual([]);
  });

  it.each(documents)('it finds every npm script that %s names', (document) => {
    const { scripts } = manifest.parse(JSON.parse(read('package.json')));
    const missing = scriptsOf(read(document)).filter((name) => !(name in scripts));
    expect(missing).toEqual([]);
  });

  it.each(documents)('it knows every option of an npm script that %s names', (document) => {
    const shown = [...read(document).matchAll(/npm (?:run )?([\w:-]+) -- ((?:[^`\n|]| \|)+)/g)];
    const unknown = shown.flatMap(([, script = '', words = '']) => {
      const known = readersOf(script);
      return optionsIn(words).filter((option) => !known.includes(option));
    });
    expect(unknown).toEqual([]);
  });

  it.each(['README.md', 'docs/development.md'])('it knows every option that %s names alone', (page) => {
    const known = Object.keys(readers).map(readersOf).join('\n');
    const named = [...read(page).matchAll(/`(--[^`]+)`/g)].flatMap(([, words = '']) => optionsIn(words));
    expect(named.filter((option) => !known.includes(option))).toEqual([]);
  });

  it('it says in the architecture what every folder of the main process is for', () => {
    const architecture = read('docs/architecture.md');
    const folders = readdirSync(join(root, 'src-main'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    const missing = folders.filter(({ name }) => !architecture.includes(`src-main/${name}/`));
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  it('it names packages as they are made', () => {
    const { version } = z.object({ version: z.string() }).parse(JSON.parse(read('package.json')));
    const named = [...read('docs/guide/install.md').matchAll(/[\w.-]+\.(?:deb|rpm)\b(?=\n)/g)].map(
      ([name]) => name,
    );
    expect(named).toEqual([`steward-${version}-x64.deb`, `steward-${version}-x64.rpm`]);
  });

  it('it keeps the README to one short read', () => {
    expect(read('README.md').split(/\s+/).length).toBeLessThan(900);
  });

  it.each(documents)('it follows every link of %s to a file or heading that is there', (document) => {
    expect(linksIn(read(document)).filter((link) => isBroken(document, link))).toEqual([]);
  });

  it.each(documents)('it knows every command of the command line that %s shows', (document) => {
    const named = [...read(document).matchAll(/(?:`|^|-- )steward ((?:[a-z][a-z-]* ?)+)/gm)].map(
      ([, words = '']) => words,
    );
    const names = commands.map(({ name }) => name);
    const unknown = named.filter((words) => !names.some((name) => `${words.trim()} `.startsWith(`${name} `)));
    expect(unknown).toEqual([]);
  });

  it.each(documents)('it leads to sections of the settings that %s names by their titles', (document) => {
    const titles = Object.values(settingsSections).map(({ title }) => title);
    const named = [...read(document).matchAll(/Settings →\s+(.*)/g)].map(([, words = '']) => words);
    expect(named.filter((words) => !titles.some((title) => words.startsWith(title)))).toEqual([]);
  });

  it('it says of every file in the folder of the user’s data what it holds', () => {
    const code = filesIn('src-main', '.ts').map(read).join('\n');
    const files = [...code.matchAll(/join\(folder, '([a-z][\w-]*\.[\w.-]+)'\)/g)].map(
      ([, name = '']) => name,
    );
    expect(files).toContain('vault.json');
    const page = read('docs/guide/your-data.md');
    expect([...new Set(files)].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  it('it finds what Steward says when something fails, wherever the sentence stands', () => {
    const said = errorSentences().map(({ sentence }) => sentence);
    expect(said).toEqual(
      expect.arrayContaining([
        // Beside its use, in a text of another file, and in what a function of one gives.
        'This connection was removed.',
        'Only an owner can grant, change or remove the Owner role.',
        'Modbox didn’t recognize this username and password.',
        'The response from … is larger than 64 MiB, so it wasn’t read.',
      ]),
    );
    // It reads all of the sources.
  }, 120_000);

  it('it keeps what Steward says when something fails in step with the sources', () => {
    const remade = 'run: node scripts/troubleshooting-docs.mjs, and format';
    expect(withoutLayout(read('docs/troubleshooting.md')), remade).toBe(
      withoutLayout(troubleshootingMarkdown()),
    );
    // It reads all of the sources.
  }, 120_000);
});

describe('the pictures', () => {
  const pictures = filesIn('docs', '.webp', '.png');

  it('it shows each in a document', () => {
    const shown = documents.flatMap((page) =>
      linksIn(read(page)).map((link) => join(dirname(page), link).replaceAll('\\', '/')),
    );
    expect(pictures.filter((picture) => !shown.includes(picture))).toEqual([]);
  });

  it('it keeps all of them under 1.5 MB', () => {
    const bytes = pictures.reduce((sum, picture) => sum + statSync(join(root, picture)).size, 0);
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(1_500_000);
  });
});

const sources = filesIn('src-renderer', '.ts', '.tsx').map(read).join('\n');
/** Put together by the window, for systems that call their tokens so. */
const composed = ['Generate token', 'Show token once'];
const quoting = ['README.md', 'SECURITY.md', 'docs/troubleshooting.md', ...filesIn('docs/guide', '.md')];

it.each(quoting)('the labels that %s quotes stand in the window', (page) => {
  const prose = read(page).replace(/^\|.*$/gm, '');
  const labels = [...prose.matchAll(/“(\p{Lu}[^”]*)”/gu)].map(([, label = '']) => label);
  // The whole label: what follows is no letter.
  const isThere = (label: string) =>
    sources
      .split(label)
      .slice(1)
      .some((rest) => !/^\p{Ll}/u.test(rest));
  expect(labels.filter((label) => !composed.includes(label) && !isThere(label))).toEqual([]);
});

describe('the guide', () => {
  it.each(filesIn('docs/guide', '.md'))('it names only labels that the window has: %s', (page) => {
    const labels = [...read(page).matchAll(/^(?!\s*(?:\d+\.|-) \*\*).*$/gm)].flatMap(([line]) =>
      [...line.matchAll(/\*\*([^*]+)\*\*/g)].map(([, label = '']) => label),
    );
    expect(labels.filter((label) => !sources.includes(label))).toEqual([]);
  });
});
