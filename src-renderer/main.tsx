import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { setFormatLocale } from '../src-preload/shared/format/locale.ts';
import './app/theme.css';
import { App } from './app/App.tsx';
import { startKeepingScreen } from './app/last-screen/keep-screen.ts';
import { takeOver } from './app/last-screen/take-over.ts';
import { showWholeFocusRings } from './app/whole-focus-ring.ts';
import { Failsafe } from './app/Failsafe.tsx';
import { TooltipProvider } from './components/overlays/Tooltip.tsx';
import { prefetchPlace } from './stores/prefetch.ts';
import { startConnections } from './stores/connections.ts';
import { startNavigation } from './stores/navigation.ts';
import { ignoreStrayClicks } from './lib/stray-clicks.ts';
import { startPreferences } from './stores/preferences.ts';
import { startRail } from './stores/rail.ts';
import { startStatus } from './stores/status.ts';
import { startWorkspaces } from './stores/workspaces.ts';

setFormatLocale(window.steward.locale);

// Everything is asked for at once; the first paint waits for none of it.
void startPreferences();
void startStatus();
const placed = startNavigation(prefetchPlace);
void startConnections();
startWorkspaces();
startRail();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
takeOver(root);
startKeepingScreen();
showWholeFocusRings();
ignoreStrayClicks();
createRoot(root).render(
  <StrictMode>
    <TooltipProvider>
      <Failsafe>
        <App placed={placed} />
      </Failsafe>
    </TooltipProvider>
  </StrictMode>,
);
