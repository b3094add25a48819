import { button, openTab, openWorkspace, passphrase, row, settled } from './steps.mjs';

const day = 86_400_000;

/** The server stops: what was read stays, also after a restart; when it is back the app notices. */
export async function offline(stage) {
  const { snap, instance } = stage;
  await openWorkspace(stage, 'Northwind Production');
  await openTab(stage, 'Members');
  await instance.stop();
  await button(stage, 'Refresh').click();
  await stage.page
    .getByRole('main')
    .getByText(/You can still browse saved data/)
    .waitFor();
  await settled(stage);
  await stage.dismissMessages();
  await button(stage, 'Invite').hover();
  await stage.page.getByRole('tooltip').waitFor();
  await snap('offline', 'the server is gone: the roster stays, changes say why they wait', { mouse: true });

  await stage.restart();
  const locked = stage.page.getByRole('heading', { name: 'Enter your passphrase' });
  await locked.or(row(stage, 'april.nguyen')).waitFor();
  if (await locked.isVisible()) {
    await snap('locked', 'after a restart the passphrase opens what is kept on this device', {
      themes: ['light'],
    });
    await stage.page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await button(stage, 'Unlock').click();
  }
  await row(stage, 'april.nguyen@northwind.example').waitFor();
  await stage.page
    .getByRole('main')
    .getByText(/You can still browse saved data/)
    .waitFor();
  await settled(stage);
  await snap('offline-restarted', 'started without the server: the last roster, and how old it is', {
    small: true,
  });

  await stage.page.clock.setSystemTime(Date.now() + 3 * day);
  await stage.page.reload();
  await row(stage, 'april.nguyen@northwind.example').waitFor();
  await stage.page
    .getByText(/As of \d+ \w+ 20\d\d/)
    .first()
    .waitFor();
  await snap('stale', 'three days later: it can’t be taken for today’s roster');
  await stage.page.clock.setSystemTime(Date.now());
  await stage.page.reload();
  await row(stage, 'april.nguyen@northwind.example').waitFor();

  await instance.start();
  await stage.page
    .getByText(/You can still browse saved data/)
    .waitFor({ state: 'hidden', timeout: 120_000 });
  await settled(stage);
  await stage.page.getByText('Refresh failed').first().waitFor({ state: 'hidden' });
  await snap('back-online', 'the server is back and the app has noticed', { themes: ['light'] });
}
