import { utilityProcess, type UtilityProcess } from 'electron';
import { z } from 'zod';
import type { InstanceStatus } from '../../src-preload/contract/app.ts';
import { providerId } from '../../src-preload/contract/refs.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { errorFrom } from '../base/errors.ts';
import { makePrivateFolder } from '../base/private-folder.ts';
import { instanceText } from './text.ts';

const started = z.object({
  url: z.string(),
  /** Its data are the sample's, from this start or an earlier one. */
  sample: z.boolean(),
  /** How to sign in to each system that it speaks. */
  systems: z.array(
    z.object({
      provider: providerId,
      address: z.string(),
      method: z.literal('token'),
      values: z.record(z.string(), z.string()),
    }),
  ),
});
export type RunningInstance = z.infer<typeof started>;

export interface InstanceProcess {
  status(): InstanceStatus;
  /** Starts the built-in server, or returns the one that runs. It takes the port it had before where that is free. */
  start(options: { sample: boolean }): Promise<Result<RunningInstance>>;
  stop(): Promise<void>;
}

/** Runs the local instance in a utility process, so that its work can't block the main process and its crash can't end it. */
export function createInstanceProcess(file: string, folder: string, onChanged: () => void): InstanceProcess {
  let status: InstanceStatus = { state: 'stopped' };
  let child: UtilityProcess | null = null;
  let running: RunningInstance | null = null;
  let starting: Promise<Result<RunningInstance>> | null = null;

  const set = (next: InstanceStatus) => {
    status = next;
    onChanged();
  };
  const launch = ({ sample }: { sample: boolean }) =>
    new Promise<Result<RunningInstance>>((resolve) => {
      set({ state: 'starting' });
      makePrivateFolder(folder);
      const args = ['--data', folder, ...(sample ? [] : ['--no-seed'])];
      const forked = utilityProcess.fork(file, args, {
        serviceName: 'Steward local instance',
        stdio: 'ignore',
      });
      child = forked;
      forked.on('message', (message: unknown) => {
        const parsed = started.safeParse(message);
        if (!parsed.success) return;
        running = parsed.data;
        set({ state: 'running', url: parsed.data.url });
        resolve(ok(parsed.data));
      });
      forked.once('exit', (code) => {
        if (child === forked) child = null;
        running = null;
        if (code === 0) set({ state: 'stopped' });
        else {
          set({ state: 'failed', ...instanceText.stopped });
        }
        resolve(fail(errorFrom('server', instanceText.notStarted, `exit ${code}`)));
      });
    });

  return {
    status: () => status,
    async start(options) {
      if (running) return ok(running);
      starting ??= launch(options).finally(() => (starting = null));
      return starting;
    },
    async stop() {
      const stopping = child;
      if (!stopping) return;
      const ended = new Promise<void>((resolve) => stopping.once('exit', () => resolve()));
      stopping.postMessage({ type: 'stop' });
      const timer = setTimeout(() => stopping.kill(), 5000);
      await ended;
      clearTimeout(timer);
    },
  };
}
