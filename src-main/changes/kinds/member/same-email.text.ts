export const sameEmailText = {
  same: (name: string, other: string, email: string) =>
    `${name === other ? 'Two members' : `${name} and ${other}`} have the e-mail ${email}. The server removes people by e-mail and could take the wrong one. Ask one of them to leave or to change their e-mail, then try again.`,
  similar: (email: string, other: string) =>
    `${other} is a member too. The server removes people by the exact e-mail, so make sure that ${email} is the one to remove.`,
  several: (email: string) =>
    `Several members have the e-mail ${email}, so Steward can’t tell who is meant. Change the role in the list of members.`,
  severalInOrganization: (email: string, organization: string) =>
    `Several people in ${organization} have the e-mail ${email}, so Steward can’t tell who is meant. Ask one of them to change it.`,
};
