import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import { providerId } from '../../../src-preload/contract/refs.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { errorFrom } from '../../base/errors.ts';
import type { Core } from '../../core.ts';
import { builtFile } from './built.ts';
import { asksServers } from './call-schemas.ts';
import type { Session } from './session.ts';
import { runtimeText } from './text.ts';

/** What the server says of itself in its first line. */
const started = z.object({
  sample: z.boolean(),
  systems: z.array(
    z.object({
      provider: providerId,
      address: z.string(),
      method: z.literal('token'),
      values: z.record(z.string(), z.string()),
    }),
  ),
});

/**
 * A session of a profile that may be connected to the server that the app runs itself: that is started for the first call that asks servers,
 * and ends with the session.
 */
export function withBuiltInServer(
  session: Session,
  core: Pick<Core, 'builtInSystems' | 'connectBuiltIn'>,
  { folder, note }: { folder: string; note(text: string): void },
): Session & { start(): Promise<void> } {
  const wanted = core.builtInSystems();
  if (wanted.length === 0) return { ...session, start: () => Promise.resolve() };
  let starting: Promise<Result<() => Promise<void>>> | null = null;
  const startOnce = async (): Promise<Result<() => Promise<void>>> => {
    note(runtimeText.startingBuiltIn);
    const server = await startServer(join(folder, 'local-instance'));
    if (!server.ok) return server;
    const { systems, sample, stop } = server.value;
    const offered = systems.filter(({ provider }) => wanted.includes(provider));
    const connected = await core.connectBuiltIn(offered, sample);
    if (connected.ok) return ok(stop);
    await stop();
    return connected;
  };
  const start = async () => {
    const server = await (starting ??= startOnce());
    // Other connections can be asked all the same; those of the server say that it doesn't run.
    if (!server.ok) note(server.error.sentence);
  };
  return {
    ...session,
    start,
    async call(name, input) {
      if (asksServers(name)) await start();
      return session.call(name, input);
    },
    async close() {
      await session.close();
      const server = await starting;
      if (server?.ok) await server.value();
    },
  };
}

type Running = z.infer<typeof started> & { stop(): Promise<void> };

/** Starts it as a process of its own, which ends with this one: by the channel between the two, even where this one is killed. */
function startServer(data: string): Promise<Result<Running>> {
  const child = spawn(process.execPath, [builtFile('instance.cjs'), '--data', data, '--no-seed'], {
    stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
    // Ctrl+C is for the command, which still needs the server for the change on its way.
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return new Promise((resolve) => {
    let text = '';
    child.stdout?.on('data', (piece) => {
      text += String(piece);
      if (!text.includes('\n')) return;
      const parsed = started.safeParse(JSON.parse(text));
      if (parsed.success) resolve(ok({ ...parsed.data, stop }));
    });
    const refuse = () => resolve(fail(errorFrom('server', runtimeText.builtInNotStarted)));
    child.once('error', refuse);
    child.once('exit', refuse);
  });
}
