// npm run electron-api [-- OLD NEW]: which of the Electron APIs in use differ between two versions, from Electron's own type definitions.
// Each is a version, whose definitions are fetched from the registry, or the path of an electron.d.ts.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractFromTgz } from './lib/archive.mjs';
import { main, progress, StepFailure } from './lib/command.mjs';
import { compareDeclarations, declarationsIn } from './lib/electron-declarations.mjs';
import { electronUsage } from './lib/electron-usage.mjs';
import { modules, root } from './lib/paths.mjs';
import { npm } from './lib/processes.mjs';

const say = progress(console.error);

/** The oldest Electron that Steward runs on, and what its packages bring. */
const oldest = '33';
const installed = join(modules, 'electron', 'electron.d.ts');

await main(async () => {
  const [from = oldest, to = installed] = process.argv.slice(2);
  const [before, after] = [await definitions(from), await definitions(to)];
  say('api', 'reading what the sources use …');
  const used = electronUsage(sources());
  const compared = compareDeclarations(used.keys(), declarationsIn(before), declarationsIn(after));
  console.log(`${used.size} Electron APIs in use: ${nameOf(before)} → ${nameOf(after)}`);
  for (const change of ['gone', 'deprecated', 'changed', 'new']) {
    const found = compared.filter((one) => one.change === change);
    console.log(`\n${change} (${found.length})`);
    for (const one of found) {
      console.log(`  ${one.key}  ${used.get(one.key)}`);
      if (change !== 'changed') continue;
      console.log(`    - ${one.before.replaceAll('\n', '\n    - ')}`);
      console.log(`    + ${one.after.replaceAll('\n', '\n    + ')}`);
    }
  }
  const unchanged = compared.filter(({ change }) => change === 'unchanged');
  console.log(`\nunchanged (${unchanged.length})`);
  for (const { key } of unchanged) console.log(`  ${key}`);
  return compared.some(({ change }) => change === 'gone') ? 1 : 0;
});

function nameOf(source) {
  return /^\/\/ Type definitions for (Electron \S+)/.exec(source)?.[1] ?? 'a file';
}

/** The files that import Electron. */
function sources() {
  return ['src-main', 'src-preload'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
      .map((name) => join(root, folder, name))
      .filter((file) => readFileSync(file, 'utf8').includes("from 'electron'")),
  );
}

/** The text of an electron.d.ts: that file, or the one in the npm package of this version. */
async function definitions(versionOrPath) {
  if (existsSync(versionOrPath)) return readFileSync(versionOrPath, 'utf8');
  say('api', `fetching the type definitions of Electron ${versionOrPath} …`);
  const folder = await mkdtemp(join(tmpdir(), 'steward-electron-types-'));
  try {
    const { code, output } = await npm(['pack', `electron@${versionOrPath}`, '--pack-destination', folder], {
      cwd: root,
    });
    const archive = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
    if (code !== 0 || archive === undefined)
      throw new StepFailure(
        `The type definitions of Electron ${versionOrPath} could not be fetched.`,
        'Name the path of an electron.d.ts instead, or run this where the package registry can be reached.',
        output,
      );
    const file = join(folder, 'electron.d.ts');
    await extractFromTgz(join(folder, archive), 'package/electron.d.ts', file);
    return await readFile(file, 'utf8');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
