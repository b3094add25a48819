/**
 * The rest of the code, each piece resting on those before it. Until it has painted, the page's process keeps asking this one for the way to
 * the graphics, and waits for each answer: it gets them between two pieces.
 */
const pieces = [() => import('../providers/registry.ts'), () => import('../create-core.ts')];

/** Loads what makes the app. The calls of the page need their handlers before: it may make them between two pieces. */
export async function loadMakeApp() {
  for (const load of pieces) {
    await turn();
    await load();
  }
  await turn();
  const { makeApp } = await import('./make-app.ts');
  return makeApp;
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
