import type { KeptScreen, Surroundings } from '../../../src-main/last-screen/screen.ts';

export const surroundings: Surroundings = {
  build: 'build',
  locale: 'en-GB',
  density: 'normal',
  dark: false,
  size: { width: 1280, height: 800 },
  maximized: false,
};

export const screen = (change: Partial<KeptScreen>): KeptScreen => ({
  version: 1,
  keptAt: 1000,
  until: 2000,
  in: surroundings,
  nodes: [
    { depth: 0, tag: 'div', attributes: {} },
    { depth: 1, text: 'Ana' },
  ],
  ...change,
});

/** A page as the build makes it. */
export const html = `<!doctype html>
<html lang="en">
  <head>
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'" />
    <script type="module" crossorigin src="./assets/index-1.js"></script>
    <link rel="stylesheet" crossorigin href="./assets/index-2.css">
  </head>
  <body>
    <div id="root"></div>
  </body>
</html>`;
