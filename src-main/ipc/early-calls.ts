import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { channelOf } from '../../src-preload/shared/channels.ts';

/** The names of the contract's calls by area, put in by the build (`electron.vite.config.ts`): the contract itself would bring zod along. */
declare const contractCalls: Record<string, readonly string[]>;

/** What answers one call of a page. */
export type AnswerCall = (event: IpcMainInvokeEvent, input: unknown) => Promise<unknown>;

/** Says what answers the calls of a channel. */
export type AnswerCalls = (channel: string, answer: AnswerCall) => void;

/** Takes the calls of pages from now on. Each waits until what answers it is said: a page may be quicker than the code of the app. */
export function holdCalls(): AnswerCalls {
  const waiting = new Map<string, (answer: AnswerCall) => void>();
  for (const [area, names] of Object.entries(contractCalls)) {
    for (const channel of names.map((name) => channelOf(area, name))) {
      const answer = new Promise<AnswerCall>((resolve) => waiting.set(channel, resolve));
      ipcMain.handle(channel, async (event, input: unknown) => (await answer)(event, input));
    }
  }
  return (channel, answer) => {
    const answered = waiting.get(channel);
    if (answered === undefined) throw new Error(`No page can call ${channel}.`);
    answered(answer);
  };
}
