/** The two phones. */
export const chat = {
  at: (time: string) => `Chats at ${time}`,
  user: 'User',
  empty: 'No message yet',
  neverAnswered: (time: string) => `No reply ${time} after the last message`,
  waiting: (time: string) => `Waiting for ${time}`,
  /** By their numbers, as the timelines have them. */
  answers: (numbers: string, count: number) => `answers ${count === 1 ? 'message' : 'messages'} ${numbers}`,
  answersNothing: 'answers nothing',
  late: 'late',
  lateCount: (count: number) => `${count} late`,
  lateTitle: 'Answered, but after the deadline',
  phone: (side: string) => `${side}: the user’s phone`,
  counted: (answered: number, sent: number, late: number) =>
    `${answered} of ${sent} answered${late === 0 ? '' : `, ${late} late`}`,
} as const;
