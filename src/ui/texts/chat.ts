/** The two phones. */
export const chat = {
  at: (time: string) => `Chats at ${time}`,
  user: 'User',
  empty: 'No message yet',
  neverAnswered: (time: string) => `No reply ${time} after the last message`,
  waiting: (time: string) => `Waiting for ${time}`,
  answers: (count: number) => `answers ${count}`,
  phone: (side: string) => `${side}: the user’s phone`,
  counted: (answered: number, sent: number) => `${answered} of ${sent} answered`,
} as const;
