import { capture } from '../lib/processes.mjs';

/**
 * Runs a packaging tool to its end; anything but success is thrown with what it printed.
 * @param {{ env?: Record<string, string>, cwd?: string }} [options]
 */
export async function run(program, args, { env = {}, ...options } = {}) {
  const { code, output } = await capture(program, args, { env: { ...process.env, ...env }, ...options });
  if (code !== 0) throw new Error(`${program} failed:\n${output.split('\n').slice(-30).join('\n')}`);
}
