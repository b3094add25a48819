import { lastScreenId, pageScriptId, screenFont } from './shared/last-screen.ts';

/** Where nothing is painted, because the window is hidden, the page starts after so long (ms). */
const longestWaitMs = 500;

/**
 * Shows the last screen once its font is there, and starts the page's script once that is painted: Chromium would compile and run it before
 * the first paint. Only a page with a last screen leaves both to us: the screen is hidden, and a link names the script.
 */
export function startAfterPaint(): void {
  window.addEventListener('DOMContentLoaded', () => {
    showWithFont(document.getElementById(lastScreenId));
    const link = document.getElementById(pageScriptId);
    if (!(link instanceof HTMLLinkElement)) return;
    const start = () => {
      clearTimeout(timer);
      paints.disconnect();
      if (!link.isConnected) return;
      const script = document.createElement('script');
      script.type = 'module';
      script.crossOrigin = '';
      script.src = link.href;
      link.replaceWith(script);
    };
    const timer = setTimeout(start, longestWaitMs);
    const paints = new PerformanceObserver(start);
    paints.observe({ type: 'paint', buffered: true });
  });
}

function showWithFont(screen: HTMLElement | null): void {
  if (screen === null) return;
  const show = () => {
    screen.hidden = false;
  };
  void document.fonts.load(screenFont).then(show, show);
}
