/**
 * The code of the app, each piece resting on those before it. Until it has painted, the page's process keeps asking this one for the way to the
 * graphics, and waits for each answer: it gets them between two pieces.
 */
const pieces = [
  () => import('../../src-preload/contract/members.ts'),
  () => import('../../src-preload/contract/api.ts'),
  () => import('../providers/registry.ts'),
  () => import('../changes/kinds/kinds.ts'),
  () => import('../create-core.ts'),
  () => import('../store/open/open-with-vault.ts'),
  () => import('./call-handlers.ts'),
  () => import('./make-app.ts'),
];

/** Loads everything but what the window needs. The page may call between two pieces: its calls are held from before on. */
export async function loadApp() {
  for (const load of pieces) {
    await load();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return import('./run.ts');
}
