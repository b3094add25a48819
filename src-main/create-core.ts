import { randomUUID } from 'node:crypto';
import { ok } from '../src-preload/shared/result.ts';
import { createChanges } from './changes/engine/changes.ts';
import { expectedGone, plansNotShownYet } from './changes/removals.ts';
import { joinOffersOf } from './changes/kinds/join-offers.ts';
import { createClientCertificates } from './connections/client-certificates.ts';
import { createBuiltIn } from './connections/built-in.ts';
import { whyNotWritable } from './connections/why-not-writable.ts';
import { createKeepAlive } from './connections/keep-alive.ts';
import { createPins } from './connections/pins.ts';
import { createProbe } from './connections/probe.ts';
import { createConnections } from './connections/registry.ts';
import type { Connections } from './connections/types.ts';
import { createTransfer } from './connections/transfer/transfer.ts';
import { createSignIn } from './connections/sign-in.ts';
import { createHttpClient } from './http/client.ts';
import { providers } from './providers/registry.ts';
import { createSampleData } from './sample/sample-data.ts';
import { createLedgerHome } from './settings/ledger-home.ts';
import { policedTransport } from './policy/policed-transport.ts';
import { managedSettings, noPolicy, policyRefusal } from './policy/policy.ts';
import { withManagedRetention } from './settings/managed-retention.ts';
import { refreshPeriods } from './settings/refresh-periods.ts';
import { createSettings, type SettingsHome } from './settings/settings.ts';
import { createSecondPersonControl } from './second-person/second-persons.ts';
import { createSync } from './sync/create-sync.ts';
import type { Sync } from './sync/sync.ts';
import { realTimer } from './sync/timers.ts';
import { createMaintenance } from './maintenance/maintenance.ts';
import { openText, sealText, sealedText } from './vault/sealed-text.ts';
import type { Core, CoreParts } from './core.ts';

/** All that shows rows of a copy. */
const listTopics = ['members', 'invitations', 'tokens', 'roles', 'details', 'history'] as const;

/** What is kept beside the ledger decides nothing here. */
const noHome: SettingsHome = { read: () => undefined, write: () => Promise.resolve(ok(null)) };

