/** The log. */
export const logs = {
  text: 'Filter by text',
  instance: 'Instance',
  level: 'Level',
  user: 'User',
  allInstances: 'All instances',
  allLevels: 'All levels',
  allUsers: 'All users',
  nothing: 'No line fits.',
  none: 'This run logged nothing.',
  shown: (shown: number, all: number) => `${shown} of ${all} lines`,
  more: 'Show more lines',
  clear: 'Clear the filters',
  debug: (user: string) => `Log more of user ${user}`,
  ownClock: (time: string) => `${time} by the clock of the instance`,
} as const;
