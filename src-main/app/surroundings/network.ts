/** Electron has no event for the network's state, so it is polled every 3 s. Returns a function that stops this. */
export function watchNetwork(isOnline: () => boolean, onChange: () => void): () => void {
  let last = isOnline();
  const timer = setInterval(() => {
    const now = isOnline();
    if (now === last) return;
    last = now;
    onChange();
  }, 3000);
  timer.unref();
  return () => clearInterval(timer);
}
