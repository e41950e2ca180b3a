/** What the faults about clocks have in common: whose clock. */
export const CLOCKED = {
  kind: 'text',
  name: 'role',
  default: 'processor',
  maxLength: 64,
  sentence: 'Whose: the role of the route that instances serve, any for all instances, or a service by its name.',
} as const;
