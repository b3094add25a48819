import { contextBridge, ipcRenderer } from 'electron';
import { channelOf, channels, eventChannel } from './contract/channels.ts';

type Listener = (event: unknown) => void;

const areas = Object.fromEntries(
  Object.entries(channels).map(([area, names]) => [
    area,
    Object.fromEntries(
      names.map((name) => [name, (input: unknown) => ipcRenderer.invoke(channelOf(area, name), input)]),
    ),
  ]),
);

contextBridge.exposeInMainWorld('steward', {
  ...areas,
  onEvent(listener: Listener) {
    const forward = (_: unknown, event: unknown) => listener(event);
    ipcRenderer.on(eventChannel, forward);
    return () => void ipcRenderer.removeListener(eventChannel, forward);
  },
});
