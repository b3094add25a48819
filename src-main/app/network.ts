/** Electron tells of the network only when asked, so it is asked every few seconds; returns how to stop. */
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
