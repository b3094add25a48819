// npm test [-- PARTS]: sets up what is missing, runs the parts and ends with how long each took, what failed and their totals.
import { availableParallelism } from 'node:os';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openDisplay } from './display.mjs';
import { root } from './lib/paths.mjs';
import { runTool } from './lib/processes.mjs';
import { main, progress, printFailure } from './lib/command.mjs';
import { createDurations } from './lib/durations.mjs';
import { readJson } from './lib/stamps.mjs';
import {
  countPlaywright,
  countVitest,
  failuresOfPlaywright,
  failuresOfVitest,
  repeatedOfPlaywright,
  repeatedOfVitest,
} from './lib/test-counts.mjs';
import { setupElectron, setupPackages } from './setup.mjs';

const say = progress(console.log);

const parts = {
  format: () => check('prettier', ['--check', '.']),
  lint: () => check('eslint', ['.', '--max-warnings', '0']),
  types: () => check('typescript-native', ['--noEmit', '--singleThreaded', '-p', 'tsconfig.json'], 'tsc'),
  unit: () => vitest('unit'),
  contract: () => vitest('contract'),
  package: () => vitest('package'),
  e2e,
};

/** They need no Electron: they run at the same time, and beside its setup. ESLint alone would leave one core idle for a minute. */
const besides = ['format', 'lint', 'types', 'unit'];

/**
 * Parts that start Electron, the whole app or its network alone: they wait for it. Those of one line run at the same time: making packages
 * and following what is installed leaves a core idle half of the time.
 */
const afterwards = [['contract', 'package'], ['e2e']];

await main(async () => {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((part) => !(part in parts));
  if (unknown.length > 0) {
    console.error(`There is no part ${unknown.join(', ')}. The parts are: ${Object.keys(parts).join(' ')}`);
    return 2;
  }
  const chosen = asked.length > 0 ? asked : Object.keys(parts);
  const total = { passed: 0, failed: 0 };
  const failures = [];
  const repeated = [];
  const add = ({ passed, failed, named = [], again = [] }) => {
    total.passed += passed;
    total.failed += failed;
    failures.push(...named);
    repeated.push(...again);
  };

  const durations = createDurations();
  const run = (part) => durations.of(part, parts[part]);
  let electronFailure;
  try {
    await durations.of('packages', () => setupPackages({ say }));
    // What needs no Electron is still tested where there is none.
    const electron = chosen.some((part) => !besides.includes(part))
      ? durations
          .of('Electron', () => setupElectron({ say, tests: true }))
          .catch((error) => (electronFailure = error))
      : null;
    const checks = chosen.filter((part) => besides.includes(part));
    if (checks.length > 0) say('test', checks.join(', '));
    for (const ended of await Promise.all(checks.map(run))) add(ended);
    await electron;
    if (electronFailure) printFailure(electronFailure);
    for (const together of afterwards.map((line) => line.filter((part) => chosen.includes(part)))) {
      if (electronFailure) {
        for (const part of together)
          add({ passed: 0, failed: 1, named: [`${part}: there is no Electron to run it`] });
      } else if (together.length > 0) {
        say('test', together.join(', '));
        for (const ended of await Promise.all(together.map(run))) add(ended);
      }
    }
  } catch (error) {
    printFailure(error);
    add({ passed: 0, failed: 1 });
  }
  console.log(['', 'Durations:', ...durations.lines()].join('\n'));
  if (repeated.length > 0) console.log(['', 'Passed only when run again:', ...repeated].join('\n'));
  // Again at the end: a log that was cut still says what to mend.
  if (failures.length > 0) console.log(['', 'Failed:', ...failures].join('\n'));
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
});

/** A part that is right or wrong as a whole. */
async function check(name, args, command) {
  const end = await runTool(name, args, { command });
  stopIfInterrupted(end);
  return end.code === 0
    ? { passed: 1, failed: 0 }
    : { passed: 0, failed: 1, named: [`${command ?? name} failed: see above`] };
}

async function vitest(project) {
  const report = freshReport(project);
  const end = await runTool('vitest', [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  stopIfInterrupted(end);
  const found = readJson(report);
  return { ...countVitest(found, end.code), named: failuresOfVitest(found), again: repeatedOfVitest(found) };
}

async function e2e() {
  const report = freshReport('e2e');
  const displays = await openDisplays();
  try {
    const end = await runTool(
      '@playwright/test',
      ['test', '--reporter=list,json', `--workers=${displays.length}`],
      {
        command: 'playwright',
        env: {
          ...displays[0].env,
          STEWARD_DISPLAYS: JSON.stringify(displays.map(({ env }) => env)),
          PLAYWRIGHT_JSON_OUTPUT_NAME: report,
        },
      },
    );
    stopIfInterrupted(end);
    const found = readJson(report);
    return {
      ...countPlaywright(found, end.code),
      named: failuresOfPlaywright(found),
      again: repeatedOfPlaywright(found),
    };
  } finally {
    for (const display of displays) display.close();
  }
}

/**
 * One for each app that runs at the same time: it has the clipboard and the focus for itself. A display that somebody looks at is shared
 * by none. Many tests wait for seconds: a third app fills what two leave idle of two cores.
 */
async function openDisplays() {
  const first = await openDisplay();
  return first.virtual && availableParallelism() > 1
    ? [first, await openDisplay(), await openDisplay()]
    : [first];
}

function freshReport(name) {
  const folder = join(root, 'out', 'test');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.json`);
  rmSync(file, { force: true });
  return file;
}

function stopIfInterrupted(end) {
  if (end.interrupted) process.exit(130);
}
