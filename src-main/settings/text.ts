export const settingsText = {
  managed: (title: string) => ({
    sentence: `Your organization manages “${title}”.`,
    nextStep: 'Ask its administrators to change the policy.',
  }),
};
