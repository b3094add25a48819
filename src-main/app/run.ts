import { isOwnCall } from './windows/own-page.ts';
import type { Policy } from '../policy/policy.ts';
import { readSystemPolicy } from '../policy/managed-policy.ts';
import { readPolicy } from '../policy/policy-file.ts';
import type { AnswerCalls } from '../ipc/early-calls.ts';
import { handleAll } from '../ipc/handle.ts';
import { createLog } from './log/log.ts';
import { logCrashes } from './log/log-crashes.ts';
import { makeApp, type Started } from './make-app.ts';

/** Opens the vault and the databases and answers the window's calls, until the app quits. */
export async function run(started: Started, answerCalls: AnswerCalls): Promise<void> {
  const { folder, developmentUrl, debuggable, windows } = started;
  const log = createLog(folder);
  logCrashes(log);
  // Everything is made by what the policy says, so that nothing it forbids comes before it.
  const made = policyHere(debuggable).then((policy) => makeApp({ ...started, log, policy }));
  handleAll(made, answerCalls, {
    isTrusted: (event) =>
      windows.all().some(({ webContents }) => isOwnCall(event, webContents, developmentUrl)),
    onBug: (where, cause) => log.error({ where, cause }, 'bug at the bridge'),
  });
  // In the same turn: a call that was answered before would find a vault that nobody opens.
  await (await made).open();
}

async function policyHere(debuggable: boolean): Promise<Policy> {
  // A path of its own only in the builds of tests: in others a user could escape the policy by it.
  const ownPolicy = debuggable ? process.env['STEWARD_POLICY'] : undefined;
  return ownPolicy === undefined
    ? readSystemPolicy()
    : readPolicy({ file: ownPolicy, owner: process.getuid?.() ?? null });
}
