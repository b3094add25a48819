import { readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { builderConfig } from '../../../scripts/packaging/builder-config.mjs';

const read = (path: string) => readFileSync(join(import.meta.dirname, '../../..', path), 'utf8');
const text = read('.github/workflows/ci.yml');
const step = z.object({
  name: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
});
const job = z.object({
  strategy: z.object({ matrix: z.object({ os: z.array(z.string()) }) }),
  steps: z.array(step),
});
const { jobs } = z
  .object({ jobs: z.object({ check: job, package: job }) })
  .parse(load(text, { schema: CORE_SCHEMA }));

it.each(['check', 'package'] as const)('the job “%s” runs on the three systems', (name) => {
  const systems = jobs[name].strategy.matrix.os.map((os) => os.replace(/-.*/, ''));
  expect(systems).toEqual(['ubuntu', 'macos', 'windows']);
});

it('every script that it runs is one of the package’s', () => {
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(read('package.json')));
  const commands = Object.values(jobs).flatMap(({ steps }) => steps.map(({ run = '' }) => run));
  const named = commands.flatMap((run) =>
    [...run.matchAll(/npm (?:run )?([\w:-]+)/g)].map(([, name]) => name),
  );
  expect(named).toEqual(expect.arrayContaining(['lint', 'test', 'test:e2e', 'test:package', 'package']));
  expect(named.filter((name = '') => name !== 'ci' && !(name in scripts))).toEqual([]);
});

it('what it keeps are the packages as they are called', () => {
  const places = { app: '', output: '', icons: '', legal: '', electron: { folder: '', version: '' } };
  const { artifactName } = builderConfig({ ...places, platform: 'linux' });
  const kept = z.string().parse(jobs.package.steps.at(-1)?.with?.['path']).trim().split('\n');
  for (const ext of ['deb', 'rpm', 'tar.gz', 'dmg', 'zip', 'exe']) {
    const file = artifactName
      .replace('${version}', '0.1.0')
      .replace('${arch}', 'arm64')
      .replace('${ext}', ext);
    expect(kept.filter((pattern) => matchesGlob(`out/package/${file}`, pattern.trim()))).toHaveLength(1);
  }
});

it('every secret and variable that it takes is in the documents', () => {
  const taken = new Set([...text.matchAll(/\b(?:secrets|vars)\.(\w+)/g)].map(([, name = '']) => name));
  const documented = read('docs/packages.md');
  expect([...taken].filter((name) => !documented.includes(`\`${name}\``))).toEqual([]);
});

it('Apple’s key is handed over as the file that electron-builder asks for', () => {
  const packages = jobs.package.steps.findIndex(({ run }) => run === 'npm run package');
  const writes = jobs.package.steps.findIndex(({ run = '' }) => run.includes('APPLE_API_KEY=$RUNNER_TEMP/'));
  expect(writes).toBeGreaterThanOrEqual(0);
  expect(writes).toBeLessThan(packages);
  // The step’s own variable would take the place of the file.
  expect(text).not.toMatch(/^ +APPLE_API_KEY:/m);
});
