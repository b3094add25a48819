import { createHash } from 'node:crypto';
import type { LastScreen } from '../../src-preload/contract/last-screen.ts';

/** How and where the page is drawn: a last screen drawn in another way isn't shown. */
export interface Surroundings {
  /** The version of the app and of its page. */
  build: string;
  locale: string;
  density: LastScreen['density'];
  dark: boolean;
  /** Of the page, in px. */
  size: LastScreen['size'];
  maximized: boolean;
}

/** What is sealed. Times in epoch ms. */
export interface KeptScreen {
  version: 1;
  keptAt: number;
  /** When it shows nothing any longer: something in it is hidden as too old from then on. */
  until: number;
  in: Surroundings;
  nodes: LastScreen['nodes'];
}

/** The build of a page by its HTML, which names each of its files with a digest of its content. */
export const buildOf = (version: string, html: string): string =>
  createHash('sha256').update(`${version}\n${html}`).digest('hex');

/** Whether a screen may be shown now: drawn by this build and in these surroundings, and neither too old nor from the future. */
export function mayShow(screen: KeptScreen, here: Surroundings, now: number): boolean {
  return now >= screen.keptAt && now < screen.until && isDrawnIn(screen.in, here);
}

function isDrawnIn(screen: Surroundings, here: Surroundings): boolean {
  return (
    screen.build === here.build &&
    screen.locale === here.locale &&
    screen.density === here.density &&
    screen.dark === here.dark &&
    screen.maximized === here.maximized &&
    // The size of a maximized window is known only once it's on the screen, and its page adapts.
    (here.maximized || (screen.size.width === here.size.width && screen.size.height === here.size.height))
  );
}
