import type { BrowserWindow } from 'electron';
import { writeFileAtomic } from '../../base/atomic-file.ts';

/** Resolves in the page once the main landmark stands and two frames have been painted. */
const painted = `new Promise((done) => {
  const look = () => document.querySelector('#root main')
    ? requestAnimationFrame(() => requestAnimationFrame(() => done(true)))
    : setTimeout(look, 50);
  look();
})`;

/** Saves a picture of the first screen, for `npm start` on computers without a display. */
export async function saveFirstPicture(window: BrowserWindow, file: string): Promise<void> {
  await window.webContents.executeJavaScript(painted);
  const image = await window.webContents.capturePage();
  await writeFileAtomic(file, image.toPNG());
}
