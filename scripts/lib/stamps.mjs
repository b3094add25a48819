import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { modules } from './paths.mjs';

const file = join(modules, '.steward-setup.json');

/** The content of a JSON file, or undefined where there is none that can be read. */
export function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Written beside and renamed: a reader sees the old content or the new one, nothing between. */
export function writeJson(path, value) {
  const beside = `${path}.${process.pid}`;
  writeFileSync(beside, `${JSON.stringify(value, null, 2)}\n`);
  renameSync(beside, path);
}

/** What an earlier set-up left: one value per step. It lies in node_modules and goes with it. */
export function readStamp(step) {
  return readJson(file)?.[step];
}

export function writeStamp(step, value) {
  writeJson(file, { ...readJson(file), [step]: value });
}

export function sha256(text) {
  return createHash('sha256').update(text).digest('hex');
}
