import { settingKeys, settingsTable } from '../../src-preload/shared/settings/table.ts';

/*
 * What management tools are fed with to set the policy: an administrative template (ADMX with its ADML) for Windows, and an example of a
 * configuration profile for macOS. Both are made from the table of settings, which the policy is checked against.
 */

const note = 'Generated from the table of settings: node scripts/policy-templates.mjs writes it.';

/** @param {string} text */
const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The values that a setting takes, in words. @param {import('../../src-preload/shared/settings/types.ts').SettingControl} control */
function valuesOf(control) {
  switch (control.type) {
    case 'choice':
      return control.options.map(({ value }) => JSON.stringify(value)).join(', ');
    case 'duration':
      return `minutes, ${control.min} to ${control.max}${control.never === null ? '' : ', or null for never'}`;
    case 'number':
      return `${control.unit}, ${control.min} to ${control.max}`;
    case 'zoom':
      return 'a factor, 0.5 to 2';
    case 'switch':
      return 'true or false';
    case 'text':
      return `a text, such as ${JSON.stringify(control.example)}`;
  }
}

/** What the example decides; every name in it is one of the table's. */
const exampleSettings = { lockAfterMinutes: 10, lockOnSleep: true, eraseAfterDays: 30 };
const example = {
  version: 1,
  organization: 'Northwind',
  allowedServers: ['app.systeminit.com', '*.northwind.example'],
  settings: exampleSettings,
};

/** The language-neutral half of the template for Windows. */
export const admx = () => `<?xml version="1.0" encoding="utf-8"?>
<!-- ${note} -->
<policyDefinitions xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">
  <policyNamespaces>
    <target prefix="steward" namespace="Steward.Policies.Steward" />
  </policyNamespaces>
  <resources minRequiredRevision="1.0" />
  <categories>
    <category name="Steward" displayName="$(string.Steward)" />
  </categories>
  <policies>
    <policy name="Policy" class="Machine" displayName="$(string.Policy)" explainText="$(string.PolicyHelp)" presentation="$(presentation.Policy)" key="SOFTWARE\\Policies\\Steward">
      <parentCategory ref="Steward" />
      <elements>
        <text id="Policy" valueName="Policy" required="true" maxLength="262144" />
      </elements>
    </policy>
  </policies>
</policyDefinitions>
`;

/** Its words. */
export function adml() {
  const settings = settingKeys.map((key) => {
    const { title, control } = settingsTable[key];
    return `${key}: ${title} (${valuesOf(control)})`;
  });
  const help = [
    'What Steward does on this computer, as JSON on one line of ASCII. Write other characters as JSON does, such as \\u00fc.',
    '',
    `Example: ${JSON.stringify(example)}`,
    '',
    '"allowedServers" are the only servers Steward connects to; left out, every server is allowed. "settings" are values that users can\'t change:',
    '',
    ...settings,
    '',
    "A policy that isn't valid is not ignored: Steward connects to no server then.",
  ].join('\n');
  return `<?xml version="1.0" encoding="utf-8"?>
<!-- ${note} -->
<policyDefinitionResources xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">
  <displayName>Steward</displayName>
  <description>The policy of Steward</description>
  <resources>
    <stringTable>
      <string id="Steward">Steward</string>
      <string id="Policy">Policy of Steward</string>
      <string id="PolicyHelp">${escaped(help)}</string>
    </stringTable>
    <presentationTable>
      <presentation id="Policy">
        <textBox refId="Policy">
          <label>JSON</label>
        </textBox>
      </presentation>
    </presentationTable>
  </resources>
</policyDefinitionResources>
`;
}

/** A value as a property list has it; null where it has none: there is no null. @param {unknown} value @returns {string | null} */
function plistValue(value) {
  if (typeof value === 'string') return `<string>${escaped(value)}</string>`;
  if (typeof value === 'boolean') return value ? '<true/>' : '<false/>';
  if (typeof value === 'number')
    return Number.isInteger(value) ? `<integer>${value}</integer>` : `<real>${value}</real>`;
  return null;
}

/** An example of a profile for macOS: it decides what the example does, and has every other setting as a comment with its default. */
export function mobileconfig() {
  const decided = new Map(Object.entries(exampleSettings));
  const lines = settingKeys.map((key) => {
    const { control, default: initial } = settingsTable[key];
    const value = plistValue(decided.get(key) ?? initial);
    const values = escaped(valuesOf(control));
    const entry = value === null ? `<key>${key}</key>` : `<key>${key}</key>${value}`;
    // Two hyphens would end the comment.
    return decided.has(key)
      ? `        ${entry}`
      : `        <!-- ${entry} ${values.replaceAll('--', '- -')} -->`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<!-- ${note} Give it identifiers of your own. -->
<plist version="1.0">
  <dict>
    <key>PayloadType</key><string>Configuration</string>
    <key>PayloadVersion</key><integer>1</integer>
    <key>PayloadScope</key><string>System</string>
    <key>PayloadIdentifier</key><string>com.example.steward</string>
    <key>PayloadUUID</key><string>00000000-0000-4000-8000-000000000001</string>
    <key>PayloadDisplayName</key><string>Steward</string>
    <key>PayloadContent</key>
    <array>
      <dict>
        <key>PayloadType</key><string>app.steward.desktop</string>
        <key>PayloadVersion</key><integer>1</integer>
        <key>PayloadIdentifier</key><string>com.example.steward.policy</string>
        <key>PayloadUUID</key><string>00000000-0000-4000-8000-000000000002</string>
        <key>version</key><integer>1</integer>
        <key>organization</key><string>${example.organization}</string>
        <key>allowedServers</key>
        <array>
${example.allowedServers.map((server) => `          <string>${server}</string>`).join('\n')}
        </array>
        <key>settings</key>
        <dict>
${lines.map((line) => `  ${line}`).join('\n')}
        </dict>
      </dict>
    </array>
  </dict>
</plist>
`;
}