export function createCore({
  store: wholeStore,
  vault,
  transport,
  online,
  secrets,
  openExternal,
  emit,
  activity,
  policy = noPolicy,
  onBattery = () => false,
  onMetered = () => false,
  refreshes = () => 'all',
  refreshesAfterMs = 0,
  setTimer = realTimer,
  sleep,
}: CoreParts): Core {
  const managed = managedSettings(policy);
  const settingsHome = createLedgerHome(wholeStore.ledger);
  const store = withManagedRetention(wholeStore, managed);
  const { ledger, roster } = store;
  const secondPersons = createSecondPersonControl({ vault, managed, now: Date.now, newId: randomUUID });
  const settings = createSettings({
    homes: {
      device: () => ok(noHome),
      ledger: () => ok(settingsHome),
      vault: () => ok(secondPersons.settingsHome),
    },
    managed,
  });
  const pins = createPins(ledger);
  const clientCertificates = createClientCertificates({ ledger, transport: () => network });
  const network = policedTransport(
    transport({ pinned: pins.pinned, clientCertificate: clientCertificates.chosen }),
    policy,
  );
  const http = createHttpClient({
    transport: network,
    onUntrusted: pins.noteSeen,
    userAgent: 'Steward',
    ...(sleep && { sleep }),
  });
  const signIn = createSignIn({ http, providers, openExternal });

  const maintenance = createMaintenance({
    store,
    now: Date.now,
    elapsed: () => performance.now(),
    setTimer: realTimer,
    emit,
  });
  const parts: { sync: Sync | null } = { sync: null };
  const connections: Connections = createConnections({
    ledger,
    roster,
    vault,
    providers,
    http,
    signIn,
    clientCertificates,
    sync: () => parts.sync,
    refreshesAfterSignIn: () => refreshes() === 'all',
    whyNotWritable: (facts) =>
      policyRefusal(policy, facts.address)?.sentence ??
      whyNotWritable(facts, { readOnly: store.mode === 'read-only', online: online() }),
    onChange: () => emit({ topic: 'connections' }),
    onRemoved: maintenance.forget,
  });
  const sample = createSampleData({ ledger, remove: (id) => connections.remove(id) });
  const sync = createSync({
    catchesUp: () => refreshes() === 'all',
    sessions: connections,
    roster,
    ledger,
    now: Date.now,
    periods: () => refreshPeriods(settings.value, { onBattery: onBattery(), onMetered: onMetered() }),
    random: Math.random,
    onChanged: emit,
    onServerDate: maintenance.onServerDate,
    onGone: maintenance.onGone,
    onHistory: maintenance.onHistory,
    samplePast: sample.pastOf,
    expectedGone(target, facts) {
      const now = Date.now();
      return expectedGone(plansNotShownYet(ledger, target.connectionId, now), target, facts, now);
    },
    // The sessions mark their connection themselves, and know a late answer to an older credential from one to this.
    onSignedOut: () => undefined,
    ...(activity && { onRefreshed: activity.refreshed }),
  });
  parts.sync = sync;

  function cannotWrite(connectionId: string): string | null {
    const found = connections.get(connectionId);
    return found.ok ? found.value.cannotWrite : found.error.sentence;
  }

  const facts = {
    get(connectionId: string) {
      const found = connections.record(connectionId);
      const provider = found.ok ? providers.get(found.value.provider) : undefined;
      return found.ok && provider ? { ...found.value, provider } : null;
    },
  };
  const changes = createChanges({
    sessions: connections,
    connections: facts,
    roster,
    ledger,
    sync,
    now: Date.now,
    newId: randomUUID,
    cannotWrite,
    typeNameFrom: () => settings.value('typeNameFromRemovals'),
    secondPerson: {
      from: () => (settings.value('secondPerson') ? settings.value('secondPersonFromRemovals') : null),
      check: secondPersons.check,
    },
    secrets,
    onEvent: emit,
    ...(activity && { onApplied: activity.applied }),
    setTimer,
  });

  const builtIn = createBuiltIn({ connections, signIn, sync, ledger, providers });
  const keepAlive = createKeepAlive({
    ledger,
    sessionFor: connections.sessionFor,
    setTimer: realTimer,
    now: Date.now,
  });
  const stopped = new AbortController();

  const everyConnection = (reason: 'background' | 'network' | 'resume') => {
    for (const { id, signedOut } of ledger.connections()) if (signedOut === null) sync.refresh(id, reason);
  };
  let inView: { connectionId: string; workspaceId: string | null } | null = null;
  const refreshInView = (reason: 'selection' | 'focus') => {
    if (!inView) return;
    const { connectionId, workspaceId } = inView;
    sync.refresh(connectionId, reason, workspaceId === null ? undefined : { connectionId, workspaceId });
  };

  const startRefreshing = () => {
    void connections.detectApiVariants(stopped.signal);
    everyConnection('background');
    keepAlive.start();
    maintenance.start();
  };
  let cancelStart = () => undefined as void;

  async function stop() {
    stopped.abort();
    cancelStart();
    keepAlive.stop();
    signIn.stop();
    await changes.close();
    await sync.stop();
    await maintenance.stop();
  }

  return {
    store,
    providers,
    connections,
    pins,
    clientCertificates,
    probe: createProbe({
      http,
      providers,
      ledger,
      identityOf: async (connectionId, signal) => {
        const live = connections.sessionFor(connectionId);
        return live.ok ? live.value.session.whoami(signal) : live;
      },
      onCheck: clientCertificates.prepare,
    }),
    signIn,
    transfer: createTransfer({
      ledger,
      vault,
      providers,
      seals: { schema: sealedText, seal: sealText, open: openText },
      refusal: (address) => policyRefusal(policy, address),
      newId: randomUUID,
      onAdded(connectionId, isSignedIn) {
        emit({ topic: 'connections' });
        if (isSignedIn) sync.refresh(connectionId, 'sign-in');
      },
    }),
    settingsHome,
    secondPersons,
    settingsChanged: sync.periodsChanged,
    retentionChanged: maintenance.retentionChanged,
    listsChanged(connectionIds = ledger.connections().map(({ id }) => id)) {
      for (const connectionId of connectionIds) {
        emit({ topic: 'workspaces', connectionId });
        for (const topic of listTopics) emit({ topic, connectionId, workspaceId: null });
      }
    },
    sync,
    changes,
    clock: maintenance.clock,
    notices: maintenance.notices,
    dismissNotice: maintenance.dismissNotice,
    joinOffers: (ref) => joinOffersOf(ref, { connections: facts, roster, ledger, now: Date.now }),
    cannotWrite,
    setInView({ connectionId, workspaceId }) {
      inView = connectionId === null ? null : { connectionId, workspaceId };
      sync.setInView(inView);
      refreshInView('selection');
    },
    builtInSystems: builtIn.systems,
    isLeftOnBuiltIn() {
      const ids = new Set(ledger.connections().flatMap((one) => (one.builtIn ? [one.id] : [])));
      return ledger
        .interruptedPlans()
        .some(({ items }) =>
          items.some(({ request, state }) => state.state === 'sent' && ids.has(request.connectionId)),
        );
    },
    async connectBuiltIn(systems, isSample = false) {
      const noted = isSample ? await sample.note() : null;
      const connected = noted?.ok === false ? noted : await builtIn.connect(systems);
      // Whether there is sample data is a part of the status.
      emit({ topic: 'status' });
      // What was being applied to it when it ended isn't known until it runs.
      if (connected.ok) void changes.recover();
      return connected;
    },
    hasSampleData: sample.isThere,
    async removeSampleData() {
      const removed = await sample.remove();
      emit({ topic: 'status' });
      return removed;
    },
    builtInStopped: connections.noteBuiltInStopped,
    start() {
      // What can't be read says so when it is asked for.
      void store.ledger.loadPlans().catch(() => undefined);
      void changes.recover();
      if (refreshes() === 'asked') return;
      cancelStart();
      cancelStart = setTimer(startRefreshing, refreshesAfterMs);
    },
    networkChanged: () => everyConnection('network'),
    resumed: () => everyConnection('resume'),
    focused: () => refreshInView('focus'),
    stop,
    async close() {
      await stop();
      await store.close();
    },
  };
}
