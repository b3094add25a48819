/**
 * The code of the app, each piece resting on those before it, and none taking much over ten milliseconds. Until it has painted, the page's
 * process keeps asking this one for the way to the graphics, and waits for each answer: it gets them between two pieces.
 */
const pieces = [
  () => import('../../src-preload/contract/members.ts'),
  () => import('../../src-preload/contract/workspaces.ts'),
  () => import('../../src-preload/contract/plan.ts'),
  () => import('../../src-preload/contract/connections.ts'),
  () => import('../../src-preload/contract/timeline.ts'),
  () => import('../../src-preload/contract/people.ts'),
  () => import('../../src-preload/contract/api.ts'),
  () => import('../providers/system-initiative/provider.ts'),
  () => import('../providers/unstructured/provider.ts'),
  () => import('../providers/workspaces-api/provider.ts'),
  () => import('../providers/modbox/provider.ts'),
  () => import('../providers/system/provider.ts'),
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
    await new Promise((resolve) => setImmediate(resolve));
    await load();
  }
  return import('./run.ts');
}
