import { sampleSignIn } from './dialects/system/identity.ts';
import { htmlPage } from './html.ts';
import { samplePassword } from './sample/password.ts';
import { publicApiPath, systemPaths } from './system-paths.ts';

/** The page at the instance's root: what it is, where each system is, and how to sign in. */
export const welcomePage = htmlPage(
  'Local instance',
  `<p>This is Steward's built-in local instance. It answers only to this computer and contains sample data and whatever you create
in it. Nothing here reaches a real service.</p>
<ul>
<li><code>${systemPaths['system-initiative']}</code>: System Initiative's auth API</li>
<li><code>${publicApiPath}</code>: System Initiative's public API</li>
<li><code>${systemPaths.unstructured}</code>: Unstructured's management API
(<a href="${systemPaths.unstructured.slice(1)}/sign-in">session tokens</a>) and the test of its data API</li>
<li><code>${systemPaths['workspaces-api']}</code>: the Workspaces API. Usernames are the part of the e-mail address before the @, the
password is <code>${samplePassword}</code></li>
<li><code>${systemPaths.modbox}</code>: Modbox. Usernames are the part of the e-mail address before the @, the password is
<code>${samplePassword}</code></li>
<li><code>${systemPaths.system}</code>: SYSTEM. The password is <code>${sampleSignIn.password}</code>, the code
<code>${sampleSignIn.mfaCode}</code>, the portal access code <code>${sampleSignIn.portalCode}</code></li>
</ul>
<p><a href="${systemPaths['system-initiative'].slice(1)}/auth/sign-in">See who can sign in</a></p>`,
);
