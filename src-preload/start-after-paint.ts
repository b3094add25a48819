import { pageScriptId } from './shared/last-screen.ts';

/** Where nothing is painted, because the window is hidden, the page starts after so long (ms). */
const longestWaitMs = 500;

/**
 * Starts the page's script once the last screen is painted: Chromium would compile and run it before the first paint. Only a page with
 * a last screen leaves that to us, by naming its script in a link.
 */
export function startAfterPaint(): void {
  window.addEventListener('DOMContentLoaded', () => {
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
