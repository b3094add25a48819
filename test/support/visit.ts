import { request } from 'node:http';

/** What a browser sends when a person goes to an address. */
export const navigation = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', accept: 'text/html' };

export interface Page {
  status: number;
  text: string;
}

/** As a browser asks, header by header; `fetch` would say that a script does. */
export const visit = (
  url: string,
  headers: Record<string, string> = navigation,
  method = 'GET',
): Promise<Page> =>
  new Promise((resolve, reject) => {
    const asked = request(url, { method, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += String(chunk)));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    asked.on('error', reject);
    asked.end();
  });

/** Where the local instance sends the browser once a person was chosen on its sign-in page: follows their link, but not where it leads. */
export async function wayBack(loginUrl: string, person: string): Promise<string> {
  const page = await fetch(loginUrl);
  const href = new RegExp(`href="([^"]+)">Sign in as ${person}`).exec(await page.text())?.[1];
  if (href === undefined) throw new Error(`The sign-in page doesn’t offer ${person}`);
  const sent = await fetch(new URL(href.replaceAll('&amp;', '&'), page.url), { redirect: 'manual' });
  return sent.headers.get('location') ?? '';
}
