/** What every service holds at a moment. */
export const moment = {
  nothing: 'empty',
  expires: (time: string) => `expires in ${time}`,
  changedNow: 'changed by the selected event',
  clocks: 'Clocks',
  instances: 'Instances',
  environment: 'Environment',
  ownClock: 'own clock',
  ahead: (time: string) => `${time} ahead`,
  behind: (time: string) => `${time} behind`,
  inStep: 'in step',
  noInstances: 'none has started',
} as const;
