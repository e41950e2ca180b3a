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
  later: 'Lines below come after this moment',
  more: 'Show more lines',
} as const;
