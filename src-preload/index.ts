import { contextBridge, ipcRenderer } from 'electron';
import { recordEarlyInput } from './early-input.ts';
import { startAfterPaint } from './start-after-paint.ts';
import { channelOf, eventChannel, localeSwitch } from './shared/channels.ts';

/** The names of the contract's calls by area, put in by the build (`electron.vite.config.ts`): importing the contract would bring zod along. */
declare const contractCalls: Record<string, readonly string[]>;

type Listener = (event: unknown) => void;

const areas = Object.fromEntries(
  Object.entries(contractCalls).map(([area, names]) => [
    area,
    Object.fromEntries(
      names.map((name) => [name, (input: unknown) => ipcRenderer.invoke(channelOf(area, name), input)]),
    ),
  ]),
);

startAfterPaint();
contextBridge.exposeInMainWorld('steward', {
  ...areas,
  locale: process.argv.find((argument) => argument.startsWith(localeSwitch))?.slice(localeSwitch.length),
  earlyInput: recordEarlyInput(),
  onEvent(listener: Listener) {
    const forward = (_: unknown, event: unknown) => listener(event);
    ipcRenderer.on(eventChannel, forward);
    return () => void ipcRenderer.removeListener(eventChannel, forward);
  },
});
